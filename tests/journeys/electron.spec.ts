// The desktop application in Electron itself, where its binary and a screen are: claimed, killed behind, and brought back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron } from '../../electron/host/electron-binary.ts';
import { hasDisplay } from '../../electron/host/open-browser.ts';
import type {} from '../../renderer/station-client/preload-line.ts';
import { buildApplication, ROOT, type BuiltApplication } from '../shell/built-application.ts';

const binary = findElectron(ROOT);
const whyNot = binary === null ? 'Electron’s binary is not on this machine (npx install-electron)' : hasDisplay() ? null : 'there is no display for Electron here';

test.skip(whyNot !== null, whyNot ?? '');
if (whyNot !== null) process.stdout.write(`electron journey skipped: ${whyNot}\n`);

let built: BuiltApplication;
let folder: string;
let application: ElectronApplication;
let page: Page;

const launch = async (): Promise<void> => {
  application = await _electron.launch({
    executablePath: binary ?? '',
    args: [built.root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--station', '演练用站', '--data', join(folder, 'data')],
    env: { ...(process.env as { readonly [name: string]: string }), XDG_CONFIG_HOME: join(folder, 'config') },
  });
  page = await application.firstWindow();
};

const claimCode = async (): Promise<string> => {
  const titles = (): Promise<readonly string[]> => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
  await expect.poll(async () => (await titles()).join()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  return /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await titles()).join())?.[0] ?? '';
};

const killStation = (): Promise<boolean> =>
  application.evaluate(({ app }) => {
    const station = app.getAppMetrics().find(({ type, name }) => type === 'Utility' && name === 'fenghuotai station');
    return station !== undefined && process.kill(station.pid, 'SIGKILL');
  });

test.beforeAll(async () => {
  built = await buildApplication();
  folder = mkdtempSync(join(tmpdir(), 'fenghuotai-electron-'));
  await launch();
});

test.afterAll(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
  built.dispose();
});

test('the page has its own address, three verbs and nothing of Node', async () => {
  expect(new URL(page.url()).protocol).toBe('app:');
  expect(await page.evaluate(() => Object.keys(window.fenghuotai ?? {}))).toEqual(['request', 'follow', 'openPort']);
  expect(await page.evaluate(() => ['process', 'require', 'module', 'Buffer'].filter((name) => name in window))).toEqual([]);
});

test('a new station is claimed, survives the end of its process, and knows its person again', async () => {
  await page.getByLabel('一次性代码').fill(await claimCode());
  await page.getByLabel('姓名').fill('张伟');
  await page.getByLabel('用户名').fill('zhang.wei');
  await page.getByLabel('密码').fill('Beacon-Tower-59');
  await page.getByRole('button', { name: /认\s?领/ }).click();
  await expect(page.getByLabel('一次性代码')).toBeHidden();
  expect(await killStation()).toBe(true);
  await expect(page.locator('.away-bar')).toBeVisible();
  await expect(page.locator('.away-bar')).toBeHidden({ timeout: 30_000 });
  await expect(page.getByLabel('用户名')).toBeHidden();
});

test('the page may not leave its address', async () => {
  const before = page.url();
  await page.evaluate(() => void setTimeout(() => location.assign('https://example.org/')));
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBe(null);
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(application.windows().length).toBe(1);
});

test('a window stands again where it was put', async () => {
  const bounds = { x: 40, y: 60, width: 1100, height: 720 };
  await page.waitForTimeout(2_500);
  await application.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
  await page.waitForTimeout(1_000);
  await application.close();
  await launch();
  await expect.poll(() => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toMatchObject({ width: bounds.width, height: bounds.height });
});
