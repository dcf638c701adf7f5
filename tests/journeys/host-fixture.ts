// A real host for a journey: its own data folder and port, started, killed and started again as a machine would be.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Browser, type Page } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE = join(ROOT, 'node_modules/.bin/node');
const PAGES = process.env['FENGHUOTAI_PAGES'] ?? join(ROOT, 'out/renderer');
const START_TIMEOUT_MS = 60_000;
/** The demonstration county is made at the first start. */
const READY_TIMEOUT_MS = 110_000;
const MOST_OUTPUT = 20_000;

export interface JourneyHost {
  readonly address: string;
  readonly start: () => Promise<void>;
  /** The code that claims a new real station, as its terminal shows it. */
  readonly claimCode: () => string;
  /** As a power cut: nothing is closed, nothing is flushed. */
  readonly kill: () => Promise<void>;
  /** Kills it and removes its data. */
  readonly dispose: () => Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a listening server has no port');
  return address.port;
};

interface Launched {
  readonly child: ChildProcess;
  readonly said: () => string;
}

const launch = async (args: readonly string[]): Promise<Launched> => {
  const child = spawn(NODE, ['electron/host/main.ts', ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the host did not start within ${START_TIMEOUT_MS} ms:\n${output}`)), START_TIMEOUT_MS);
    const settle = (act: () => void) => (): void => {
      clearTimeout(timer);
      act();
    };
    const ended = settle(() => reject(new Error(`the host ended at once:\n${output}`)));
    const hear = (bytes: Buffer): void => {
      output = (output + bytes.toString()).slice(-MOST_OUTPUT);
      if (!output.includes('http://')) return;
      child.off('exit', ended);
      settle(resolve)();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', ended);
  });
  return { child, said: () => output };
};

/** A demonstration station of `townships` townships, or a real one where it has a name; it is not started yet. */
export const journeyHost = async (townships = 2, station: string | null = null): Promise<JourneyHost> => {
  if (!existsSync(join(PAGES, 'index.html'))) throw new Error(`there are no built windows in ${PAGES}: npx vite build --config electron/windows.vite.config.ts`);
  const folder = mkdtempSync(join(tmpdir(), 'fenghuotai-journey-'));
  const port = await freePort();
  let running: ChildProcess | null = null;
  let said: () => string = () => '';
  const kill = async (): Promise<void> => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    address: `http://127.0.0.1:${port}/`,
    start: async () => {
      const sort = station === null ? ['--townships', String(townships)] : ['--station', station];
      const launched = await launch(['--data', folder, '--port', String(port), '--no-browser', ...sort]);
      [running, said] = [launched.child, launched.said];
    },
    claimCode: () => /one-time claim code: (\S+)/.exec(said())?.[1] ?? '',
    kill,
    dispose: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The command map in a browser of its own, as the person the station seats first. */
export const openCommandMap = async (browser: Browser, host: JourneyHost): Promise<Page> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.address);
  await expect(page.locator('.map-stage')).toBeVisible({ timeout: READY_TIMEOUT_MS });
  return page;
};

/** Sits down as another of the demonstration's people; whoever sits there already stays. */
export const becomePerson = async (page: Page, name: string): Promise<void> => {
  if (await page.getByRole('button', { name: new RegExp(`身份 ${name}`) }).isVisible()) return;
  await page.getByRole('button', { name: /身份/ }).click();
  await page.getByRole('menuitem', { name: new RegExp(name) }).click();
  await expect(page.getByRole('button', { name: new RegExp(`身份 ${name}`) })).toBeVisible();
  await expect(page.locator('.map-stage')).toBeVisible();
};
