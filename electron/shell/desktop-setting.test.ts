// The desktop's command line among Electron's and Chromium's own words.
import { expect, test } from 'vitest';
import type { Machine } from '../station/station-setting.ts';
import { readDesktopSetting, shellFolder } from './desktop-setting.ts';

const MACHINE: Machine = { platform: 'linux', environment: {}, homeFolder: '/home/li' };

const read = (args: readonly string[]) => {
  const setting = readDesktopSetting(args, MACHINE);
  if (!setting.ok) throw new Error(setting.error.text);
  return setting.value;
};

test('finds its own options among others', () => {
  const setting = read(['/work/project', '--no-sandbox', '--inspect=0', '--station', '柯桥区', '--lang=zh-CN', '--data', '/srv/data']);
  expect(setting).toMatchObject({ station: '柯桥区', isDemonstration: false, folder: '/srv/data' });
  expect(read(['--port', '8080', '--no-browser']).isDemonstration).toBe(true);
});

test('refuses what is no station', () => {
  expect(readDesktopSetting(['--station', '../x'], MACHINE).ok).toBe(false);
});

test('keeps the windows of different stations, and of one name in different folders, apart', () => {
  const folders = [[], ['--station', 'a'], ['--station', 'a', '--data', '/srv/a'], ['--station', 'b']].map((args) => shellFolder('/home/li/.config', read(args)));
  expect(new Set(folders).size).toBe(4);
});
