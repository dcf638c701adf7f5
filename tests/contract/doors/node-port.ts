// One end of a MessageChannel of Node as a door knows a port: real structured clones, in one process.
import type { DoorPort } from '../../../electron/shell/ipc-door.ts';

export const nodePort = (port: MessagePort): DoorPort => ({
  post: (frame) => port.postMessage(frame),
  onFrame: (listener) => {
    port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data, event.ports.map(nodePort)));
    port.start();
  },
  onClose: (listener) => port.addEventListener('close', listener),
  close: () => port.close(),
});
