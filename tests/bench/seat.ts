// A seat without a window: the WebSocket line as a bench or test holds it.
import { WebSocket } from 'ws';
import type { StationMessage } from '../../shared/contract/message.ts';
import { decodeMessage, encodeMessage } from '../../shared/contract/wire.ts';

export interface BenchSeat {
  readonly request: (operation: string, input: unknown, commandId?: string) => Promise<unknown>;
  readonly follow: (stream: string, parameters: unknown, onMessage: (message: StationMessage) => void) => void;
  readonly close: () => void;
}

export const openBenchSeat = async (address: string): Promise<BenchSeat> => {
  const url = new URL('/station', address);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, { origin: new URL(address).origin });
  const waiting = new Map<number, (message: StationMessage) => void>();
  const following = new Map<number, (message: StationMessage) => void>();
  let nextId = 1;
  socket.on('message', (data: Buffer, isBinary) => {
    const decoded = decodeMessage(isBinary ? new Uint8Array(data) : data.toString());
    if (!decoded.ok) return;
    const message = decoded.value as StationMessage;
    if (message.type === 'reply') {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else {
      following.get(message.id)?.(message);
    }
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    request: (operation, input, commandId) =>
      new Promise((resolve, reject) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, (message) => {
          if (message.type !== 'reply') return;
          if (message.result.ok) resolve(message.result.value);
          else reject(new Error(`${operation}: ${JSON.stringify(message.result.error)}`));
        });
        socket.send(encodeMessage({ type: 'request', id, operation, input, ...(commandId === undefined ? {} : { commandId }) }));
      }),
    follow: (stream, parameters, onMessage) => {
      const id = nextId;
      nextId += 1;
      following.set(id, onMessage);
      socket.send(encodeMessage({ type: 'follow', id, stream, parameters }));
    },
    close: () => socket.close(),
  };
};
