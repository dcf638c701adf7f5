// The desktop's door on real ports, with the frames a preload sends.
import { openIpcDoor } from '../../../electron/shell/ipc-door.ts';
import { systemClock } from '../../../electron/station/system.ts';
import type { StationFrame } from '../../../shared/contract/bridge.ts';
import type { StationMessage } from '../../../shared/contract/message.ts';
import { doorSuite } from './door-suite.ts';
import { nodePort } from './node-port.ts';

doorSuite('desktop', async (desk) => {
  const open: { readonly dispose: () => void }[] = [];
  return {
    open: async (person) => {
      const { port1: window, port2: station } = new MessageChannel();
      const received: StationMessage[] = [];
      window.addEventListener('message', ({ data: frame }: MessageEvent<StationFrame>) => {
        if (frame.kind !== 'message') return window.postMessage({ kind: 'beat' });
        received.push(frame.message);
        window.postMessage({ kind: 'taken' });
      });
      window.start();
      open.push(
        openIpcDoor({
          desk,
          port: nodePort(station),
          start: { id: 'desktop', person },
          clock: systemClock,
          onReceived: () => undefined,
          onSent: () => undefined,
          onClosed: () => undefined,
          openPort: (_ticket, port) => port.close(),
        }),
      );
      return {
        received,
        send: (message) => window.postMessage({ kind: 'message', message }),
        close: async () => window.close(),
      };
    },
    dispose: async () => {
      for (const door of open) door.dispose();
    },
  };
});
