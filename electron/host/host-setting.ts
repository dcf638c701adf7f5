// What the command line says about the station to run and how it is reached.
import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { failure, success, type Result } from '../../shared/kernel/result.ts';
import { readStationSetting, STATION_OPTIONS, wholeNumber, type SettingProblem, type StationSetting } from '../station/station-setting.ts';

export const DEFAULT_PORT = 46110;

export interface HostSetting extends StationSetting {
  readonly port: number;
  /** Address to bind; anything but loopback requires TLS. */
  readonly address: string;
  readonly hostNames: readonly string[];
  readonly certificate: { readonly keyPath: string; readonly certificatePath: string } | null;
  readonly isBrowserWanted: boolean;
}

export const USAGE = `npm start -- [--station NAME] [--data FOLDER] [--port N] [--listen ADDRESS] [--host-name NAME]
             [--tls-key FILE --tls-certificate FILE] [--postgres URL] [--townships N] [--seed N] [--no-browser]

Without --station the demonstration county opens. A named station is real: it starts empty and is claimed with a one-time code.`;

export const isLoopback = (address: string): boolean => address === '127.0.0.1' || address === '::1' || address === 'localhost';

const OPTIONS = {
  ...STATION_OPTIONS,
  port: { type: 'string' },
  listen: { type: 'string' },
  'host-name': { type: 'string', multiple: true },
  'tls-key': { type: 'string' },
  'tls-certificate': { type: 'string' },
  'no-browser': { type: 'boolean' },
} as const;

const usage = (text: string): Result<never, SettingProblem> => failure({ reason: 'usage', text: `${text}\n\n${USAGE}` });

export const readSetting = (args: readonly string[], environment: NodeJS.ProcessEnv): Result<HostSetting, SettingProblem> => {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    const station = readStationSetting(values, { platform: process.platform, environment, homeFolder: homedir() });
    if (!station.ok) return usage(station.error.text);
    const port = wholeNumber(values.port, DEFAULT_PORT, 0, 65_535);
    if (port === null) return usage('--port takes a whole number in its range.');
    const [keyPath, certificatePath] = [values['tls-key'], values['tls-certificate']];
    if ((keyPath === undefined) !== (certificatePath === undefined)) return usage('--tls-key and --tls-certificate go together.');
    return success({
      ...station.value,
      port,
      address: values.listen ?? '127.0.0.1',
      hostNames: values['host-name'] ?? [],
      certificate: keyPath === undefined || certificatePath === undefined ? null : { keyPath, certificatePath },
      isBrowserWanted: values['no-browser'] !== true,
    });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
