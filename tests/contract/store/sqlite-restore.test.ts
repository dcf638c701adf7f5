// Backups of an embedded store put to use: restored elsewhere, in place, half way, and not where they must not be.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreSqlite } from '../../../electron/station/store/restore-store.ts';
import type { Migration, Store } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added, addMany } from './changes.ts';
import { fingerprint, newSqlitePlace, type SqlitePlace, sqlitePlaceAt } from './sqlite-place.ts';
import { itemMigration, itemNames, openAt } from './store-place.ts';

let place: SqlitePlace;
let store: Store;
let backups: string;
beforeEach(async () => {
  place = await newSqlitePlace();
  store = await openAt(place);
  backups = mkdtempSync(join(tmpdir(), 'store-backups-'));
});
afterEach(async () => {
  await store.dispose();
  await place.remove();
  rmSync(backups, { recursive: true, force: true });
});

const backUp = async (): Promise<string> => {
  const backup = await store.backup(backups);
  if (!backup.ok) throw new Error(JSON.stringify(backup.error));
  return backup.value.path;
};

const restore = async (backupPath: string, folder: string) => restoreSqlite({ backupPath, folder, clock: systemClock });

test('a backup restored into a new folder opens with the same journal and ledgers, and goes on', async () => {
  await addMany(store, 30);
  const folder = join(backups, 'new machine');
  const path = await backUp();
  expect(await restore(path, folder)).toMatchObject({ ok: true, value: { entries: 30, headHash: (await store.head()).hash, replaced: null } });
  const restored = await openAt(sqlitePlaceAt(folder));
  expect(await itemNames(restored)).toEqual(await itemNames(store));
  expect(await restored.verify()).toMatchObject({ intact: true, entries: 30 });
  expect((await added(restored, 'goes on')).entry.sequence).toBe(31);
  await restored.dispose();
  expect(readdirSync(folder).toSorted()).toEqual(['station.json', 'station.lock', 'station.sqlite']);
});

test('restoring in place keeps the store that was there, whole and able to open', async () => {
  await addMany(store, 3);
  const path = await backUp();
  await added(store, 'after the backup');
  await store.dispose();
  const restored = await restore(path, place.folder);
  if (!restored.ok || restored.value.replaced === null) throw new Error(JSON.stringify(restored));
  const { replaced } = restored.value;
  store = await openAt(place);
  expect(await itemNames(store)).toEqual(['item-1', 'item-2', 'item-3']);
  const kept = sqlitePlaceAt(join(backups, 'kept'));
  expect(await restore(replaced, kept.folder)).toMatchObject({ ok: true, value: { entries: 4 } });
  const old = await openAt(kept);
  expect(await itemNames(old)).toContain('after the backup');
  await old.dispose();
});

test('a damaged store is kept as it was when a backup takes its place', async () => {
  await addMany(store, 3);
  const path = await backUp();
  await store.dispose();
  writeFileSync(place.main, 'damaged beyond reading');
  writeFileSync(`${place.main}-wal`, 'and its log');
  expect(await restore(path, place.folder)).toMatchObject({ ok: true, value: { entries: 3 } });
  const kept = readdirSync(place.folder).filter((name) => name.startsWith('replaced-'));
  expect(kept.map((name) => name.replace(/^replaced-\w+/, '')).toSorted()).toEqual(['.sqlite', '.sqlite-wal']);
  store = await openAt(place);
  expect(await store.verify()).toMatchObject({ intact: true, entries: 3 });
});

test('nothing is restored while a station has the folder open', async () => {
  await addMany(store, 3);
  const path = await backUp();
  const before = fingerprint(place.folder);
  expect(await restore(path, place.folder)).toMatchObject({ ok: false, error: { reason: 'inUse' } });
  expect(fingerprint(place.folder)).toEqual(before);
});

test('a backup that is damaged, altered or no store at all is refused, and nothing in the folder is touched', async () => {
  await addMany(store, 30);
  const path = await backUp();
  await store.dispose();
  const scribbled = join(backups, 'scribbled.sqlite');
  copyFileSync(path, scribbled);
  const database = new DatabaseSync(scribbled);
  database.exec(`drop trigger journal_no_update; update journal set payload = '{}' where sequence = 7`);
  database.close();
  const text = join(backups, 'text.sqlite');
  writeFileSync(text, 'no database');
  const empty = join(backups, 'empty.sqlite');
  new DatabaseSync(empty).close();
  writeFileSync(empty, '');
  const before = fingerprint(place.folder);
  for (const wrong of [scribbled, text, empty])
    expect(await restore(wrong, place.folder)).toMatchObject({ ok: false, error: { reason: 'corrupt' } });
  expect(await restore(join(backups, 'missing.sqlite'), place.folder)).toMatchObject({ ok: false, error: { reason: 'unreachable' } });
  expect(fingerprint(place.folder)).toEqual(before);
});

/** The folder as a crash during a restore leaves it: `moved` of main file and log already out of the way. */
const interrupt = async (moved: readonly ('' | '-wal')[]): Promise<void> => {
  await addMany(store, 3);
  const path = await backUp();
  await added(store, 'after the backup');
  const files = ['', '-wal'].map((end) => `${place.main}${end}`);
  for (const file of files) copyFileSync(file, `${file}.crashed`);
  await store.dispose();
  for (const file of files) renameSync(`${file}.crashed`, file);
  copyFileSync(path, join(place.folder, 'restored-20261122T031500123Z.ready'));
  for (const end of moved) renameSync(`${place.main}${end}`, join(place.folder, `replaced-20261122T031500123Z.sqlite${end}`));
};

test('a restore cut short after the old file was moved is finished by the next opening', async () => {
  for (const moved of [[''], ['', '-wal']] as const) {
    await interrupt(moved);
    store = await openAt(place);
    expect(await itemNames(store)).toEqual(['item-1', 'item-2', 'item-3']);
    expect(readdirSync(place.folder).filter((name) => /ready|abandoned/.test(name))).toEqual([]);
    expect(existsSync(join(place.folder, 'replaced-20261122T031500123Z.sqlite-wal'))).toBe(true);
    await store.dispose();
    await place.remove();
    place = await newSqlitePlace();
    store = await openAt(place);
  }
});

test('a restore cut short before anything was moved has not happened, and never happens later by itself', async () => {
  await interrupt([]);
  store = await openAt(place);
  expect(await itemNames(store)).toContain('after the backup');
  expect(readdirSync(place.folder)).toContain('restored-20261122T031500123Z.abandoned');
});

test('before a store that holds anything is migrated a copy of it is put beside it, named by time and schema', async () => {
  await addMany(store, 3);
  await store.dispose();
  expect(readdirSync(place.folder).filter((name) => name.startsWith('before-'))).toEqual([]);
  const next: Migration = { name: 'item-002', up: async (transaction) => transaction.schema.dropTable('item').execute() };
  store = await openAt(place, { migrations: [itemMigration, next], clock: { ...systemClock, now: () => Date.UTC(2026, 10, 22, 3, 15) } });
  const copies = readdirSync(place.folder).filter((name) => name.startsWith('before-'));
  expect(copies).toEqual(['before-20261122T031500000Z-schema-2.sqlite']);
  const older = sqlitePlaceAt(join(backups, 'older'));
  expect(await restore(join(place.folder, copies[0] ?? ''), older.folder)).toMatchObject({ ok: true, value: { entries: 3 } });
  const before = await openAt(older);
  expect(await itemNames(before)).toEqual(['item-1', 'item-2', 'item-3']);
  await before.dispose();
});
