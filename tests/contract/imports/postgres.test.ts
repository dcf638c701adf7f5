// Imports over PostgreSQL: one journey that passes every statement they write and read with.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, postgresBinaries, startPostgresServer } from '../store/postgres-server.ts';
import { committed, imported, listed, openImportStation, openText, previewed, valueOf } from './import-station.ts';
import { manyShelters } from './many-shelters.ts';

const binaries = postgresBinaries();
if (binaries === undefined) {
  if (process.env['CI'] !== undefined) throw new Error('PostgreSQL is not installed; in CI its tests must run');
  process.stderr.write('PostgreSQL is not installed: imports over PostgreSQL are not tested\n');
}

describe.skipIf(binaries === undefined)('imports over PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer(binaries ?? '');
  });
  afterAll(async () => server?.remove());

  it('are compared, saved, matched by number when they come again, remembered, listed and taken back, as over SQLite', async () => {
    const store = { engine: 'postgres', url: server.url(await server.createDatabase()), backupFolder: '' } as const;
    const station = await openImportStation({ store });
    let seat = station.seat();
    const list = manyShelters(1_200);
    expect(await imported(seat, await openText(seat, '避灾点.csv', list))).toMatchObject({ thingCount: 1_200, overtakenCount: 0 });
    await station.restart();
    seat = station.seat();
    const file = await openText(seat, '避灾点.csv', list.replace('第7避灾点', '第柒避灾点').replace(/,第9避灾点,短期固定,9,/u, ',第9避灾点,短期固定,99,'));
    expect(file.sheets[0]?.remembered?.person).toBe('person-1王芳');
    expect((await previewed(seat, file)).counts).toMatchObject({ new: 0, changed: 2, unchanged: 1_198 });
    const done = await committed(seat, file);
    expect(done.thingCount).toBe(2);
    valueOf(await seat.ask('undoImport', { batch: done.batch }));
    const { imports } = valueOf(await seat.ask('listImports', { limit: 10 }));
    expect(imports.map(({ batch, undone }) => [batch, undone === null])).toEqual([[done.batch, false], [done.batch - 1, true]]);
    expect((await listed(seat, 'shelter')).things.every(({ version }) => version === 1)).toBe(true);
    expect((await previewed(seat, file)).counts).toMatchObject({ new: 0, changed: 2 });
    await station.dispose();
    expect(station.faults).toEqual([]);
  });
});
