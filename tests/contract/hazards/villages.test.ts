// Telephone notes and what is known of each village: never changed, corrected by another, and silence is not knowledge.
import { afterEach, describe, expect, it } from 'vitest';
import { readKnowledgeAsOf } from '../../../electron/station/hazards/note-ledger.ts';
import { changesOf, openHazardStation, refusalOf, snapshotOf, valueOf, type HazardStation } from './hazard-station.ts';
import { sampleCounty } from './sample-county.ts';

const VILLAGE = '331124001001';
const NEXT = '331124001002';

let station: HazardStation;
const open = async (isDemonstration = false): Promise<HazardStation> => {
  const county = sampleCounty(0, 0);
  county.areas.length = 0;
  county.areas.push(
    { code: '331124001000', name: '西屏街道', level: 'township', position: null },
    { code: VILLAGE, name: '上村', level: 'village', position: [119.5, 28.45] },
    { code: NEXT, name: '下村', level: 'village', position: null },
  );
  return (station = await openHazardStation({ county, isDemonstration }));
};
afterEach(async () => {
  expect(station.faults).toEqual([]);
  await station.dispose();
});

const note = (more: object = {}) => ({ areaCode: VILLAGE, caller: '村支书', phone: '13800000000', words: '进村公路塌方，已停电', timeHeard: '2026-11-22T03:14:00.000Z', ...more });

const states = async () => valueOf(await station.seat('viewer').ask('readVillageStates', {})).villages;

