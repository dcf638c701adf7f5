// Waits for the line to the station to come back.
import type { StationClient } from '../../../station-client/station-client.ts';

const PATIENCE_MS = 120_000;

/** False where it has not come back in time, or the signal was aborted. */
export const whenConnected = async (client: StationClient, signal: AbortSignal): Promise<boolean> => {
  if (client.connection().state === 'connected') return !signal.aborted;
  return new Promise((resolve) => {
    const finish = (isConnected: boolean): void => {
      clearTimeout(timer);
      off();
      signal.removeEventListener('abort', abandon);
      resolve(isConnected);
    };
    const abandon = (): void => finish(false);
    const timer = setTimeout(abandon, PATIENCE_MS);
    const off = client.onConnection(({ state }) => (state === 'connected' ? finish(true) : undefined));
    signal.addEventListener('abort', abandon, { once: true });
  });
};
