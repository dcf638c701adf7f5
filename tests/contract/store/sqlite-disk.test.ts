// What an embedded store does when its disk is full, cannot be written, or is held by somebody else.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../electron/station/store/open-store.ts';
import type { Store, StoreHealth } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added, addItem, addMany, asked } from './changes.ts';
import { fingerprint, newSqlitePlace, type SqlitePlace, sqlitePlaceAt } from './sqlite-place.ts';
import { itemMigration, itemNames, openAt } from './store-place.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const OPENER = join(import.meta.dirname, 'open-once.ts');

const skipOrFail = (what: string, canRun: boolean, why: string): boolean => {
  if (canRun) return false;
  if (process.env['CI'] !== undefined) throw new Error(`${what} must run in CI, but ${why}`);
  process.stdout.write(`${what} is skipped: ${why}\n`);
  return true;
};

/** Opens the folder in another process, that of `nobody` where this one is root's, and gives its answer. */
const openElsewhere = (folder: string): { readonly child: ChildProcess; readonly answer: Promise<unknown> } => {
  const who = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(process.execPath, [OPENER, folder], { ...who, stdio: ['pipe', 'pipe', 'inherit'] });
  const answer = once(child.stdout, 'data').then(([bytes]): unknown => JSON.parse(String(bytes)));
  return { child, answer };
};

const fillUntilRefused = async (store: Store): Promise<{ readonly written: number; readonly refused: unknown }> => {
  for (let written = 0; written < 2_000; written += 1) {
    const changed = await store.change({ ...asked(), payload: 'x'.repeat(20_000) }, async () => null);
    if (!changed.ok) return { written, refused: changed.error };
  }
  throw new Error('2,000 large entries fitted');
};

describe('a disk that is full', () => {
  test('refuses the change, keeps every one before it readable, and takes the next when there is room again', async () => {
    const place = await newSqlitePlace();
    const store = await openAt(place);
    await addMany(store, 5);
    const setPages = async (pages: number) =>
      store.write(async (transaction) => sql.raw(`pragma max_page_count = ${pages}`).execute(transaction));
    await setPages(60);
    const { written, refused } = await fillUntilRefused(store);
    expect(refused).toMatchObject({ reason: 'store', failure: { reason: 'diskFull' } });
    expect(store.health()).toMatchObject({ state: 'readOnly', failure: { reason: 'diskFull' } });
    expect(await store.head()).toMatchObject({ sequence: 5 + written });
    expect(await store.verify()).toMatchObject({ intact: true, entries: 5 + written });
    expect((await itemNames(store)).length).toBe(5);
    await setPages(10_000);
    expect((await added(store, 'room again')).entry.sequence).toBe(6 + written);
    expect(store.health()).toEqual({ state: 'writable' });
    await store.dispose();
    await place.remove();
  });

  test('leaves nothing half done where the feature carries on after the disk was full', async () => {
    const place = await newSqlitePlace();
    const store = await openAt(place);
    await addMany(store, 1);
    await store.write(async (transaction) => sql.raw('pragma max_page_count = 60').execute(transaction));
    const carried = await store.change(asked(), async (transaction) => {
      const insert = async (name: string) => transaction.insertInto('item').values({ sequence: 9, name }).execute();
      for (let index = 0; index < 400; index += 1) await insert(`${index}${'y'.repeat(2_000)}`).catch(() => undefined);
      await insert('small enough to fit').catch(() => undefined);
      return null;
    });
    expect(carried).toMatchObject({ ok: false, error: { reason: 'store', failure: { reason: 'diskFull' } } });
    expect(await itemNames(store)).toEqual(['item-1']);
    expect(await store.verify()).toMatchObject({ intact: true, entries: 1 });
    await store.dispose();
    await place.remove();
  });
});

/** `mount` as root, by sudo where that needs no password; undefined where neither can be had. */
const mountTool = (): readonly string[] | undefined => {
  if (process.platform !== 'linux') return undefined;
  if (isRoot) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
};

