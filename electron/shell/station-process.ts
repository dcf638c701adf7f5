// The station in a process of its own: started by the shell, reached by one port a window.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertNever } from '../../shared/kernel/assert-never.ts';
import { createStation, type Station } from '../station/station.ts';
import { randomBytes, systemClock, systemIds } from '../station/system.ts';
import { electronPort } from './electron-port.ts';
import { createRemoteSecrets } from './remote-secrets.ts';
import { createStationDoors, type StationDoors } from './station-doors.ts';
import type { FromStation, StartOrder, ToStation } from './station-wire.ts';

interface Running {
  readonly station: Station;
  readonly doors: StationDoors;
}

const say = (line: string): void => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);

const tell = (message: FromStation): void => process.parentPort.postMessage(message);

const start = async ({ setting, resources, version, tokens }: StartOrder): Promise<Running> => {
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
    // The bundles of the children lie beside this one.
    locate: (name) => pathToFileURL(join(import.meta.dirname, `${name}.js`)),
    resources,
    version,
    onClaimCode: (code) => tell({ type: 'claimCode', code }),
    onFault: ({ reference, operation, error }) => say(`fault ${reference} in ${operation}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  const doors = createStationDoors({
    station,
    clock: systemClock,
    tokens: new Map(tokens),
    onToken: (place, token) => tell({ type: 'token', place, token }),
    // Nothing in the station gives tickets for ports of continuous bytes yet: none is good.
    openPort: (_ticket, port) => port.close(),
  });
  return { station, doors };
};

const serve = (): void => {
  const { promise: running, resolve, reject } = Promise.withResolvers<Running>();
  const remote = createRemoteSecrets((id, task) => tell({ type: 'secret', id, task }));

  const receive = async (message: ToStation, [port]: readonly Electron.MessagePortMain[]): Promise<void> => {
    switch (message.type) {
      case 'start':
        return start(message).then(resolve, reject);
      case 'seat': {
        if (port === undefined) return;
        return (await running).doors.enter(message.place, electronPort(port)).catch((error: unknown) => {
          port.close();
          throw error;
        });
      }
      case 'secret':
        return remote.answered(message.id, message.answer);
      case 'stop': {
        const { doors, station } = await running;
        doors.dispose();
        await station.dispose();
        return process.exit(0);
      }
      default:
        return assertNever(message);
    }
  };

  process.parentPort.on('message', ({ data, ports }) => {
    // Both ends are this program.
    const message = data as ToStation;
    receive(message, ports).catch((error: unknown) => {
      say(`${message.type}: ${error instanceof Error ? error.stack : String(error)}`);
      if (message.type === 'start') process.exit(1);
    });
  });
};

serve();
