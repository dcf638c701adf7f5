// The WebSocket door: bytes in and out, nothing decided here.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { decodeMessage, encodeMessage } from '../../shared/contract/wire.ts';
import type { FrontDesk } from '../station/front-desk/front-desk.ts';
import type { SeatStart } from '../station/seat-sessions.ts';

/** Above the front desk's own limit, so that an oversized request is answered there and not cut off here. */
const FRAME_LIMIT_BYTES = 8_388_608;
const HEARTBEAT_MS = 10_000;

export interface WebDoor {
  readonly enter: (request: IncomingMessage, socket: Duplex, head: Buffer, start: SeatStart) => void;
  readonly dispose: () => void;
}

const bytesOf = (data: Buffer | ArrayBuffer | readonly Buffer[]): Uint8Array =>
  data instanceof ArrayBuffer ? new Uint8Array(data) : Buffer.isBuffer(data) ? data : Buffer.concat(data);

const serve = (socket: WebSocket, desk: FrontDesk, start: SeatStart): void => {
  let isAlive = true;
  const heartbeat = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, HEARTBEAT_MS);
  const seat = desk.openSeat(
    {
      send: (message) => socket.send(encodeMessage(message)),
      waitingBytes: () => socket.bufferedAmount,
      close: (reason) => socket.close(4000, reason),
    },
    start,
  );
  socket.on('pong', () => (isAlive = true));
  socket.on('message', (data, isBinary) => {
    isAlive = true;
    const message = decodeMessage(isBinary ? bytesOf(data) : data.toString());
    seat.receive(message.ok ? message.value : null);
  });
  socket.on('close', () => {
    clearInterval(heartbeat);
    seat.dispose();
  });
  // A broken socket also closes; without this listener its error would be a crash.
  socket.on('error', () => socket.terminate());
};

export const createWebDoor = (desk: FrontDesk): WebDoor => {
  const server = new WebSocketServer({ noServer: true, maxPayload: FRAME_LIMIT_BYTES, perMessageDeflate: false });
  return {
    enter: (request, socket, head, start) => server.handleUpgrade(request, socket, head, (client) => serve(client, desk, start)),
    dispose: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
};
