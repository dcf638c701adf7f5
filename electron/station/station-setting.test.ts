// What a command line opens: the demonstration county, or a station by name.
import { expect, test } from 'vitest';
import { dataHome, readStationSetting, type Machine } from './station-setting.ts';

const LINUX: Machine = { platform: 'linux', environment: {}, homeFolder: '/home/li' };

test('opens the demonstration where no station is named', () => {
  const setting = readStationSetting({}, LINUX);
  expect(setting).toMatchObject({ ok: true, value: { station: 'demonstration', isDemonstration: true, folder: '/home/li/.local/share/fenghuotai/demonstration', postgresUrl: null } });
});

test('opens a named station as a real one in a folder of its own', () => {
  expect(readStationSetting({ station: '柯桥区' }, LINUX)).toMatchObject({ ok: true, value: { isDemonstration: false, folder: '/home/li/.local/share/fenghuotai/柯桥区' } });
  expect(readStationSetting({ station: 'keqiao', data: '/srv/data', postgres: 'postgres://db' }, LINUX)).toMatchObject({ ok: true, value: { folder: '/srv/data', postgresUrl: 'postgres://db' } });
});

test('refuses a name that would leave its folder and numbers out of range', () => {
  const wrong = [{ station: '../etc' }, { station: '' }, { townships: '0' }, { townships: '1366' }, { townships: 'many' }, { seed: '-1' }];
  expect(wrong.map((values) => readStationSetting(values, LINUX).ok)).toEqual(wrong.map(() => false));
});

test('keeps data where the system keeps the data of its users', () => {
  expect(dataHome({ ...LINUX, environment: { XDG_DATA_HOME: '/data' } })).toBe('/data');
  expect(dataHome({ ...LINUX, environment: { XDG_DATA_HOME: 'data' } })).toBe('/home/li/.local/share');
  expect(dataHome({ ...LINUX, platform: 'darwin' })).toBe('/home/li/Library/Application Support');
  expect(dataHome({ platform: 'win32', environment: {}, homeFolder: '/c/Users/li' })).toBe('/c/Users/li/AppData/Local');
});
