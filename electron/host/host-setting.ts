// What the command line says about the station to run and how it is reached.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failure, success, type Result } from '../../shared/kernel/result.ts';

export const DEFAULT_PORT = 46110;
export const DEMONSTRATION = 'demonstration';

export interface HostSetting {
  readonly station: string;
  readonly isDemonstration: boolean;
  /** Holds everything the station writes. */
  readonly folder: string;
  readonly port: number;
  /** Address to bind; anything but loopback requires TLS. */
  readonly address: string;
  readonly hostNames: readonly string[];
  readonly certificate: { readonly keyPath: string; readonly certificatePath: string } | null;
  readonly postgresUrl: string | null;
  readonly townships: number;
  readonly seed: number;
  readonly isBrowserWanted: boolean;
}

export type SettingProblem = { readonly reason: 'usage'; readonly text: string };

export const USAGE = `npm start -- [--station NAME] [--data FOLDER] [--port N] [--listen ADDRESS] [--host-name NAME]
             [--tls-key FILE --tls-certificate FILE] [--postgres URL] [--townships N] [--seed N] [--no-browser]

Without --station the demonstration county opens. A named station is real: it starts empty and is claimed with a one-time code.`;

const STATION_NAME = /^[\p{L}\p{N}_-]{1,40}$/u;
const MOST_TOWNSHIPS = 1_365;

export const isLoopback = (address: string): boolean => address === '127.0.0.1' || address === '::1' || address === 'localhost';

const dataHome = (environment: NodeJS.ProcessEnv): string => environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');

const wholeNumber = (text: string | undefined, fallback: number, least: number, most: number): number | null => {
  if (text === undefined) return fallback;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
};

const OPTIONS = {
  station: { type: 'string' },
  data: { type: 'string' },
  port: { type: 'string' },
  listen: { type: 'string' },
  'host-name': { type: 'string', multiple: true },
  'tls-key': { type: 'string' },
  'tls-certificate': { type: 'string' },
  postgres: { type: 'string' },
  townships: { type: 'string' },
  seed: { type: 'string' },
  'no-browser': { type: 'boolean' },
} as const;

const usage = (text: string): Result<never, SettingProblem> => failure({ reason: 'usage', text: `${text}\n\n${USAGE}` });

export const readSetting = (args: readonly string[], environment: NodeJS.ProcessEnv): Result<HostSetting, SettingProblem> => {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    const station = values.station ?? DEMONSTRATION;
    const port = wholeNumber(values.port, DEFAULT_PORT, 0, 65_535);
    const townships = wholeNumber(values.townships, 16, 1, MOST_TOWNSHIPS);
    const seed = wholeNumber(values.seed, 20_251_122, 0, 2 ** 31);
    if (!STATION_NAME.test(station)) return usage(`--station ${station}: letters, digits, - and _ only, 40 at most.`);
    if (port === null || townships === null || seed === null) return usage('--port, --townships and --seed take whole numbers in their range.');
    const [keyPath, certificatePath] = [values['tls-key'], values['tls-certificate']];
    if ((keyPath === undefined) !== (certificatePath === undefined)) return usage('--tls-key and --tls-certificate go together.');
    return success({
      station,
      isDemonstration: station === DEMONSTRATION,
      folder: values.data ?? join(dataHome(environment), 'fenghuotai', station),
      port,
      address: values.listen ?? '127.0.0.1',
      hostNames: values['host-name'] ?? [],
      certificate: keyPath === undefined || certificatePath === undefined ? null : { keyPath, certificatePath },
      postgresUrl: values.postgres ?? null,
      townships,
      seed,
      isBrowserWanted: values['no-browser'] !== true,
    });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