const tool = mountTool();
const isUnmountable = skipOrFail('the test on a really full disk', tool !== undefined, 'mounting a small file system needs root or sudo');

describe.skipIf(isUnmountable)('a small file system', () => {
  let folder: string;
  const asRoot = (...command: readonly string[]): void => {
    const [program, ...parameters] = [...(tool ?? []), ...command];
    if (program === undefined) return;
    const { status, stderr } = spawnSync(program, parameters);
    if (status !== 0) throw new Error(`${command.join(' ')}: ${String(stderr)}`);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-small-'));
    asRoot('mount', '-t', 'tmpfs', '-o', 'size=2m,mode=0777', 'tmpfs', folder);
  });
  afterEach(() => {
    asRoot('umount', '-l', folder);
    rmSync(folder, { recursive: true, force: true });
  });

  const ballast = (): string => join(folder, 'ballast');
  const fillUp = (): void => {
    const file = openSync(ballast(), 'a');
    const block = Buffer.alloc(4_096);
    try {
      for (;;) writeSync(file, block);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  };

  test('that fills up loses nothing that was acknowledged, says so, and is well again by itself when there is room', async () => {
    const store = await openAt(sqlitePlaceAt(join(folder, 'station')), { limits: { retryMs: 50 } });
    const healths: StoreHealth['state'][] = [];
    store.onHealth(({ state }) => healths.push(state));
    await addMany(store, 20);
    fillUp();
    const { written, refused } = await fillUntilRefused(store);
    expect(refused).toMatchObject({ reason: 'store', failure: { reason: 'diskFull' } });
    expect(await addItem(store, 'refused too')).toMatchObject({ ok: false, error: { failure: { reason: 'diskFull' } } });
    expect(await store.verify()).toMatchObject({ intact: true, entries: 20 + written });
    expect((await itemNames(store)).length).toBe(20);
    expect(await store.backup(join(folder, 'backups'))).toMatchObject({ ok: false, error: { reason: 'diskFull' } });
    await wait(300);
    expect(healths).toEqual(['readOnly']);
    rmSync(ballast());
    for (let attempt = 0; store.health().state !== 'writable' && attempt < 200; attempt += 1) await wait(25);
    expect(healths).toEqual(['readOnly', 'writable']);
    expect((await added(store, 'room again')).entry.sequence).toBe(21 + written);
    await store.dispose();
    const again = await openAt(sqlitePlaceAt(join(folder, 'station')));
    expect(await again.verify()).toMatchObject({ intact: true, entries: 21 + written });
    await again.dispose();
  });

  test('that has not a byte left when the station starts is said to be full, and loses nothing', async () => {
    const place = sqlitePlaceAt(join(folder, 'station'));
    const store = await openAt(place);
    await addMany(store, 20);
    await store.dispose();
    const before = fingerprint(place.folder).get('station.sqlite');
    fillUp();
    const opened = await openStore(place.setting, { migrations: [itemMigration], clock: systemClock });
    expect(opened).toMatchObject({ ok: false, error: { reason: 'diskFull' } });
    expect(fingerprint(place.folder).get('station.sqlite')).toBe(before);
    rmSync(ballast());
    const again = await openAt(place);
    expect(await again.verify()).toMatchObject({ intact: true, entries: 20 });
    await again.dispose();
  });

  test('that has room to read but none to write when the station starts opens for reading until there is', async () => {
    const place = sqlitePlaceAt(join(folder, 'station'));
    const store = await openAt(place);
    await addMany(store, 20);
    await store.dispose();
    // Another reader has SQLite's shared memory file already made, for which there would be no room.
    const reader = new DatabaseSync(place.main);
    reader.prepare('select count(*) from journal').get();
    fillUp();
    const full = await openAt(place, { limits: { retryMs: 50 } });
    expect(full.health()).toMatchObject({ state: 'readOnly', failure: { reason: 'diskFull' } });
    expect((await itemNames(full)).length).toBe(20);
    expect(await full.verify()).toMatchObject({ intact: true, entries: 20 });
    rmSync(ballast());
    for (let attempt = 0; full.health().state !== 'writable' && attempt < 200; attempt += 1) await wait(25);
    expect((await added(full, 'room again')).entry.sequence).toBe(21);
    await full.dispose();
    reader.close();
  });

  test('that is full where a new store should be made says so', async () => {
    fillUp();
    const opened = await openStore({ engine: 'sqlite', folder: join(folder, 'new') }, { migrations: [itemMigration], clock: systemClock });
    expect(opened).toMatchObject({ ok: false, error: { reason: 'diskFull' } });
  });

  test('that is mounted read-only is said to be so', async () => {
    const place = sqlitePlaceAt(join(folder, 'station'));
    const store = await openAt(place);
    await addMany(store, 3);
    await store.dispose();
    const before = fingerprint(place.folder);
    asRoot('mount', '-o', 'remount,ro', folder);
    const opened = await openStore(place.setting, { migrations: [itemMigration], clock: systemClock });
    expect(opened).toMatchObject({ ok: false, error: { reason: 'readOnly' } });
    expect(fingerprint(place.folder)).toEqual(before);
  });
});