describe('a telephone note', () => {
  it('lands in the log and on the map with its times, and sets what it reports', async () => {
    await open();
    const officer = station.seat('dutyOfficer');
    const [notes, villages] = [officer.follow('telephoneNotes'), station.seat('audience').follow('villageStates')];
    const written = valueOf(await officer.ask('addTelephoneNote', note({ timeOfFact: '2026-11-22T01:00:00.000Z', reports: { road: 'broken', power: 'broken' } }))).note;
    expect(written).toMatchObject({ areaName: '西屏街道 上村', position: [119.5, 28.45], timeHeard: '2026-11-22T03:14:00.000Z', timeOfFact: '2026-11-22T01:00:00.000Z', writtenAt: '2026-11-22T03:15:00.000Z', sequence: 1, writtenBy: { id: 'person-dutyOfficer' }, isExercise: false, correctedBy: null });
    expect(changesOf(notes())).toEqual([{ note: written, corrected: null }]);
    expect((await station.store().entries(0, 9)).map(({ operation, payload }) => [operation, JSON.parse(payload).note.words])).toEqual([['addTelephoneNote', '进村公路塌方，已停电']]);
    const [next, told] = await states();
    expect(next).toMatchObject({ areaCode: NEXT, lastHeardAt: null, isSilent: true, road: { state: 'unknown', lastKnown: null } });
    expect(told).toMatchObject({ areaCode: VILLAGE, townshipName: '西屏街道', road: { state: 'broken', lastKnown: { timeOfFact: '2026-11-22T01:00:00.000Z', noteId: written.id } }, mobileNetwork: { state: 'unknown', lastKnown: null }, lastHeardAt: '2026-11-22T03:14:00.000Z', isSilent: false });
    expect(changesOf(villages())).toEqual([{ villages: [told], removedCodes: [] }]);
    expect(JSON.stringify(villages())).not.toContain('13800000000');
  });

  it('takes the moment it was heard for the time of the fact where none is given, and a place it does not know yet', async () => {
    await open();
    const officer = station.seat('dutyOfficer');
    const written = valueOf(await officer.ask('addTelephoneNote', note({ areaCode: '', caller: '', phone: '', words: '有人喊救命，没说清哪个村' }))).note;
    expect(written).toMatchObject({ areaCode: '', areaName: '', position: null, timeOfFact: '2026-11-22T03:14:00.000Z' });
    expect(valueOf(await officer.ask('addTelephoneNote', note({ areaCode: '331124001' }))).note.areaName).toBe('西屏街道');
  });

  it.each<[string, object, string]>([
    ['a fact after it was heard', { timeOfFact: '2026-11-22T03:14:01.000Z' }, 'factAfterHeard'],
    ['a call from the future', { timeHeard: '2026-11-22T03:30:00.000Z' }, 'heardInFuture'],
    ['a village nobody knows', { areaCode: '331124009009' }, 'unknownArea'],
    ['a report of no village', { areaCode: '331124001000', reports: { road: 'broken' } }, 'reportsNeedVillage'],
  ])('refuses %s', async (_name, more, problem) => {
    await open();
    expect(refusalOf(await station.seat('dutyOfficer').ask('addTelephoneNote', note(more)))).toMatchObject({ reason: 'invalid', detail: { problem } });
    expect(await station.store().head()).toMatchObject({ sequence: 0 });
  });

  it('may arrive hours after it was heard, and then does not undo what was heard since', async () => {
    await open();
    const officer = station.seat('dutyOfficer');
    valueOf(await officer.ask('addTelephoneNote', note({ reports: { road: 'working' } })));
    valueOf(await officer.ask('addTelephoneNote', note({ timeHeard: '2026-11-21T22:00:00.000Z', reports: { road: 'broken', power: 'broken' } })));
    const [, village] = await states();
    expect(village).toMatchObject({ road: { state: 'working' }, power: { state: 'broken' }, lastHeardAt: '2026-11-22T03:14:00.000Z' });
  });

  it('is written once for a command sent twice', async () => {
    await open();
    const officer = station.seat('dutyOfficer');
    const first = valueOf(await officer.ask('addTelephoneNote', note({ reports: { power: 'broken' } }), 'from-the-outbox'));
    await station.restart();
    expect(valueOf(await station.seat('dutyOfficer').ask('addTelephoneNote', note({ reports: { power: 'broken' } }), 'from-the-outbox'))).toEqual(first);
    expect(valueOf(await station.seat('dutyOfficer').ask('listTelephoneNotes', { offset: 0, limit: 10 })).total).toBe(1);
  });

  it('is for the desk: screens see the villages, not the callers', async () => {
    await open();
    for (const role of ['viewer', 'audience'] as const) {
      expect(refusalOf(await station.seat(role).ask('addTelephoneNote', note())).reason).toBe('notPermitted');
      expect(refusalOf(await station.seat(role).ask('listTelephoneNotes', { offset: 0, limit: 1 })).reason).toBe('notPermitted');
    }
    valueOf(await station.seat('liaison').ask('addTelephoneNote', note()));
  });

  it('says in a demonstration that it is an exercise', async () => {
    await open(true);
    expect(valueOf(await station.seat('dutyOfficer').ask('addTelephoneNote', note())).note.isExercise).toBe(true);
  });
});

