// Starts the built desktop application on the double, in folders of its own, and gives a test its hands on it.
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Seen, SeenWindow, Verb } from './electron-double/control.ts';
import type { DoubleDisplay } from './electron-double/screen.ts';

const REGISTER = fileURLToPath(new URL('./electron-double/register.ts', import.meta.url));
/** Starts take seconds on a free machine and many times that on a busy one; only a hang may fail here. */
const WAIT_MS = 60_000;
export const DESKTOP_TEST_MS = 300_000;
const STEP_MS = 20;

export interface Application {
  readonly order: (order: Verb) => Promise<unknown>;
  readonly see: () => Promise<Seen>;
  readonly verdict: (permission: string, origin: string) => Promise<{ readonly check: boolean; readonly request: boolean; readonly device: boolean }>;
  /** The real page of a window, under Playwright's own hand. */
  readonly page: (window?: number) => Promise<Page>;
  readonly window: (isMeant: (window: SeenWindow) => boolean) => Promise<SeenWindow>;
  readonly output: () => string;
  /** Resolves when the process has ended, with its code. */
  readonly ended: Promise<number>;
  readonly quit: () => Promise<number>;
}

/** What a machine keeps between two starts. */
export interface Machine {
  readonly folder: string;
  readonly start: (options?: { readonly displays?: readonly DoubleDisplay[]; readonly args?: readonly string[]; readonly locale?: string }) => Application;
  readonly dispose: () => Promise<void>;
}

export const waitFor = async <T>(read: () => Promise<T | undefined> | T | undefined, what: string, also: () => string = () => ''): Promise<T> => {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what} ${also()}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};

const createOrders = (child: ChildProcess) => {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  child.on('message', ({ id, value, error }: { readonly id: number; readonly value?: unknown; readonly error?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  child.once('exit', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the application has ended'));
  });
  return (order: Verb): Promise<unknown> => {
    last += 1;
    const asked = Promise.withResolvers<unknown>();
    if (!child.connected) return Promise.reject(new Error('the application has ended'));
    waiting.set(last, asked);
    child.send({ id: last, order }, () => undefined);
    return asked.promise;
  };
};

const startApplication = (root: string, folder: string, args: readonly string[], environment: NodeJS.ProcessEnv): Application => {
  let output = '';
  const child = fork(join(root, 'out', 'main', 'main.js'), ['--data', join(folder, 'data'), ...args], {
    execPath: process.execPath,
    execArgv: ['--import', REGISTER],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), ELECTRON_DOUBLE_ROOT: root, ...environment },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (output += text.toString()));
  const order = createOrders(child);
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const connections: Browser[] = [];

  const see = async (): Promise<Seen> => (await order({ verb: 'see' })) as Seen;
  const window = (isMeant: (window: SeenWindow) => boolean): Promise<SeenWindow> => waitFor(async () => (await see()).windows.find(isMeant), 'a window', () => output);

  return {
    order,
    see,
    window,
    ended,
    output: () => output,
    verdict: async (permission, origin) => (await order({ verb: 'verdict', permission, origin })) as { check: boolean; request: boolean; device: boolean },
    page: async (id) => {
      const { targetId } = await window((candidate) => (id === undefined || candidate.id === id) && candidate.targetId !== '' && candidate.url.startsWith('app:'));
      // A connection of its own: Playwright gives up a page that crashed once, for ever.
      const connected = await chromium.connectOverCDP(String(await order({ verb: 'address' })));
      connections.push(connected);
      return waitFor(async () => {
        for (const page of connected.contexts().flatMap((context) => context.pages())) {
          const own = await page.context().newCDPSession(page);
          const { targetInfo } = await own.send('Target.getTargetInfo');
          await own.detach();
          if (targetInfo.targetId === targetId) return page;
        }
        return undefined;
      }, 'the page of a window');
    },
    quit: async () => {
      for (const connection of connections) await connection.close().catch(() => undefined);
      if (child.exitCode === null && child.signalCode === null) await order({ verb: 'quit' }).catch(() => undefined);
      const limit = setTimeout(() => child.kill('SIGKILL'), WAIT_MS);
      const code = await ended;
      clearTimeout(limit);
      return code;
    },
  };
};

/** `root` holds the built application. */
export const createMachine = (root: string): Machine => {
  const folder = mkdtempSync(join(tmpdir(), 'fenghuotai-desktop-'));
  const started: Application[] = [];
  return {
    folder,
    start: ({ displays, args = ['--station', '演练用站'], locale } = {}) => {
      const application = startApplication(root, folder, args, {
        ...(displays === undefined ? {} : { ELECTRON_DOUBLE_DISPLAYS: JSON.stringify(displays) }),
        ...(locale === undefined ? {} : { ELECTRON_DOUBLE_LOCALE: locale }),
      });
      started.push(application);
      return application;
    },
    dispose: async () => {
      for (const application of started) await application.quit();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
