// What the command line of the desktop application says; Chromium's own switches are beside it and are left alone.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '../../shared/kernel/result.ts';
import { readStationSetting, STATION_OPTIONS, type Machine, type SettingProblem, type StationSetting } from '../station/station-setting.ts';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `args` without the program itself. */
export const readDesktopSetting = (args: readonly string[], machine: Machine): Result<StationSetting, SettingProblem> => {
  const { values } = parseArgs({ args: [...args], options: STATION_OPTIONS, strict: false });
  const { station, data, postgres, townships, seed } = values;
  return readStationSetting({ station: textOf(station), data: textOf(data), postgres: textOf(postgres), townships: textOf(townships), seed: textOf(seed) }, machine);
};

/** Where the shell keeps its own: apart for each station, so that what windows hold of an exercise and of the real thing never meet. */
export const shellFolder = (applicationData: string, { station, folder }: StationSetting): string =>
  join(applicationData, 'fenghuotai', 'desktop', `${station}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`);
