// utilityProcess of the double: a real process of its own, with a parentPort that takes ports.
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PortCarrier, type DoublePort, type PortFrame } from './double-port.ts';

/** What goes over the child's own channel. */
export type ParentFrame = { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly string[] } | { readonly kind: 'port'; readonly frame: PortFrame };

const REGISTER = fileURLToPath(new URL('./register-utility.ts', import.meta.url));

export class DoubleUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #carrier: PortCarrier;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    this.#child = fork(modulePath, [...args], { execArgv: ['--import', REGISTER], stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
    this.#carrier = new PortCarrier('m', (frame) => this.#send({ kind: 'port', frame }));
    this.#child.on('message', (message: ParentFrame) => (message.kind === 'port' ? this.#carrier.receive(message.frame) : this.emit('message', message.data)));
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('exit', (code, signal) => {
      this.#carrier.lost();
      this.emit('exit', code ?? (signal === null ? 1 : 128));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout() {
    return this.#child.stdout;
  }

  get stderr() {
    return this.#child.stderr;
  }

  postMessage(data: unknown, transfer: readonly DoublePort[] = []): void {
    this.#send({ kind: 'message', data, ports: transfer.map((port) => this.#carrier.away(port)) });
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }

  #send(message: ParentFrame): void {
    // A child that is just ending takes nothing any more; its end is told by `exit`.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

/** All that run, for the end of the application: Electron ends them with itself. */
export const utilityProcess = (running: Set<DoubleUtilityProcess>) => ({
  fork: (modulePath: string, args: readonly string[] = []): DoubleUtilityProcess => {
    const child = new DoubleUtilityProcess(modulePath, args);
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  },
});
