// The contract of backups: consistent while the store works on, checked, never over another file.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupTime } from '../../../electron/station/store/backup-name.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added, addMany } from './changes.ts';
import type { ContractPlace } from './store-contract.ts';

export const backupContract = ({ store, reopen }: ContractPlace): void => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-backup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a backup made while changes go on holds exactly the entries it reports', async () => {
    await addMany(store(), 50);
    let isDone = false;
    let count = 0;
    const working = (async () => {
      while (!isDone) await added(store(), `meanwhile-${(count += 1)}`);
    })();
    const backup = await store().backup(folder);
    isDone = true;
    await working;
    if (!backup.ok) throw new Error(JSON.stringify(backup.error));
    const { path, entries, headHash, bytes } = backup.value;
    expect(entries).toBeGreaterThanOrEqual(50);
    expect((await store().entries(entries - 1, 1))[0]?.hash).toBe(headHash);
    expect(bytes).toBeGreaterThan(1_000);
    expect(readdirSync(folder)).toEqual([basename(path)]);
    expect(backupTime(basename(path))).toBeDefined();
    expect(count).toBeGreaterThan(0);
  });

  test('two backups of the same moment never take each other’s place', async () => {
    const opened = await reopen({ clock: { ...systemClock, now: () => 1_795_403_700_123 } });
    await added(opened, 'one');
    const first = await opened.backup(folder);
    const second = await opened.backup(folder);
    const both = await Promise.all([opened.backup(folder), opened.backup(folder)]);
    const paths = [first, second, ...both].map((backup) => (backup.ok ? backup.value.path : JSON.stringify(backup.error)));
    expect(paths.map((path) => basename(path)).toSorted()).toEqual(readdirSync(folder).toSorted());
    expect(paths.every((path) => backupTime(basename(path)) === 1_795_403_700_123)).toBe(true);
    expect(new Set(paths).size).toBe(4);
  });

  test('what a backup that was killed left behind is cleared away once it is a day old', async () => {
    const [old, recent] = ['.copying-old', '.copying-recent'].map((name) => join(folder, name));
    for (const path of [old, recent]) {
      mkdirSync(path ?? '');
      writeFileSync(join(path ?? '', 'copy.sqlite'), 'half a copy');
    }
    const yesterday = Date.now() / 1_000 - 25 * 3_600;
    utimesSync(old ?? '', yesterday, yesterday);
    await added(store(), 'one');
    expect((await store().backup(folder)).ok).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual(['.copying-recent']);
  });

  test('a backup into something that is no folder fails with a reason and leaves the store well', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'in the way');
    expect(await store().backup(file)).toMatchObject({ ok: false, error: { reason: 'unreachable' } });
    expect((await added(store(), 'still working')).entry.sequence).toBe(1);
  });

  test('a backup that is stopped leaves no file behind', async () => {
    await addMany(store(), 5);
    await expect(store().backup(folder, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(readdirSync(folder)).toEqual([]);
  });
};
