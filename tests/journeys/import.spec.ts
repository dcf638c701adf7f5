// A list's way into an empty real station and out again: dropped, seen on the map before it is saved, saved as one, exported, taken back.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { journeyHost, type JourneyHost } from './host-fixture.ts';

const START_MS = 240_000;
const HOLD_MS = 1_900;
const SHELTERS = join(import.meta.dirname, '../../../shared/data/takamatsu/evacuation_space.xlsx');
const isThere = existsSync(SHELTERS);
if (!isThere && process.env['CI'] === undefined) console.warn(`skipped: the real shelters of 高松市 are not at ${SHELTERS}`);

let host: JourneyHost;
let context: BrowserContext;
let map: Page;

test.describe.configure({ mode: 'serial' });

test('the real shelters are there in CI', () => {
  expect(isThere || process.env['CI'] === undefined).toBe(true);
});

test.describe('a list', () => {
  test.skip(!isThere, 'the real files are not on this machine');

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(START_MS);
    host = await journeyHost(0, '高松');
    await host.start();
    context = await browser.newContext({ acceptDownloads: true });
    map = await context.newPage();
    await map.goto(host.address);
    await map.locator('#code').fill(host.claimCode());
    await map.locator('#name').fill('王芳');
    await map.locator('#signInName').fill('wangfang');
    await map.locator('#password').fill('gushi-2026-flood');
    await map.getByRole('button', { name: '认领' }).click();
    await expect(map.locator('.map-stage')).toBeVisible({ timeout: START_MS });
  });

  test.afterAll(async () => {
    await context?.close();
    await host?.dispose();
  });

  const count = (name: string) => map.locator('.count-row', { hasText: name }).locator('strong');
  const layerCount = (name: string) => map.locator('.layer-row', { hasText: name }).locator('.layer-count');

  const hold = async (page: Page, name: RegExp): Promise<void> => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.down('Space');
    await page.waitForTimeout(HOLD_MS);
    await page.keyboard.up('Space');
  };

  /** As a hand does it: over the map, then let go. */
  const drop = async (page: Page, path: string, name: string): Promise<void> => {
    const bytes = readFileSync(path).toString('base64');
    const transfer = await page.evaluateHandle(
      ([data, fileName]) => {
        const file = new File([Uint8Array.from(atob(data ?? ''), (character) => character.charCodeAt(0))], fileName ?? '');
        const made = new DataTransfer();
        made.items.add(file);
        return made;
      },
      [bytes, name],
    );
    await page.dispatchEvent('.map-stage', 'dragenter', { dataTransfer: transfer });
    await expect(page.getByText('松开即导入此文件')).toBeVisible();
    await page.dispatchEvent('.map-stage', 'drop', { dataTransfer: transfer });
  };

  const axe = async (page: Page, part: string): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).include(part).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([]);
  };

  test('is asked for by the empty map', async () => {
    await expect(map.getByText('地图上还没有内容')).toBeVisible();
    await map.getByRole('button', { name: '导入数据' }).click();
    await expect(map.getByText('还没有导入过文件')).toBeVisible();
    await axe(map, '.import-dock');
  });

  test('that is none is refused in words, and nothing happens', async () => {
    await map.locator('.import-dock .import-file-input').setInputFiles({ name: '名册.xlsx', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x') });
    await expect(map.getByRole('alert')).toContainText('这是 PDF');
    await expect(map.getByRole('alert')).toContainText('地图没有变化');
  });

  test('dropped on the map is understood, and seen on the map before anything is saved', async () => {
    await drop(map, SHELTERS, 'evacuation_space.xlsx');
    await expect(count('新增')).toHaveText('195', { timeout: 60_000 });
    await expect(map.locator('.import-settings')).toContainText('避灾安置场所');
    await expect(count('有误')).toHaveText('0');
    await expect(layerCount('避灾安置场所')).toHaveText('0');
    await map.locator('.count-row', { hasText: '新增' }).click();
    await expect(map.locator('.compared-row')).toHaveCount(100);
    await axe(map, '.import-dock');
    await map.getByRole('button', { name: '文件内容' }).click();
  });

  test('can be read another way, and the counts follow', async () => {
    await map.getByRole('button', { name: '经纬度对调' }).click();
    await expect(count('有误')).toHaveText('195', { timeout: 60_000 });
    await map.getByRole('button', { name: '经纬度对调' }).click();
    await expect(count('新增')).toHaveText('195', { timeout: 60_000 });
    await map.locator('#import-as-of').fill('2026-13');
    await expect(map.getByText('先把标出的内容改好')).toBeVisible();
    await map.locator('#import-as-of').fill('2026-10');
    await expect(count('新增')).toHaveText('195', { timeout: 60_000 });
  });

  test('is saved as one and stays over a power cut', async () => {
    await map.getByRole('button', { name: '导入 195 项' }).click();
    await expect(map.getByText('新增和变更 195 项，移除 0 项')).toBeVisible({ timeout: 60_000 });
    await expect(layerCount('避灾安置场所')).toHaveText('195');
    await expect(map.locator('.layer-row', { hasText: '避灾安置场所' })).toContainText('2026-10');
    await host.kill();
    await host.start();
    await expect(map.getByText('已连接')).toBeVisible({ timeout: 60_000 });
    await expect(layerCount('避灾安置场所')).toHaveText('195');
  });

  test('is found in the ledger, shown on the map from there and in the ledger from the map', async () => {
    const ledger = await context.newPage();
    await ledger.goto(new URL('/ledgers?kind=shelter', host.address).toString());
    await expect(ledger.locator('.ledger-totals')).toContainText('共 195 条');
    await ledger.getByRole('searchbox', { name: '名称、电话、编码或拼音' }).fill('新番丁小学校');
    await ledger.keyboard.press('Enter');
    await expect(ledger.locator('.ledger-row')).toHaveCount(1);
    await ledger.locator('.ledger-row').click();
    await expect(ledger.getByLabel('安置容量')).toHaveValue('1530');
    await expect(map.locator('.identify-name')).toHaveText('新番丁小学校', { timeout: 30_000 });
    await axe(ledger, '.ledgers');
    await map.locator('.search-box input').fill('亀阜小学校');
    await map.locator('.search-results li', { hasText: '亀阜小学校' }).first().click();
    await expect(ledger.locator('.ledger-side').getByLabel('名称')).toHaveValue('亀阜小学校');
    await ledger.getByRole('button', { name: '在台账中找到它' }).click();
    await expect(ledger.locator('.ledger-row-selected')).toContainText('亀阜小学校');
    await ledger.close();
  });

  test('is changed in the ledger with the version that was seen; what another saved meanwhile is shown first', async () => {
    const [one, two] = [await context.newPage(), await context.newPage()];
    for (const page of [one, two]) {
      await page.goto(new URL('/ledgers?kind=shelter', host.address).toString());
      await page.locator('.ledger-row').first().click();
      await expect(page.getByLabel('可用楼层')).toBeVisible();
    }
    await one.getByLabel('可用楼层').fill('3 层以上');
    await two.getByLabel('备注').fill('钥匙在门卫');
    await two.getByRole('button', { name: '保存' }).click();
    await expect(two.getByRole('button', { name: '保存' })).toBeDisabled({ timeout: 15_000 });
    await expect(one.getByText('您修改期间，他人保存了第 2 版：')).toBeVisible();
    await one.getByRole('button', { name: '以最新为底，保留我的修改' }).click();
    await one.getByRole('button', { name: '保存' }).click();
    await expect(two.getByLabel('可用楼层')).toHaveValue('3 层以上');
    await expect(two.getByLabel('备注')).toHaveValue('钥匙在门卫');
    await one.close();
    await two.close();
  });

  test('goes out as a file that changes nothing when it comes back', async () => {
    const ledger = await context.newPage();
    await ledger.goto(new URL('/ledgers?kind=shelter', host.address).toString());
    await ledger.getByRole('button', { name: '导出' }).click();
    await expect(ledger.getByText('不含姓名、电话、住址。')).toBeVisible();
    const [download] = await Promise.all([ledger.waitForEvent('download'), ledger.getByRole('button', { name: '导出并下载' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^避灾安置场所_\d{8}_\d{4}\.xlsx$/u);
    const path = await download.path();
    await map.getByRole('button', { name: '再导入一个' }).click();
    await drop(map, path, download.suggestedFilename());
    await expect(count('不变')).toHaveText('195', { timeout: 60_000 });
    await expect(map.getByText('没有变化，不需要导入')).toBeVisible();
    await ledger.close();
  });

  test('is taken back whole, keeping what somebody changed since', async () => {
    await map.getByRole('button', { name: '关闭 导入数据' }).click();
    await map.locator('.top-bar').getByRole('button', { name: '导入' }).click();
    await expect(map.locator('.past-import')).toContainText('evacuation_space.xlsx');
    await hold(map, /按住：撤销/u);
    await expect(map.getByText(/其中 1 项在导入之后被人改过，保留现状/u)).toBeVisible({ timeout: 30_000 });
    await expect(map.locator('.past-import')).toContainText('由 王芳 撤销');
    await expect(layerCount('避灾安置场所')).toHaveText('1');
  });
});
