// A real Chromium behind the double, spoken to over its DevTools protocol.
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { WebSocket } from 'ws';

type Parameters = { readonly [name: string]: unknown };
interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const PROGRAM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const START_LIMIT_MS = 30_000;

const ARGUMENTS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  // Electron tells a page when the other end of its port is closed; Chromium has it behind this switch.
  '--enable-blink-features=MessagePortCloseEvent',
];

/** One page's own conversation; its events come by the protocol's names. */
export class ChromiumSession extends EventEmitter {
  readonly id: string;
  readonly #chromium: Chromium;

  constructor(chromium: Chromium, id: string) {
    super();
    this.#chromium = chromium;
    this.id = id;
  }

  /** The result is what the protocol says of the method. */
  send<T>(method: string, parameters: Parameters = {}): Promise<T> {
    return this.#chromium.call<T>(method, parameters, this.id);
  }
}

export class Chromium extends EventEmitter {
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  readonly #sessions = new Map<string, ChromiumSession>();
  readonly #waiting = new Map<number, { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }>();
  readonly address: string;
  #lastId = 0;

  private constructor(child: ChildProcess, socket: WebSocket, address: string) {
    super();
    this.#process = child;
    this.#socket = socket;
    this.address = address;
    socket.on('message', (data: Buffer) => this.#receive(JSON.parse(data.toString()) as Message));
    socket.on('close', () => this.emit('gone'));
  }

  static async start(profileFolder: string): Promise<Chromium> {
    mkdirSync(profileFolder, { recursive: true });
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const child = spawn(PROGRAM, [...ARGUMENTS, ...sandbox, `--user-data-dir=${profileFolder}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise<string>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('Chromium did not start')), START_LIMIT_MS);
      let text = '';
      child.stderr?.on('data', (part: Buffer) => {
        text += part.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
        if (found === undefined) return;
        clearTimeout(limit);
        resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${text.slice(-500)}`)));
    });
    const socket = new WebSocket(address, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const chromium = new Chromium(child, socket, address);
    await chromium.call('Target.setDiscoverTargets', { discover: true });
    return chromium;
  }

  call<T>(method: string, parameters: Parameters = {}, sessionId?: string): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as T), reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
      this.#socket.send(JSON.stringify({ id, method, params: parameters, ...(sessionId === undefined ? {} : { sessionId }) }));
    });
  }

  async attach(targetId: string): Promise<ChromiumSession> {
    const { sessionId } = await this.call<{ readonly sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const session = new ChromiumSession(this, sessionId);
    this.#sessions.set(session.id, session);
    return session;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    if (this.#process.exitCode !== null) return;
    await Promise.race([this.call('Browser.close').catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 3_000))]);
    const limit = setTimeout(() => this.#process.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(limit);
  }

  #receive({ id, sessionId, method, params, result, error }: Message): void {
    if (id === undefined) {
      const session = sessionId === undefined ? this : this.#sessions.get(sessionId);
      if (method !== undefined) session?.emit(method, params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}
