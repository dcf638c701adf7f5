// Runs the atlas's contract over PostgreSQL, and what only a server can do: write a change and lose the answer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLosingProxy } from '../store/losing-proxy.ts';
import { type PostgresServer, postgresBinaries, startPostgresServer } from '../store/postgres-server.ts';
import { type AtlasPlace, content, entry, list, officer, openAtlasPlace, refusalOf, staged, thing, valueOf } from './atlas-place.ts';
import { batchContract } from './batch-contract.ts';
import { changeContract } from './change-contract.ts';
import { modelContract } from './model-contract.ts';

const binaries = postgresBinaries();
if (binaries === undefined) {
  if (process.env['CI'] !== undefined) throw new Error('PostgreSQL is not installed; in CI its tests must run');
  process.stdout.write('PostgreSQL is not installed (no initdb under /usr/lib/postgresql or on PATH): the atlas is not tried over it\n');
}

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (await isSo()) return;
    await wait(25);
  }
  throw new Error('what was waited for did not come in 10 s');
};

const END_WRITER =
  "select pg_terminate_backend(pid) from pg_locks join pg_database d on d.oid = database where locktype = 'advisory' and granted and datname = current_database()";

const waitingStations = async (place: AtlasPlace): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) from pg_locks where locktype = 'advisory' and not granted`.execute(place.store().read);
  return rows[0]?.count ?? 0;
};

describe.skipIf(binaries === undefined)('the atlas over PostgreSQL', () => {
  let server: PostgresServer;
  let backupFolder: string;
  let place: AtlasPlace;
  beforeAll(async () => {
    if (binaries === undefined) return;
    server = await startPostgresServer(binaries);
    backupFolder = mkdtempSync(join(tmpdir(), 'atlas-pgdump-'));
  });
  afterAll(async () => {
    await server.remove();
    rmSync(backupFolder, { recursive: true, force: true });
  });

  const newPlace = async (): Promise<AtlasPlace> => {
    const database = await server.createDatabase();
    return openAtlasPlace(async () => ({ engine: 'postgres', url: server.url(database), backupFolder }));
  };

  describe('with a sound network', () => {
    beforeEach(async () => {
      place = await newPlace();
    });
    afterEach(async () => {
      await place.remove();
      expect(place.faults).toEqual([]);
    });
    changeContract(() => place);
    batchContract(() => place);
  });

  modelContract(newPlace, 8);

  const withLosses = async (work: (place: AtlasPlace, loseAnswerTo: (text: string) => void) => Promise<void>): Promise<void> => {
    const database = await server.createDatabase();
    const proxy = await startLosingProxy(server.url(database));
    const losing = await openAtlasPlace(async () => ({ engine: 'postgres', url: proxy.url, backupFolder }));
    try {
      await work(losing, proxy.loseAnswerTo);
      expect(losing.faults).toEqual([]);
    } finally {
      await losing.remove();
      await proxy.stop();
    }
  };

  test('shows a thing whose adding was written while the answer was lost, once the server answers again', async () => {
    await withLosses(async (losing, loseAnswerTo) => {
      loseAnswerTo('commit');
      expect(refusalOf(await losing.atlas().handlers.addThing({ kind: 'shelter', content: content('失而复得') }, officer)).reason).toBe('storeReadOnly');
      await until(async () => (await list(losing.atlas(), 'shelter')).total === 1);
    });
  });

  test('shows what another station wrote while this one was cut off, and goes on writing after it', async () => {
    const database = await server.createDatabase();
    const setting = async () => ({ engine: 'postgres' as const, url: server.url(database), backupFolder });
    const ours = await openAtlasPlace(setting);
    valueOf(await ours.atlas().handlers.addThing({ kind: 'team', content: content('甲队') }, officer));
    const opening = openAtlasPlace(setting);
    // The other waits for the lock already, so that it and not we get it when our connection ends.
    await until(async () => (await waitingStations(ours)) === 1);
    await server.query(database, [END_WRITER]);
    const theirs = await opening;
    valueOf(await theirs.atlas().handlers.addThing({ kind: 'team', content: content('乙队') }, officer));
    valueOf(await (await staged(theirs.atlas(), [thing('shelter', 's-1')])).publish(entry()));
    await theirs.remove();
    await until(async () => ours.store().health().state === 'writable');
    await until(async () => (await list(ours.atlas(), 'team')).total === 2 && (await list(ours.atlas(), 'shelter')).total === 1);
    valueOf(await ours.atlas().handlers.addThing({ kind: 'team', content: content('丙队') }, officer));
    expect((await list(await ours.reopen(), 'team')).total).toBe(3);
    await ours.remove();
  });

  test('shows a batch whose publishing was written while the answer was lost, and keeps it although it was then abandoned', async () => {
    await withLosses(async (losing, loseAnswerTo) => {
      const batch = await staged(losing.atlas(), [thing('shelter', 's-1'), thing('team', 't-1')]);
      loseAnswerTo('commit');
      expect(refusalOf(await batch.publish(entry())).reason).toBe('storeReadOnly');
      await batch.abandon();
      await until(async () => (await list(losing.atlas(), 'shelter')).total === 1 && (await list(losing.atlas(), 'team')).total === 1);
      await losing.reopen();
      expect((await list(losing.atlas(), 'team')).total).toBe(1);
    });
  });
});