describe('a folder that may not be written', () => {
  let place: SqlitePlace;
  beforeEach(async () => {
    place = await newSqlitePlace();
    const store = await openAt(place);
    await addMany(store, 3);
    await store.dispose();
  });
  afterEach(async () => {
    chmodSync(place.folder, 0o755);
    await place.remove();
  });

  test('is said to be read-only, and nothing in it is changed', async () => {
    for (const name of readdirSync(place.folder)) chmodSync(join(place.folder, name), 0o444);
    chmodSync(place.folder, 0o555);
    const before = fingerprint(place.folder);
    const { answer } = openElsewhere(place.folder);
    expect(await answer).toMatchObject({ ok: false, error: { reason: 'readOnly' } });
    expect(fingerprint(place.folder)).toEqual(before);
  });

  test('is said to be read-only where only the store’s file is', async () => {
    for (const name of readdirSync(place.folder)) chmodSync(join(place.folder, name), name === 'station.sqlite' ? 0o444 : 0o666);
    chmodSync(place.folder, 0o777);
    const { answer } = openElsewhere(place.folder);
    expect(await answer).toMatchObject({ ok: false, error: { reason: 'readOnly' } });
  });

  test('is said to be read-only where a new store should be made in it', async () => {
    mkdirSync(join(place.folder, 'closed'), { mode: 0o555 });
    chmodSync(place.folder, 0o755);
    const { answer } = openElsewhere(join(place.folder, 'closed', 'new'));
    expect(await answer).toMatchObject({ ok: false, error: { reason: 'readOnly' } });
  });

  test('while the station runs makes changes be refused, and what is there stays readable', async () => {
    const store = await openAt(place);
    await store.write(async (transaction) => sql.raw('pragma query_only = 1').execute(transaction));
    expect(await addItem(store, 'refused')).toMatchObject({ ok: false, error: { reason: 'store', failure: { reason: 'readOnly' } } });
    expect(store.health()).toMatchObject({ state: 'readOnly', failure: { reason: 'readOnly' } });
    expect((await itemNames(store)).length).toBe(3);
    expect(await store.verify()).toMatchObject({ intact: true, entries: 3 });
    await store.dispose();
    const again = await openAt(place);
    expect((await added(again, 'taken')).entry.sequence).toBe(4);
    await again.dispose();
  });
});

describe('a folder another process has open', () => {
  test('is in use until that process ends, even when it is killed', async () => {
    const place = await newSqlitePlace();
    chmodSync(place.folder, 0o777);
    const { child, answer } = openElsewhere(place.folder);
    expect(await answer).toEqual({ ok: true });
    const refused = await openStore(place.setting, { migrations: [itemMigration], clock: systemClock });
    expect(refused).toMatchObject({ ok: false, error: { reason: 'inUse' } });
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const store = await openAt(place);
    expect((await added(store, 'mine now')).entry.sequence).toBe(1);
    await store.dispose();
    await place.remove();
  });
});
