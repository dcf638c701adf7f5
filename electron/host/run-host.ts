// Runs one station in plain Node and serves its windows to browsers.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageOf from '../../package.json' with { type: 'json' };
import { createStation, type Station } from '../station/station.ts';
import { randomBytes, systemClock, systemIds } from '../station/system.ts';
import { readPageFiles } from '../station/web-pages/page-files.ts';
import { locateSource } from './locate-source.ts';
import { isLoopback, type HostSetting } from './host-setting.ts';
import { ownCertificate, readCertificate, type TlsCertificate } from './tls-certificate.ts';
import { startWebServer, type WebServer } from './web-server.ts';

export interface RunningHost {
  readonly station: Station;
  readonly address: string;
  readonly tls: TlsCertificate | null;
  readonly dispose: () => Promise<void>;
}

export interface HostOutput {
  readonly say: (line: string) => void;
}

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));
const VERSION = packageOf.version;
/** Where the built windows lie; another build can be shown by naming its folder. */
const PAGES = process.env['FENGHUOTAI_PAGES'] ?? fileURLToPath(new URL('../../out/renderer', import.meta.url));

const certificateFor = async (setting: HostSetting): Promise<TlsCertificate | null> => {
  if (setting.certificate !== null) return readCertificate(setting.certificate.keyPath, setting.certificate.certificatePath);
  return isLoopback(setting.address) ? null : ownCertificate(join(setting.folder, 'tls'), [setting.address, ...setting.hostNames]);
};

export const runHost = async (setting: HostSetting, output: HostOutput): Promise<RunningHost> => {
  const tls = await certificateFor(setting);
  const station = await createStation({
    name: setting.isDemonstration ? '演练县' : setting.station,
    folder: setting.folder,
    isDemonstration: setting.isDemonstration,
    postgresUrl: setting.postgresUrl,
    townships: setting.townships,
    seed: setting.seed,
    clock: systemClock,
    ids: systemIds,
    randomBytes,
    locate: locateSource,
    resources: RESOURCES,
    version: VERSION,
    onClaimCode: (code) => output.say(code === null ? '站点已被认领 the station has been claimed' : `认领代码 one-time claim code: ${code}`),
    onFault: (fault) => output.say(`fault ${fault.reference} in ${fault.operation}: ${fault.error instanceof Error ? fault.error.stack : String(fault.error)}`),
  });
  const server: WebServer = await startWebServer({
    station,
    pages: await readPageFiles(PAGES),
    address: setting.address,
    port: setting.port,
    hostNames: isLoopback(setting.address) ? setting.hostNames : [setting.address, ...setting.hostNames],
    tls,
  }).catch(async (error: unknown) => {
    await station.dispose();
    throw error;
  });
  const shownHost = isLoopback(setting.address) ? '127.0.0.1' : (setting.hostNames[0] ?? setting.address);
  return {
    station,
    address: `${tls === null ? 'http' : 'https'}://${shownHost}:${server.port}/`,
    tls,
    dispose: async () => {
      await server.dispose();
      await station.dispose();
    },
  };
};
