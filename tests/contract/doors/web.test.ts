// The WebSocket door on a real socket.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { createWebDoor } from '../../../electron/host/web-door.ts';
import type { StationMessage } from '../../../shared/contract/message.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { decodeMessage, encodeMessage } from '../../../shared/contract/wire.ts';
import { doorSuite } from './door-suite.ts';

doorSuite('web', async (desk) => {
  const door = createWebDoor(desk);
  const waiting: (Person | null)[] = [];
  const server = createServer();
  server.on('upgrade', (request, socket, head) => door.enter(request, socket, head, { id: 'web', person: waiting.shift() ?? null }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    open: async (person) => {
      waiting.push(person);
      const socket = new WebSocket(`ws://127.0.0.1:${port}/station`);
      const received: StationMessage[] = [];
      socket.on('message', (data: Buffer, isBinary) => {
        const message = decodeMessage(isBinary ? new Uint8Array(data) : data.toString());
        if (message.ok) received.push(message.value as StationMessage);
      });
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      return {
        received,
        send: (message) => socket.send(encodeMessage(message)),
        close: () => {
          const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
          socket.close();
          return closed;
        },
      };
    },
    dispose: async () => {
      door.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
});
