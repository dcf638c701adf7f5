// Declaring, changing and closing a hazard: versions, journal, streams, refusals.
import { afterEach, describe, expect, it } from 'vitest';
import { readAsOfEntry } from '../../../electron/station/hazards/hazard-ledger.ts';
import { changesOf, openHazardStation, refusalOf, snapshotOf, valueOf, type HazardStation, type HazardStationOptions } from './hazard-station.ts';
import { sampleCounty } from './sample-county.ts';

const CENTRE = [119.5, 28.45] as const;

const content = (more: Record<string, unknown> = {}) =>
  ({
    kind: '11D01',
    name: '后山滑坡',
    level: null,
    source: '网格员李某电话 13800000000',
    factTime: '2026-11-22T03:00:00.000Z',
    note: '已有裂缝，联系人 13900000000',
    shape: { type: 'circle', centre: CENTRE, radiusMetres: 3_000 },
    toxic: null,
    ...more,
  }) as never;

let station: HazardStation;
const open = async (options: HazardStationOptions = {}): Promise<HazardStation> => (station = await openHazardStation({ county: sampleCounty(2_000, 6_000), ...options }));
afterEach(async () => {
  expect(station.faults).toEqual([]);
  await station.dispose();
});

describe('declaring a hazard', () => {
  it('keeps what was drawn, its zones, who and when, and what was counted at that moment', async () => {
    await open();
    const commander = station.seat('commander');
    const drawn = valueOf(await commander.ask('countAffected', { kind: '11D01', shape: { type: 'circle', centre: CENTRE, radiusMetres: 3_000 }, toxic: null }));
    const { hazard } = valueOf(await commander.ask('declareHazard', { content: content() }));
    expect(hazard).toMatchObject({ version: 1, state: 'active', isExercise: false, level: null, shape: { type: 'circle', radiusMetres: 3_000 }, declaredAt: '2026-11-22T03:15:00.000Z', declaredBy: { id: 'person-commander' }, closing: null });
    expect(hazard.zones.map(({ grade }) => grade)).toEqual(['whole']);
    expect(hazard.counted.persons).toBe(drawn.counted?.persons.persons);
    expect(hazard.counted.persons).toBeGreaterThan(20);
    expect(hazard.counted.squareMetres).toBeCloseTo(drawn.counted?.squareMetres ?? 0, 3);
    const again = valueOf(await commander.ask('readHazard', { id: hazard.id }));
    expect(again.hazard).toEqual(hazard);
  });

  it('writes one journal entry that holds the whole hazard, and streams it', async () => {
    await open();
    const [commander, screen] = [station.seat('commander'), station.seat('audience')];
    const [desk, view] = [commander.follow('hazards'), screen.follow('hazards')];
    const { hazard } = valueOf(await commander.ask('declareHazard', { content: content() }));
    const entries = await station.store().entries(0, 10);
    expect(entries.map(({ operation, person, seat }) => [operation, person, seat])).toEqual([['declareHazard', 'person-commander', 'seat-1']]);
    const payload = JSON.parse(entries[0]?.payload ?? '{}');
    expect(payload.hazard).toMatchObject({ id: hazard.id, version: 1, kind: '11D01', source: '网格员李某电话 13800000000', zones: hazard.zones, counted: hazard.counted });
    expect(snapshotOf(desk())).toEqual({ hazards: [] });
    expect(changesOf(desk())).toEqual([{ hazard }]);
    expect(changesOf(view())).toEqual([{ hazard: { ...hazard, source: '', note: '' } }]);
  });

  it('says of everything in a demonstration that it is an exercise', async () => {
    await open({ isDemonstration: true });
    const { hazard } = valueOf(await station.seat('commander').ask('declareHazard', { content: content() }));
    expect(hazard.isExercise).toBe(true);
  });

  it('explains a shape that cannot be used and writes nothing', async () => {
    await open();
    const commander = station.seat('commander');
    const bowTie = { type: 'polygon', polygon: [[[119.5, 28.4], [119.51, 28.41], [119.51, 28.4], [119.5, 28.41], [119.5, 28.4]]] };
    const refused = refusalOf(await commander.ask('declareHazard', { content: content({ shape: bowTie }) }));
    expect(refused.reason).toBe('invalid');
    expect(refused.detail?.['problems']).toMatchObject([{ reason: 'selfCrossing', isFatal: true }]);
    const drawn = valueOf(await commander.ask('countAffected', { kind: '11D01', shape: bowTie as never, toxic: null }));
    expect(drawn).toMatchObject({ counted: null, problems: [{ reason: 'selfCrossing' }] });
    const away = refusalOf(await commander.ask('declareHazard', { content: content({ shape: { type: 'circle', centre: [121, 30], radiusMetres: 500 } }) }));
    expect(away.detail?.['problems']).toMatchObject([{ reason: 'outsideCounty' }]);
    expect(await station.store().head()).toMatchObject({ sequence: 0 });
  });

  it('refuses an unknown kind and a fact from the future', async () => {
    await open();
    const commander = station.seat('commander');
    expect(refusalOf(await commander.ask('declareHazard', { content: content({ kind: '11Z99' }) })).detail?.['problems']).toMatchObject([{ reason: 'unknownKind' }]);
    expect(refusalOf(await commander.ask('declareHazard', { content: content({ factTime: '2026-11-22T04:00:00.000Z' }) })).detail?.['problems']).toMatchObject([{ reason: 'factInFuture' }]);
  });

  it('notes that a part lies outside the county, and saves', async () => {
    await open();
    const commander = station.seat('commander');
    const shape = { type: 'circle' as const, centre: [119.2, 28.45] as const, radiusMetres: 1_000 };
    const drawn = valueOf(await commander.ask('countAffected', { kind: '11D01', shape, toxic: null }));
    expect(drawn.problems).toMatchObject([{ reason: 'partlyOutsideCounty', isFatal: false }]);
    expect(drawn.counted?.cautions).toContain('partlyOutsideCounty');
    valueOf(await commander.ask('declareHazard', { content: content({ shape }) }));
  });

  it('is for those who plan; a broadcast operator and a screen may only look', async () => {
    await open();
    for (const role of ['broadcastOperator', 'viewer', 'audience'] as const) {
      expect(refusalOf(await station.seat(role).ask('declareHazard', { content: content() })).reason).toBe('notPermitted');
    }
    const { hazard } = valueOf(await station.seat('dutyOfficer').ask('declareHazard', { content: content() }));
    expect(valueOf(await station.seat('broadcastOperator').ask('readHazard', { id: hazard.id })).hazard.source).toContain('13800000000');
    const seen = valueOf(await station.seat('viewer').ask('readHazard', { id: hazard.id })).hazard;
    expect([seen.source, seen.note]).toEqual(['', '']);
  });

  it('is not told nor kept where the store cannot write', async () => {
    await open();
    const commander = station.seat('commander');
    const stream = commander.follow('hazards');
    station.fillDisk(true);
    expect(refusalOf(await commander.ask('declareHazard', { content: content() })).reason).toBe('storeReadOnly');
    expect(changesOf(stream())).toEqual([]);
    expect(valueOf(await commander.ask('listHazards', { offset: 0, limit: 10 })).total).toBe(0);
  });
});

