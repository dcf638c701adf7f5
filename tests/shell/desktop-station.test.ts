// The built desktop application through accidents: the station's process killed, a page crashed, and people who stay signed in.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Page } from '@playwright/test';
import type {} from '../../renderer/station-client/preload-line.ts';
import { buildApplication, type BuiltApplication } from './built-application.ts';
import { createMachine, DESKTOP_TEST_MS, waitFor, type Application, type Machine } from './start-application.ts';

const PASSWORD = 'Beacon-Tower-59';

vi.setConfig({ testTimeout: DESKTOP_TEST_MS, hookTimeout: DESKTOP_TEST_MS });

let built: BuiltApplication;
let machine: Machine;
let application: Application;
let page: Page;
let map: number;

const stationProcess = (other?: number): Promise<number> => waitFor(async () => (await application.see()).children.find((pid) => pid !== other), 'the station’s process');

const whoSits = (at: Page): Promise<string | null> =>
  at.evaluate(async () => {
    const reply = await window.fenghuotai?.request({ type: 'request', id: 800_000 + Math.floor(Math.random() * 100_000), operation: 'whoAmI', input: {} });
    if (reply === null || reply === undefined || !reply.result.ok) return null;
    return (reply.result.value as { readonly person: { readonly name: string } | null }).person?.name ?? null;
  });

const sits = (at: Page, name: string | null): Promise<true> => waitFor(async () => ((await whoSits(at)) === name ? true : undefined), `${name} at the seat`);

beforeAll(async () => {
  built = await buildApplication();
  machine = createMachine(built.root);
  application = machine.start();
  map = (await application.window(({ isVisible }) => isVisible)).id;
  page = await application.page(map);
  const { title } = await application.window((window) => window.title.includes('认领代码'));
  await page.getByLabel('一次性代码').fill(title.split(' ').at(-1) ?? '');
  await page.getByLabel('姓名').fill('张伟');
  await page.getByLabel('用户名').fill('zhang.wei');
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: /认\s?领/ }).click();
  await sits(page, '张伟');
});

afterAll(async () => {
  await machine.dispose();
  built.dispose();
});

describe('whoever claimed the station', () => {
  test('sees the code gone from the title, and its dialog closed', async () => {
    await application.window(({ id, title }) => id === map && title === '指挥一张图 — 烽火台');
    expect((await application.see()).dialogs).toEqual([]);
  });

  test('still sits there when the page is loaded again, and in the next window of the place', async () => {
    await page.reload();
    await sits(page, '张伟');
    await application.order({ verb: 'menu', label: '再开一个相同窗口' });
    const another = await application.window(({ id, url }) => id !== map && url === 'app://fenghuotai/command-map?place=1');
    await application.window(({ title }) => title === '指挥一张图 1-2 — 烽火台');
    await sits(await application.page(another.id), '张伟');
    await application.order({ verb: 'close', window: another.id });
  });

  test('does not sit at another place of the same machine', async () => {
    await application.order({ verb: 'menu', label: '以另一席位打开' });
    const other = await application.window(({ url }) => url === 'app://fenghuotai/command-map?place=2');
    const otherPage = await application.page(other.id);
    await otherPage.getByLabel('用户名').waitFor();
    expect(await whoSits(otherPage)).toBe(null);
    await application.order({ verb: 'close', window: other.id });
  });
});

describe('a page that crashed', () => {
  test('is loaded again by itself with its person', async () => {
    const { loads } = await application.window(({ id }) => id === map);
    await application.order({ verb: 'crash', window: map });
    await application.window((window) => window.id === map && window.loads > loads);
    page = await application.page(map);
    await sits(page, '张伟');
  });
});

describe('a station whose process is killed', () => {
  test('is away in the window for the while, comes back by itself and knows the person', async () => {
    const before = await stationProcess();
    process.kill(before, 'SIGKILL');
    await page.locator('.away-bar').waitFor();
    expect(await whoSits(page)).toBe(null);
    expect(await stationProcess(before)).not.toBe(before);
    await page.locator('.away-bar').waitFor({ state: 'detached' });
    await sits(page, '张伟');
    expect(application.output()).toContain("the station's process ended");
  });

  test('is left alone when it keeps ending, says so, and is started once more when a person asks', async () => {
    let last = 0;
    const killUntilGivenUp = async (): Promise<true | undefined> => {
      const { children, dialogs } = await application.see();
      const pid = children.find((child) => child !== last);
      if (pid !== undefined) process.kill((last = pid), 'SIGKILL');
      return dialogs.some(({ message }) => message === '站点进程反复退出') || undefined;
    };
    await waitFor(killUntilGivenUp, 'the shell to give up');
    expect((await application.see()).children).toEqual([]);
    expect((await application.see()).dialogs.at(-1)?.detail).toContain('station.log');
    await application.order({ verb: 'press', button: 0 });
    await stationProcess();
    await sits(page, '张伟');
  });
});

test('closing the last window ends the application and the station with it, in order', async () => {
  const pid = await stationProcess();
  const { windows } = await application.see();
  for (const { id } of windows) void application.order({ verb: 'close', window: id }).catch(() => undefined);
  expect(await application.ended).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(application.output()).not.toContain('fault');
});
