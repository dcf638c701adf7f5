// Where windows were is known again at the next start, and damage to the file costs no more than that.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWindowMemory, type RememberedWindow } from './window-memory.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fenghuotai-windows-'));
  path = join(folder, 'desktop', 'windows.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fail = (error: unknown): never => {
  throw error;
};

const remembered = (change: Partial<RememberedWindow> = {}): RememberedWindow => ({
  name: 'command-map',
  place: '1',
  copy: 1,
  isOpen: true,
  saved: { screen: { id: 1, label: 'DELL', bounds: { x: 0, y: 0, width: 1920, height: 1080 } }, bounds: { x: 10, y: 20, width: 1200, height: 800 }, isMaximized: false, isFullScreen: true },
  ...change,
});

test('knows at the next start what was kept, the newest of each window', () => {
  const memory = openWindowMemory(path, fail);
  memory.keep(remembered());
  memory.keep(remembered({ copy: 2 }));
  memory.keep(remembered({ isOpen: false }));
  expect(openWindowMemory(path, fail).windows()).toEqual([remembered({ copy: 2 }), remembered({ isOpen: false })]);
  expect(openWindowMemory(path, fail).find({ name: 'command-map', place: '1', copy: 2 })?.isOpen).toBe(true);
  expect(readdirSync(join(folder, 'desktop'))).toEqual(['windows.json']);
});

test('forgets a damaged file, and of a readable one only what is no window any more', () => {
  openWindowMemory(path, fail).keep(remembered());
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole.slice(0, -40));
  expect(openWindowMemory(path, fail).windows()).toEqual([]);
  const strangers = [remembered({ name: 'cellar' }), { ...remembered(), saved: null }, { ...remembered(), copy: 'one' }, 7, remembered({ place: '2' })];
  writeFileSync(path, JSON.stringify({ windows: strangers }));
  expect(openWindowMemory(path, fail).windows()).toEqual([remembered({ place: '2' })]);
});

test('goes on in memory and says so where the file cannot be written', () => {
  writeFileSync(join(folder, 'desktop'), 'a file where the folder should be');
  const faults: unknown[] = [];
  const memory = openWindowMemory(path, (error) => faults.push(error));
  memory.keep(remembered());
  expect(memory.windows().length).toBe(1);
  expect(faults.length).toBe(1);
});
