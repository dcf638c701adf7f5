// MessagePortMain of the double: a pair of ports in one process, and the way a port goes to another.
import { EventEmitter } from 'node:events';

export interface PortEvent {
  readonly data: unknown;
  readonly ports: readonly DoublePort[];
}

/** As Electron's: nothing is delivered before `start`, both ends hear of a close, data is cloned when it is posted. */
export class DoublePort extends EventEmitter {
  #partner: DoublePort | null = null;
  #waiting: PortEvent[] = [];
  #isStarted = false;
  #isOpen = true;

  static pair(): readonly [DoublePort, DoublePort] {
    const [left, right] = [new DoublePort(), new DoublePort()];
    left.#partner = right;
    right.#partner = left;
    return [left, right];
  }

  postMessage(data: unknown, transfer: readonly DoublePort[] = []): void {
    const event: PortEvent = { data: structuredClone(data), ports: transfer };
    const partner = this.#partner;
    setImmediate(() => {
      if (partner !== null) partner.#receive(event);
    });
  }

  start(): void {
    this.#isStarted = true;
    for (const event of this.#waiting.splice(0)) this.emit('message', event);
  }

  close(): void {
    const partner = this.#partner;
    setImmediate(() => {
      if (partner !== null) partner.#end();
    });
    this.#end();
  }

  #receive(event: PortEvent): void {
    if (!this.#isOpen) return;
    if (this.#isStarted) this.emit('message', event);
    else this.#waiting.push(event);
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.emit('close');
  }
}

/** What two processes say about the ports between them. */
export type PortFrame = { readonly port: string; readonly data: unknown; readonly ports: readonly string[] } | { readonly port: string; readonly closed: true };

/** Carries ports over a connection: each travels under an id, and ports posted through one travel with it. */
export class PortCarrier {
  readonly #ports = new Map<string, DoublePort>();
  readonly #send: (frame: PortFrame) => void;
  readonly #side: string;
  #lastId = 0;

  /** `side` keeps the ids made at both ends apart. */
  constructor(side: string, send: (frame: PortFrame) => void) {
    this.#side = side;
    this.#send = send;
  }

  /** Sends a port away: what its partner posts comes out at the other end. Gives the id it travels under. */
  away(port: DoublePort): string {
    this.#lastId += 1;
    const id = `${this.#side}${this.#lastId}`;
    this.#carry(id, port);
    return id;
  }

  /** A port that arrived under an id. */
  arrived(id: string): DoublePort {
    const [here, carried] = DoublePort.pair();
    this.#carry(id, carried);
    return here;
  }

  receive(frame: PortFrame): void {
    const port = this.#ports.get(frame.port);
    if (port === undefined) return;
    if ('closed' in frame) {
      this.#ports.delete(frame.port);
      port.close();
    } else {
      port.postMessage(frame.data, frame.ports.map((id) => this.arrived(id)));
    }
  }

  /** The other end is gone. */
  lost(): void {
    const ports = [...this.#ports.values()];
    this.#ports.clear();
    for (const port of ports) port.close();
  }

  #carry(id: string, port: DoublePort): void {
    this.#ports.set(id, port);
    port.on('message', ({ data, ports }: PortEvent) => this.#send({ port: id, data, ports: ports.map((given) => this.away(given)) }));
    port.on('close', () => this.#ports.delete(id) && this.#send({ port: id, closed: true }));
    port.start();
  }
}
