// Gives a forked process the parentPort a utility process of Electron has.
import { EventEmitter } from 'node:events';
import { PortCarrier } from './double-port.ts';
import type { ParentFrame } from './utility-process.ts';

const send = (message: ParentFrame): void => void process.send?.(message);

class ParentPort extends EventEmitter {
  readonly #waiting: unknown[] = [];

  constructor() {
    super();
    const carrier = new PortCarrier('u', (frame) => send({ kind: 'port', frame }));
    process.on('message', (message: ParentFrame) => {
      if (message.kind === 'port') return carrier.receive(message.frame);
      const event = { data: message.data, ports: message.ports.map((id) => carrier.arrived(id)) };
      if (this.listenerCount('message') === 0) this.#waiting.push(event);
      else this.emit('message', event);
    });
    this.on('newListener', (name) => {
      if (name === 'message') setImmediate(() => this.#waiting.splice(0).forEach((event) => this.emit('message', event)));
    });
  }

  postMessage(data: unknown): void {
    send({ kind: 'message', data, ports: [] });
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
// Electron ends its utility processes with itself.
process.on('disconnect', () => process.exit(0));
