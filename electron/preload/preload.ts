// What a window of the desktop application is given: three verbs to the station as `window.fenghuotai`, and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { LINE_CHANNELS, type PortArrival } from '../../shared/contract/bridge.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { disposable } from '../../shared/kernel/disposable.ts';
import { createStationBridge } from './station-bridge.ts';

const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return disposable(() => clearTimeout(timer));
  },
};

const bridge = createStationBridge({
  clock,
  askForPort: () => ipcRenderer.send(LINE_CHANNELS.ask),
  hand: (ticket, port) => window.postMessage({ type: 'port', ticket } satisfies PortArrival, location.origin, [port]),
});

ipcRenderer.on(LINE_CHANNELS.port, (event) => {
  const [port] = event.ports;
  if (port !== undefined) bridge.attach(port);
});

contextBridge.exposeInMainWorld('fenghuotai', bridge.verbs);
