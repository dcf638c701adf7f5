// A log that never fills the disk by itself.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBoundedLog } from './bounded-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fenghuotai-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('keeps the newest lines and stays within twice its limit', () => {
  const path = join(folder, 'logs', 'station.log');
  const log = createBoundedLog(path, 1_000);
  for (let index = 0; index < 200; index += 1) log.write(`line ${index} ${'-'.repeat(50)}\n`);
  expect(readFileSync(path, 'utf8')).toContain('line 199 ');
  const kept = readdirSync(join(folder, 'logs'));
  expect(kept.toSorted()).toEqual(['station.log', 'station.log.old']);
  expect(kept.reduce((total, name) => total + statSync(join(folder, 'logs', name)).size, 0)).toBeLessThanOrEqual(2_000);
});

test('does not fail where it cannot be written', () => {
  writeFileSync(join(folder, 'a-file'), '');
  expect(() => createBoundedLog(join(folder, 'a-file', 'station.log'), 1_000).write('line\n')).not.toThrow();
});
