// The line of a browser window: the host's WebSocket on this page's own origin.
import { decodeMessage, encodeMessage } from '../../shared/contract/wire.ts';
import type { StationMessage } from '../../shared/contract/message.ts';
import type { Line } from './line.ts';

export const webSocketLine = (place: string): Line => (events) => {
  const address = new URL(`/station?place=${encodeURIComponent(place)}`, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => {
    const message = decodeMessage(typeof event.data === 'string' ? event.data : new Uint8Array(event.data));
    // The station is trusted to speak the contract; a frame that is none means a broken line.
    if (message.ok) events.message(message.value as StationMessage);
    else socket.close();
  });
  socket.addEventListener('close', () => events.closed());
  return {
    send: (message) => socket.readyState === WebSocket.OPEN && socket.send(encodeMessage(message)),
    close: () => socket.close(),
  };
};
