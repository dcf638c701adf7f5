// What an embedded store does about damaged, emptied and missing files: it says so, and touches nothing.
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../electron/station/store/open-store.ts';
import type { Store } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added, addItem, addMany, asked } from './changes.ts';
import { fingerprint, newSqlitePlace, type SqlitePlace } from './sqlite-place.ts';
import { itemMigration, openAt } from './store-place.ts';

const scribble = (path: string, position: number, length: number): void => {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, position);
  closeSync(file);
};

describe('opening a damaged store', () => {
  let place: SqlitePlace;
  beforeEach(async () => {
    place = await newSqlitePlace();
    const store = await openAt(place);
    await addMany(store, 200);
    await store.dispose();
  });
  afterEach(async () => place.remove());

  const expectRefused = async (): Promise<void> => {
    const before = fingerprint(place.folder);
    const opened = await openStore(place.setting, { migrations: [itemMigration], clock: systemClock });
    expect(opened).toMatchObject({ ok: false, error: { reason: 'corrupt' } });
    expect(fingerprint(place.folder)).toEqual(before);
  };

  test('a file that is no database is corrupt', async () => {
    writeFileSync(place.main, 'not a database at all, but long enough to be looked at '.repeat(100));
    await expectRefused();
  });

  test('a scribbled header is corrupt', async () => {
    scribble(place.main, 0, 100);
    await expectRefused();
  });

  test('a scribbled page in the middle is corrupt', async () => {
    scribble(place.main, Math.floor(statSync(place.main).size / 8_192) * 4_096, 4_096);
    await expectRefused();
  });

  test('a file cut short is corrupt', async () => {
    truncateSync(place.main, Math.floor(statSync(place.main).size / 2));
    await expectRefused();
  });

  test('an emptied file is corrupt, never a new store', async () => {
    truncateSync(place.main, 0);
    await expectRefused();
  });

  test('a missing file is corrupt, never a new store', async () => {
    rmSync(place.main);
    await expectRefused();
    expect(existsSync(place.main)).toBe(false);
  });

  test('a log without its main file is corrupt and kept', async () => {
    rmSync(place.main);
    rmSync(`${place.folder}/station.json`);
    writeFileSync(`${place.main}-wal`, 'the last changes');
    await expectRefused();
  });

  test('a head that does not name the last entry is corrupt', async () => {
    await place.tamper([...place.unlockJournal, 'delete from journal where sequence = 200']);
    await expectRefused();
  });

  test('a last entry that was altered is corrupt', async () => {
    await place.tamper([...place.unlockJournal, `update journal set payload = '{}' where sequence = 200`]);
    await expectRefused();
  });
});

/** Fills the store beyond what its connections remember, folds the log in, and scribbles over the journal's first pages. */
const damageWhileOpen = async (store: Store, place: SqlitePlace): Promise<void> => {
  for (let index = 0; index < 40; index += 1) await store.change({ ...asked(), payload: 'x'.repeat(1_000_000) }, async () => null);
  const other = new DatabaseSync(place.main);
  other.exec('pragma wal_checkpoint(truncate)');
  other.close();
  scribble(place.main, 14 * 4_096, 6_000_000);
};

describe('a store damaged while it is open', () => {
  test('says so when it meets the damage, and takes no further change', async () => {
    const place = await newSqlitePlace();
    const store = await openAt(place);
    await added(store, 'first');
    await damageWhileOpen(store, place);
    await expect(store.read.selectFrom('journal').selectAll().execute()).rejects.toMatchObject({ failure: { reason: 'corrupt' } });
    expect(store.health()).toMatchObject({ state: 'readOnly', failure: { reason: 'corrupt' } });
    const size = statSync(place.main).size;
    expect(await addItem(store, 'refused')).toMatchObject({ ok: false, error: { reason: 'store', failure: { reason: 'corrupt' } } });
    expect(await store.verify()).toMatchObject({ intact: false });
    expect(statSync(place.main).size).toBe(size);
    await store.dispose();
    await place.remove();
  });

  test('never gives a backup of the damage', async () => {
    const place = await newSqlitePlace();
    const store = await openAt(place);
    await damageWhileOpen(store, place);
    expect(await store.backup(`${place.folder}/backups`)).toMatchObject({ ok: false, error: { reason: 'corrupt' } });
    await store.dispose();
    await place.remove();
  });
});

describe('a store left by a crash', () => {
  test('has every acknowledged change in its log taken over when it is opened', async () => {
    const place = await newSqlitePlace();
    const crashed = await newSqlitePlace();
    const store = await openAt(place);
    const entries = await addMany(store, 10);
    for (const end of ['', '-wal']) copyFileSync(`${place.main}${end}`, `${crashed.main}${end}`);
    expect(readFileSync(`${crashed.main}-wal`).length).toBeGreaterThan(0);
    await store.dispose();
    const opened = await openAt(crashed);
    expect(await opened.verify()).toEqual({ intact: true, entries: 10, headHash: entries[9]?.hash });
    await opened.dispose();
    await place.remove();
    await crashed.remove();
  });
});
