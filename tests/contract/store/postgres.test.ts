// Runs the store's contract over PostgreSQL, and what only a server can do: be lost, come back, be restored into.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLosingProxy } from './losing-proxy.ts';
import { openStore } from '../../../electron/station/store/open-store.ts';
import { restorePostgres } from '../../../electron/station/store/postgres/restore-postgres.ts';
import type { Store, StoreHealth, StoreSetting } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added, addItem, addMany, asked, insertItem } from './changes.ts';
import { type PostgresServer, postgresBinaries, startPostgresServer } from './postgres-server.ts';
import { storeContract } from './store-contract.ts';
import { type ItemTables, itemNames, openAt, type StorePlace } from './store-place.ts';

const binaries = postgresBinaries();
if (binaries === undefined) {
  if (process.env['CI'] !== undefined) throw new Error('PostgreSQL is not installed; in CI its tests must run');
  process.stdout.write('PostgreSQL is not installed (no initdb under /usr/lib/postgresql or on PATH): its store tests are skipped\n');
}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (await isSo()) return;
    await wait(25);
  }
  throw new Error('what was waited for did not come in 10 s');
};

describe.skipIf(binaries === undefined)('with a server', () => {
  let server: PostgresServer;
  let backupFolder: string;
  beforeAll(async () => {
    if (binaries === undefined) return;
    server = await startPostgresServer(binaries);
    backupFolder = mkdtempSync(join(tmpdir(), 'store-pgdump-'));
  });
  afterAll(async () => {
    await server.remove();
    rmSync(backupFolder, { recursive: true, force: true });
  });

  const newPlace = async (): Promise<StorePlace & { readonly database: string }> => {
    const database = await server.createDatabase();
    return {
      database,
      setting: { engine: 'postgres', url: server.url(database), backupFolder },
      tamper: async (statements) => server.query(database, statements),
      unlockJournal: ['drop trigger journal_is_append_only on journal', 'alter table command_outcome drop constraint command_outcome_sequence_fkey'],
      remove: async () => server.query('postgres', [`drop database ${database} with (force)`]),
    };
  };

  const withStore = async (work: (store: Store, database: string) => Promise<void>): Promise<void> => {
    const place = await newPlace();
    const store = await openAt(place, { limits: { retryMs: 100 } });
    try {
      await work(store, place.database);
    } finally {
      await store.dispose();
      await place.remove();
    }
  };

  const endWriter = async (database: string): Promise<void> =>
    server.query('postgres', [
      `select pg_terminate_backend(pid) from pg_locks join pg_database d on d.oid = database where locktype = 'advisory' and granted and datname = '${database}'`,
    ]);

  const waitingFor = async (store: Store): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) from pg_locks where locktype = 'advisory' and not granted`.execute(store.read);
    return rows[0]?.count ?? 0;
  };

  storeContract('PostgreSQL', newPlace);

  test('writers that know nothing of each other’s turns still take one sequence each', async () => {
    await withStore(async (store, database) => {
      await server.query(database, ['create table taken (sequence bigint)']);
      const rival = async (count: number): Promise<void> => {
        for (let index = 0; index < count; index += 1)
          await server.query(database, [
            `begin; select 1 from journal_head where id = 1 for update;
             insert into taken select sequence + 1 from journal_head;
             update journal_head set sequence = sequence + 1; commit`,
          ]);
      };
      const ours = Array.from({ length: 40 }, async (_, index) => added(store, `item-${index}`));
      await Promise.all([...ours, rival(10), rival(10)]);
      const tables: Kysely<ItemTables> = store.read;
      const { rows } = await sql<{ sequence: number }>`select sequence from taken union all select sequence from journal order by 1`.execute(tables);
      expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    });
  });

  test('when the server goes away changes are refused at once with the reason, and when it is back the store is', async () => {
    await withStore(async (store) => {
      const healths: StoreHealth[] = [];
      store.onHealth((health) => healths.push(health));
      await added(store, 'before');
      await server.stop('immediate');
      await until(() => store.health().state === 'readOnly');
      expect(await addItem(store, 'meanwhile')).toMatchObject({ ok: false, error: { reason: 'store', failure: { reason: 'unreachable' } } });
      await expect(store.head()).rejects.toMatchObject({ failure: { reason: 'unreachable' } });
      await server.start();
      await until(() => store.health().state === 'writable');
      expect((await added(store, 'after')).entry.sequence).toBe(2);
      expect(await itemNames(store)).toEqual(['before', 'after']);
      expect(healths.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1])).toEqual(['readOnly', 'writable']);
    });
  });

  test('a change whose connection breaks half way is undone and reported, and can be asked for again', async () => {
    await withStore(async (store, database) => {
      const broken = await store.change(asked('addItem', 'command-1'), async (transaction, sequence) => {
        await insertItem(transaction, sequence, 'half');
        await endWriter(database);
        await insertItem(transaction, sequence, 'whole');
        return null;
      });
      expect(broken).toMatchObject({ ok: false, error: { reason: 'store', failure: { reason: 'unreachable' } } });
      expect(store.health().state).toBe('readOnly');
      await until(() => store.health().state === 'writable');
      expect(await itemNames(store)).toEqual([]);
      expect(await added(store, 'whole', 'command-1')).toMatchObject({ repeated: false, entry: { sequence: 1 } });
    });
  });

  test('a change that was written though its answer was lost is told to the listeners, and known by its command id', async () => {
    const place = await newPlace();
    const proxy = await startLosingProxy(server.url(place.database));
    const store = await openAt({ ...place, setting: { engine: 'postgres', url: proxy.url, backupFolder } }, { limits: { retryMs: 100 } });
    const heard: number[] = [];
    store.onEntry(({ sequence }) => heard.push(sequence));
    proxy.loseAnswerTo('commit');
    expect(await addItem(store, 'written', 'command-1')).toMatchObject({
      ok: false,
      error: { failure: { reason: 'unreachable', detail: expect.stringMatching(/while committing/) } },
    });
    expect(heard).toEqual([]);
    await until(() => store.health().state === 'writable');
    expect(heard).toEqual([1]);
    expect(await added(store, 'written', 'command-1')).toMatchObject({ repeated: true, entry: { sequence: 1 } });
    await added(store, 'next');
    expect(heard).toEqual([1, 2]);
    await store.dispose();
    await proxy.stop();
    await place.remove();
  });

  test('a station cut off while another took its place waits, and then hears what the other wrote', async () => {
    await withStore(async (store, database) => {
      const heard: number[] = [];
      store.onEntry(({ sequence }) => heard.push(sequence));
      // The other waits for the lock already, so that it and not we get it when our connection ends.
      const opening = openAt({ ...(await newPlace()), setting: { engine: 'postgres', url: server.url(database), backupFolder } });
      await until(async () => (await waitingFor(store)) === 1);
      await endWriter(database);
      const other = await opening;
      await added(other, 'by the other');
      await until(() => JSON.stringify(store.health()).includes('inUse'));
      expect(await addItem(store, 'refused')).toMatchObject({ ok: false, error: { failure: { reason: 'inUse' } } });
      await other.dispose();
      await until(() => store.health().state === 'writable');
      await added(store, 'mine again');
      expect(heard).toEqual([1, 2]);
    });
  });

  test('a server that cannot be reached, or has no such database, is said so on opening', async () => {
    const unreachable: StoreSetting = { engine: 'postgres', url: 'postgres://postgres@127.0.0.1:1/none', backupFolder };
    const missing: StoreSetting = { engine: 'postgres', url: server.url('missing'), backupFolder };
    for (const setting of [unreachable, missing])
      expect(await openStore(setting, { migrations: [], clock: systemClock })).toMatchObject({ ok: false, error: { reason: 'unreachable' } });
  });

  test('a backup restores into an empty database and opens there with the same journal, and never over another store', async () => {
    await withStore(async (store) => {
      await addMany(store, 20);
      const backup = await store.backup(backupFolder);
      if (!backup.ok) throw new Error(JSON.stringify(backup.error));
      const fresh = await newPlace();
      const restoring = { backupPath: backup.value.path, url: server.url(fresh.database), clock: systemClock };
      expect(await restorePostgres(restoring)).toEqual({ ok: true, value: { intact: true, entries: 20, headHash: backup.value.headHash } });
      expect(await restorePostgres(restoring)).toMatchObject({ ok: false, error: { reason: 'inUse' } });
      const restored = await openAt(fresh);
      expect(await itemNames(restored)).toEqual(await itemNames(store));
      expect((await added(restored, 'goes on')).entry.sequence).toBe(21);
      await restored.dispose();
      await fresh.remove();
    });
  });

  test('without pg_dump a backup says what is missing', async () => {
    await withStore(async (store) => {
      const path = process.env['PATH'];
      process.env['PATH'] = '/nonexistent';
      const backup = await store.backup(backupFolder).finally(() => (process.env['PATH'] = path));
      expect(backup).toMatchObject({ ok: false, error: { reason: 'unreachable', detail: expect.stringMatching(/pg_dump is not on PATH/) } });
    });
  });
});