describe('changing a hazard', () => {
  it('counts again and keeps the old version', async () => {
    await open();
    const commander = station.seat('commander');
    const first = valueOf(await commander.ask('declareHazard', { content: content() })).hazard;
    station.clock.pass(60_000);
    const second = valueOf(await commander.ask('changeHazard', { id: first.id, version: 1, content: content({ level: 'orange', shape: { type: 'circle', centre: CENTRE, radiusMetres: 6_000 } }) })).hazard;
    expect(second).toMatchObject({ version: 2, level: 'orange', declaredAt: first.declaredAt, changedAt: '2026-11-22T03:16:00.000Z' });
    expect(second.counted.persons).toBeGreaterThan(first.counted.persons);
    expect(valueOf(await commander.ask('readHazard', { id: first.id, version: 1 })).hazard).toEqual(first);
    const { hazard, versions } = valueOf(await commander.ask('readHazard', { id: first.id }));
    expect(hazard).toEqual(second);
    expect(versions.map(({ version, changed }) => [version, changed])).toEqual([[1, []], [2, ['level', 'shape']]]);
    expect(await readAsOfEntry(station.store().read, first.id, 1)).toEqual(first);
    expect(await readAsOfEntry(station.store().read, first.id, 2)).toEqual(second);
    expect(await readAsOfEntry(station.store().read, first.id, 0)).toBeNull();
  });

  it('refuses a version that is no longer the present one and says what changed', async () => {
    await open();
    const commander = station.seat('commander');
    const { id } = valueOf(await commander.ask('declareHazard', { content: content() })).hazard;
    valueOf(await commander.ask('changeHazard', { id, version: 1, content: content({ level: 'red', name: '后山大滑坡' }) }));
    const refused = refusalOf(await station.seat('dutyOfficer').ask('changeHazard', { id, version: 1, content: content({ level: 'blue' }) }));
    expect(refused).toMatchObject({ reason: 'stale', detail: { currentVersion: 2, changed: ['name', 'level'], changedBy: 'commander王某' } });
    expect(valueOf(await commander.ask('readHazard', { id })).hazard.level).toBe('red');
  });

  it('lets one of two at the same moment win and tells the other', async () => {
    await open();
    const [commander, officer] = [station.seat('commander'), station.seat('dutyOfficer')];
    const { id } = valueOf(await commander.ask('declareHazard', { content: content() })).hazard;
    const results = await Promise.all([
      commander.ask('changeHazard', { id, version: 1, content: content({ level: 'red' }) }),
      officer.ask('changeHazard', { id, version: 1, content: content({ level: 'blue' }) }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap((result) => (result.ok ? [] : [result.error.reason]))).toEqual(['stale']);
    expect(await station.store().head()).toMatchObject({ sequence: 2 });
  });

  it('returns the first outcome for a command sent twice', async () => {
    await open();
    const commander = station.seat('commander');
    const first = valueOf(await commander.ask('declareHazard', { content: content() }, 'same-command'));
    await station.restart();
    const again = valueOf(await station.seat('commander').ask('declareHazard', { content: content() }, 'same-command'));
    expect(again).toEqual(first);
    expect(await station.store().head()).toMatchObject({ sequence: 1 });
  });

  it('does not know a hazard that was never declared', async () => {
    await open();
    expect(refusalOf(await station.seat('commander').ask('changeHazard', { id: 'none', version: 1, content: content() })).reason).toBe('notFound');
    expect(refusalOf(await station.seat('viewer').ask('readAffected', { hazardId: 'none' })).reason).toBe('notFound');
  });
});

describe('closing a hazard', () => {
  it('keeps reason, person and time, and nothing may follow', async () => {
    await open();
    const commander = station.seat('commander');
    const { id } = valueOf(await commander.ask('declareHazard', { content: content() })).hazard;
    station.clock.pass(3_600_000);
    const closed = valueOf(await commander.ask('closeHazard', { id, version: 1, reason: '专家现场核查，险情解除' })).hazard;
    expect(closed).toMatchObject({ version: 2, state: 'closed', closing: { reason: '专家现场核查，险情解除', time: '2026-11-22T04:15:00.000Z', by: { id: 'person-commander' } } });
    const refused = refusalOf(await commander.ask('changeHazard', { id, version: 2, content: content() }));
    expect(refused).toMatchObject({ reason: 'conflict', detail: { problem: 'closed' } });
    expect(valueOf(await commander.ask('listHazards', { state: 'active', offset: 0, limit: 10 })).total).toBe(0);
    expect(valueOf(await commander.ask('listHazards', { state: 'closed', offset: 0, limit: 10 })).hazards).toEqual([closed]);
    expect(valueOf(await commander.ask('readHazard', { id })).versions.map(({ changed }) => changed)).toEqual([[], ['state']]);
  });

  it('is still there after a restart, with the active ones', async () => {
    await open();
    const commander = station.seat('commander');
    const one = valueOf(await commander.ask('declareHazard', { content: content() })).hazard;
    const two = valueOf(await commander.ask('declareHazard', { content: content({ name: '二号' }) })).hazard;
    const closed = valueOf(await commander.ask('closeHazard', { id: one.id, version: 1, reason: '已处置' })).hazard;
    await station.restart();
    const snapshot = snapshotOf(station.seat('commander').follow('hazards')());
    expect(snapshot).toEqual({ hazards: expect.arrayContaining([two, closed]) });
  });
});
