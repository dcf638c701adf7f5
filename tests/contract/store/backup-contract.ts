// The contract of backups: consistent while the store works on, checked, never over another file.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
    expect(first.ok).toBe(true);
    if (first.ok && second.ok) expect(second.value.path).not.toBe(first.value.path);
    expect(readdirSync(folder).length).toBe(second.ok ? 2 : 1);
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
