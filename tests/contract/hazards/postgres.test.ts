// The hazards' room over PostgreSQL: one journey that passes every statement it writes and reads with.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAsOfEntry } from '../../../electron/station/hazards/hazard-ledger.ts';
import { readKnowledgeAsOf } from '../../../electron/station/hazards/note-ledger.ts';
import { type PostgresServer, postgresBinaries, startPostgresServer } from '../store/postgres-server.ts';
import { openHazardStation, refusalOf, valueOf } from './hazard-station.ts';
import { sampleCounty } from './sample-county.ts';

const binaries = postgresBinaries();
if (binaries === undefined) {
  if (process.env['CI'] !== undefined) throw new Error('PostgreSQL is not installed; in CI its tests must run');
  process.stderr.write('PostgreSQL is not installed: hazards over PostgreSQL are not tested\n');
}

const VILLAGE = '331124001001';

describe.skipIf(binaries === undefined)('hazards over PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer(binaries ?? '');
  });
  afterAll(async () => server?.remove());

  it('are declared, changed, closed, listed and read back, with notes and substances, as over SQLite', async () => {
    const store = { engine: 'postgres', url: server.url(await server.createDatabase()), backupFolder: '' } as const;
    const station = await openHazardStation({ county: sampleCounty(500, 1_000), store });
    const content = { kind: '11D02', name: '泥石流', level: null, source: '', factTime: '2026-11-22T03:00:00.000Z', note: '', shape: { type: 'circle' as const, centre: [119.5, 28.45] as const, radiusMetres: 4_000 }, toxic: null };
    const commander = station.seat('commander');
    const first = valueOf(await commander.ask('declareHazard', { content }, 'declare-once')).hazard;
    const second = valueOf(await commander.ask('changeHazard', { id: first.id, version: 1, content: { ...content, level: 'red' } })).hazard;
    expect(refusalOf(await commander.ask('changeHazard', { id: first.id, version: 1, content })).detail).toMatchObject({ currentVersion: 2, changed: ['level'] });
    const other = valueOf(await commander.ask('declareHazard', { content: { ...content, name: '另一处' } })).hazard;
    const closed = valueOf(await commander.ask('closeHazard', { id: other.id, version: 1, reason: '误报' })).hazard;
    expect(await readAsOfEntry(station.store().read, first.id, 1)).toEqual(first);

    const note = { areaCode: VILLAGE, caller: '支书', phone: '', words: '路断了', timeHeard: '2026-11-22T03:10:00.000Z', reports: { road: 'broken' as const } };
    const written = valueOf(await commander.ask('addTelephoneNote', note)).note;
    const correction = valueOf(await commander.ask('addTelephoneNote', { ...note, reports: { power: 'broken' }, corrects: written.id })).note;
    expect((await readKnowledgeAsOf(station.store().read, VILLAGE, written.sequence)).aspects.road?.state).toBe('broken');

    const table = valueOf(await commander.ask('readToxicTable', {})).substances;
    const { id, version, ...substance } = table.find((each) => each.id === 'chlorine') ?? table[0] ?? (() => { throw new Error('no substance'); })();
    valueOf(await commander.ask('changeToxicSubstance', { id, version, content: { ...substance, confusion: '改过' } }));

    await station.restart();
    const again = station.seat('commander');
    expect(valueOf(await again.ask('declareHazard', { content }, 'declare-once')).hazard.id).not.toBe('');
    expect(valueOf(await again.ask('listHazards', { state: 'active', offset: 0, limit: 10 }))).toMatchObject({ total: 1, hazards: [second] });
    expect(valueOf(await again.ask('listHazards', { state: 'closed', offset: 0, limit: 10 }))).toMatchObject({ total: 1, hazards: [closed] });
    expect(valueOf(await again.ask('readHazard', { id: first.id })).versions.map(({ changed }) => changed)).toEqual([[], ['level']]);
    expect(valueOf(await again.ask('listTelephoneNotes', { areaCode: '331124001', offset: 0, limit: 10 })).notes.map(({ correctedBy }) => correctedBy)).toEqual([null, correction.id]);
    const village = valueOf(await again.ask('readVillageStates', {})).villages.find(({ areaCode }) => areaCode === VILLAGE);
    expect(village).toMatchObject({ road: { lastKnown: null }, power: { state: 'broken' } });
    expect(valueOf(await again.ask('readToxicTable', {})).substances.find((each) => each.id === 'chlorine')).toMatchObject({ version: 1, confusion: '改过' });
    expect(valueOf(await again.ask('readAffected', { hazardId: first.id })).persons.households).toBe(second.counted.households);
    expect(station.faults).toEqual([]);
    await station.dispose();
  });
});
