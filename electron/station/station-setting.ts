// What the command line says about the station to open, whoever runs it: the host or the desktop.
import { isAbsolute, join } from 'node:path';
import { failure, success, type Result } from '../../shared/kernel/result.ts';

const DEMONSTRATION = 'demonstration';

export interface StationSetting {
  readonly station: string;
  readonly isDemonstration: boolean;
  /** Holds everything the station writes. */
  readonly folder: string;
  readonly postgresUrl: string | null;
  readonly townships: number;
  readonly seed: number;
}

export type SettingProblem = { readonly reason: 'usage'; readonly text: string };

/** As `parseArgs` of node:util takes them. */
export const STATION_OPTIONS = {
  station: { type: 'string' },
  data: { type: 'string' },
  postgres: { type: 'string' },
  townships: { type: 'string' },
  seed: { type: 'string' },
} as const;

export type StationValues = { readonly [name in keyof typeof STATION_OPTIONS]?: string | undefined };

/** Where a program runs, as far as it decides where data lies. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly homeFolder: string;
}

const STATION_NAME = /^[\p{L}\p{N}_-]{1,40}$/u;
const MOST_TOWNSHIPS = 1_365;
const USUAL_TOWNSHIPS = 16;
const USUAL_SEED = 20_251_122;

/** The XDG Base Directory Specification has relative paths ignored. */
export const dataHome = ({ platform, environment, homeFolder }: Machine): string => {
  const given = platform === 'win32' ? environment['LOCALAPPDATA'] : platform === 'darwin' ? undefined : environment['XDG_DATA_HOME'];
  if (given !== undefined && isAbsolute(given)) return given;
  if (platform === 'win32') return join(homeFolder, 'AppData', 'Local');
  return platform === 'darwin' ? join(homeFolder, 'Library', 'Application Support') : join(homeFolder, '.local', 'share');
};

/** Null where the text is no whole number within the range. */
export const wholeNumber = (text: string | undefined, fallback: number, least: number, most: number): number | null => {
  if (text === undefined) return fallback;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
};

const usage = (text: string): Result<never, SettingProblem> => failure({ reason: 'usage', text });

export const readStationSetting = (values: StationValues, machine: Machine): Result<StationSetting, SettingProblem> => {
  const station = values.station ?? DEMONSTRATION;
  const townships = wholeNumber(values.townships, USUAL_TOWNSHIPS, 1, MOST_TOWNSHIPS);
  const seed = wholeNumber(values.seed, USUAL_SEED, 0, 2 ** 31);
  if (!STATION_NAME.test(station)) return usage(`--station ${station}: letters, digits, - and _ only, 40 at most.`);
  if (townships === null || seed === null) return usage('--townships and --seed take whole numbers in their range.');
  return success({
    station,
    isDemonstration: station === DEMONSTRATION,
    folder: values.data ?? join(dataHome(machine), 'fenghuotai', station),
    postgresUrl: values.postgres ?? null,
    townships,
    seed,
  });
};