describe('a correction', () => {
  it('is a new note; the old one stays, marked, and no longer counts', async () => {
    await open();
    const officer = station.seat('dutyOfficer');
    const notes = officer.follow('telephoneNotes');
    const wrong = valueOf(await officer.ask('addTelephoneNote', note({ reports: { road: 'broken', power: 'working' } }))).note;
    const right = valueOf(await officer.ask('addTelephoneNote', note({ areaCode: NEXT, words: '听错村名，是下村', reports: { road: 'broken' }, corrects: wrong.id }))).note;
    const list = valueOf(await officer.ask('listTelephoneNotes', { offset: 0, limit: 10 }));
    expect(list.notes.map(({ id, corrects, correctedBy, words }) => [id, corrects, correctedBy, words])).toEqual([
      [right.id, wrong.id, null, '听错村名，是下村'],
      [wrong.id, null, right.id, '进村公路塌方，已停电'],
    ]);
    expect(changesOf(notes()).at(-1)).toMatchObject({ note: { id: right.id }, corrected: { id: wrong.id, correctedBy: right.id } });
    const byCode = new Map((await states()).map((state) => [state.areaCode, state]));
    expect(byCode.get(VILLAGE)).toMatchObject({ road: { lastKnown: null }, power: { lastKnown: null }, lastHeardAt: null });
    expect(byCode.get(NEXT)).toMatchObject({ road: { state: 'broken', lastKnown: { noteId: right.id } } });
    expect((await readKnowledgeAsOf(station.store().read, VILLAGE, 1)).aspects.road?.state).toBe('broken');
    expect((await readKnowledgeAsOf(station.store().read, VILLAGE, 2)).aspects.road).toBeNull();
  });

  it('is refused where the note is unknown or already corrected', async () => {
    await open();
    const officer = station.seat('dutyOfficer');
    expect(refusalOf(await officer.ask('addTelephoneNote', note({ corrects: 'none' }))).reason).toBe('notFound');
    const wrong = valueOf(await officer.ask('addTelephoneNote', note())).note;
    const right = valueOf(await officer.ask('addTelephoneNote', note({ corrects: wrong.id }))).note;
    expect(refusalOf(await officer.ask('addTelephoneNote', note({ corrects: wrong.id })))).toMatchObject({ reason: 'conflict', detail: { correctedBy: right.id } });
    expect(await station.store().head()).toMatchObject({ sequence: 2 });
  });
});

describe('silence', () => {
  it('makes a village’s state unknown on its own, tells it, and puts the longest silence first', async () => {
    await open();
    const officer = station.seat('dutyOfficer');
    valueOf(await officer.ask('addTelephoneNote', note({ reports: { road: 'working' } })));
    station.clock.pass(10 * 60_000);
    valueOf(await officer.ask('addTelephoneNote', note({ areaCode: NEXT, timeHeard: '2026-11-22T03:24:00.000Z', reports: { power: 'working' } })));
    expect((await states()).map(({ areaCode, isSilent }) => [areaCode, isSilent])).toEqual([[VILLAGE, false], [NEXT, false]]);
    const villages = station.seat('audience').follow('villageStates');
    villages();
    station.clock.pass(48 * 60_000);
    expect(changesOf(villages())).toEqual([]);
    station.clock.pass(60_000);
    expect(changesOf(villages())).toMatchObject([{ villages: [{ areaCode: VILLAGE, isSilent: true, road: { state: 'unknown', lastKnown: { state: 'working' } } }] }]);
    station.clock.pass(10 * 60_000);
    expect((await states()).map(({ areaCode, isSilent }) => [areaCode, isSilent])).toEqual([[VILLAGE, true], [NEXT, true]]);
    valueOf(await officer.ask('addTelephoneNote', note({ timeHeard: '2026-11-22T04:20:00.000Z' })));
    expect((await states()).map(({ areaCode, isSilent, road }) => [areaCode, isSilent, road.state])).toEqual([[NEXT, true, 'unknown'], [VILLAGE, false, 'working']]);
  });

  it('is remembered over a restart', async () => {
    await open();
    valueOf(await station.seat('dutyOfficer').ask('addTelephoneNote', note({ reports: { satellitePhone: 'broken' } })));
    const before = await states();
    await station.restart();
    expect(await states()).toEqual(before);
    expect(snapshotOf(station.seat('dutyOfficer').follow('telephoneNotes')())).toMatchObject({ notes: [{ words: '进村公路塌方，已停电' }] });
  });

  it('follows the map’s villages as they come and go', async () => {
    await open();
    const villages = station.seat('audience').follow('villageStates');
    villages();
    station.county.areas.push({ code: '331124001003', name: '新村', level: 'village', position: null });
    station.county.areas.splice(1, 1);
    station.live.touch('village');
    expect(changesOf(villages())).toMatchObject([{ villages: [{ areaCode: '331124001003', name: '新村', isSilent: true }], removedCodes: [VILLAGE] }]);
  });
});
