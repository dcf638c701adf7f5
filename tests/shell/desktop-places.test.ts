// Windows of the built desktop application over several screens, over restarts, and over screens that vanish and come back.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildApplication, type BuiltApplication } from './built-application.ts';
import type { DoubleDisplay } from './electron-double/screen.ts';
import { createMachine, DESKTOP_TEST_MS, waitFor, type Application, type Machine } from './start-application.ts';

const display = (id: number, label: string, x: number, width: number, height: number): DoubleDisplay => ({ id, label, bounds: { x, y: 0, width, height }, workArea: { x, y: 0, width, height: height - 40 } });

const DESK = display(1, 'Desk', 0, 1920, 1080);
const WALL = display(2, 'Wall', 1920, 3840, 2160);
const ON_DESK = { x: 100, y: 60, width: 1200, height: 800 };
const ON_WALL = { x: 2200, y: 300, width: 1600, height: 1000 };

vi.setConfig({ testTimeout: DESKTOP_TEST_MS, hookTimeout: DESKTOP_TEST_MS });

let built: BuiltApplication;
let machine: Machine;
let application: Application;

const boundsOf = async (isMeant: (url: string, index: number) => boolean) => (await application.see()).windows.find(({ url }, index) => isMeant(url, index))?.bounds;
const stands = (index: number, expected: object): Promise<true> => waitFor(async () => (JSON.stringify(await boundsOf((_url, at) => at === index)) === JSON.stringify(expected) ? true : undefined), `window ${index} at ${JSON.stringify(expected)}`);

/** Longer than the shell takes moves for the system's own. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2_100));
/** Longer than a window must rest to be remembered. */
const remembered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

const start = async (displays: readonly DoubleDisplay[]): Promise<void> => {
  application = machine.start({ displays, locale: 'en-US' });
  await application.window(({ url }) => url !== '');
};

beforeAll(async () => {
  built = await buildApplication();
  machine = createMachine(built.root);
});

afterAll(async () => {
  await machine.dispose();
  built.dispose();
});

test('windows stand again where they were put, on the screen they were on, in the words of the system', async () => {
  await start([DESK, WALL]);
  await application.order({ verb: 'menu', label: 'Open another of this window' });
  await waitFor(async () => ((await application.see()).windows.length === 2 ? true : undefined), 'two windows');
  const [first, second] = (await application.see()).windows;
  expect([second?.bounds.x, second?.bounds.y]).toEqual([(first?.bounds.x ?? 0) + 32, (first?.bounds.y ?? 0) + 32]);
  await rest();
  await application.order({ verb: 'move', window: first?.id ?? 0, bounds: ON_DESK });
  await application.order({ verb: 'move', window: second?.id ?? 0, bounds: ON_WALL });
  await remembered();
  expect(await application.quit()).toBe(0);

  await start([DESK, WALL]);
  await stands(0, ON_DESK);
  await stands(1, ON_WALL);
  await application.window(({ title }) => title.startsWith('Command map 1-2 — Fenghuotai'));
});

test('a window whose screen vanishes waits within reach, and goes back when its screen does', async () => {
  await rest();
  await application.order({ verb: 'displays', displays: [DESK] });
  await waitFor(async () => {
    const bounds = await boundsOf((_url, index) => index === 1);
    return bounds !== undefined && bounds.x + bounds.width <= 1920 && bounds.x > 0 ? true : undefined;
  }, 'the window within reach');
  await stands(0, ON_DESK);
  await remembered();
  await application.order({ verb: 'displays', displays: [DESK, { ...WALL, id: 77 }] });
  await stands(1, ON_WALL);
});

test('a start without its screen puts the window within reach without forgetting where it belongs', async () => {
  expect(await application.quit()).toBe(0);
  await start([DESK]);
  const bounds = await boundsOf((_url, index) => index === 1);
  expect(bounds).toMatchObject({ width: 1600, height: 1000 });
  expect((bounds?.x ?? 0) + (bounds?.width ?? 0)).toBeLessThanOrEqual(1920);
  expect(await application.quit()).toBe(0);
  await start([DESK, WALL]);
  await stands(1, ON_WALL);
});

test('a window that was closed stays closed, and the last one closed opens again', async () => {
  const [first, second] = (await application.see()).windows;
  await application.order({ verb: 'close', window: second?.id ?? 0 });
  await application.order({ verb: 'close', window: first?.id ?? 0 }).catch(() => undefined);
  expect(await application.ended).toBe(0);
  await start([DESK, WALL]);
  await stands(0, ON_DESK);
  expect((await application.see()).windows.length).toBe(1);
});
