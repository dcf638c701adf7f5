// Electron's MessagePortMain as the door knows a port.
import type { MessagePortMain } from 'electron';
import type { DoorPort } from './ipc-door.ts';

export const electronPort = (port: MessagePortMain): DoorPort => ({
  post: (frame) => port.postMessage(frame),
  onFrame: (listener) => {
    port.on('message', (event) => listener(event.data, event.ports.map(electronPort)));
    port.start();
  },
  onClose: (listener) => void port.on('close', listener),
  close: () => port.close(),
});
