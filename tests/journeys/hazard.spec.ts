// A hazard's way through the command map: drawn, counted, declared, seen by others, changed, outlived by nothing but its record.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { becomePerson, journeyHost, openCommandMap, type JourneyHost } from './host-fixture.ts';

const START_MS = 240_000;

/** Two seats all through: the commander, and beside it whoever the step needs. */
let host: JourneyHost;
let commander: Page;
let other: Page;

test.describe.configure({ mode: 'serial', timeout: START_MS });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(START_MS);
  host = await journeyHost();
  await host.start();
  commander = await openCommandMap(browser, host);
  other = await openCommandMap(browser, host);
});

test.afterAll(async () => {
  await commander.context().close();
  await other.context().close();
  await host.dispose();
});

const row = (page: Page, name: string) => page.locator('.hazard-row', { hasText: name });

const toList = async (page: Page): Promise<void> => {
  const back = page.getByRole('button', { name: /全部险情/ });
  if (await back.isVisible()) await back.click();
};

/** Where the map lies free between strip and panels. */
const middle = (page: Page): { readonly x: number; readonly y: number } => {
  const size = page.viewportSize() ?? { width: 1920, height: 1080 };
  return { x: Math.round(size.width * 0.45), y: Math.round(size.height * 0.58) };
};

const drawCircle = async (page: Page, radiusPx: number): Promise<void> => {
  const { x, y } = middle(page);
  await page.locator('.map-stage').focus();
  await page.keyboard.press('d');
  await page.keyboard.press('3');
  await page.mouse.click(x, y);
  await page.mouse.move(x + radiusPx / 2, y, { steps: 5 });
  await page.mouse.move(x + radiusPx, y, { steps: 5 });
  await page.mouse.click(x + radiusPx, y);
};

const chooseKind = async (page: Page, word: string): Promise<void> => {
  await page.locator('#hazard-kind').fill(word);
  await page.keyboard.press('Enter');
};

const counted = async (page: Page, column: number): Promise<number> => Number((await page.locator('.population-count').nth(column).innerText()).replaceAll(',', ''));

const declare = async (page: Page, name: string): Promise<void> => {
  await drawCircle(page, 150);
  await chooseKind(page, '滑坡');
  await page.locator('#hazard-name').fill(name);
  await page.getByRole('button', { name: /宣布险情/ }).click();
  await expect(page.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
};

/** Set once in a page: a reload would lose it. */
const markPage = (page: Page): Promise<void> => page.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', ''));
const isSamePage = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.hasAttribute('data-not-reloaded'));

test('a circle drawn over villages is counted while it is drawn, declared, and seen at once by another person', async () => {
  await becomePerson(other, '吴海燕');
  await drawCircle(commander, 160);
  await expect(commander.getByText('已按当前图形统计')).toBeVisible();
  const [registered, resident, present] = [await counted(commander, 0), await counted(commander, 1), await counted(commander, 2)];
  expect(registered).toBeGreaterThan(0);
  expect(resident).toBeGreaterThan(0);
  expect(new Set([registered, resident, present]).size).toBeGreaterThan(1);
  await expect(commander.getByRole('button', { name: /宣布险情/ })).toBeDisabled();
  await chooseKind(commander, '山洪');
  const name = await commander.locator('#hazard-name').inputValue();
  expect(name).toContain('山洪');
  await commander.locator('.level-choice label').first().click();
  await commander.getByRole('button', { name: /宣布险情/ }).click();
  await expect(row(other, name)).toBeVisible();
  await expect(row(other, name)).toContainText('红');
  await expect(commander.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
  await expect(commander.getByRole('heading', { name: '谁在里面' })).toBeVisible();
  expect(await counted(commander, 0)).toBe(registered);
});

test('the lists behind the numbers open with names, telephones to copy, and places on the map', async () => {
  const page = commander;
  await toList(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.hazard-row').first().click();
  await page.getByRole('button', { name: /^住户/ }).click();
  const first = page.locator('.affected-rows > li').filter({ has: page.locator('.phone') }).first();
  const phone = (await first.locator('.phone').first().innerText()).trim();
  await first.getByRole('button', { name: /复制/ }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(phone);
  await first.getByRole('button', { name: '在图上看' }).click();
  await expect(page.locator('.affected-rows')).toBeVisible();
  await page.getByRole('button', { name: '返回' }).click();
  await expect(page.getByRole('heading', { name: '谁在里面' })).toBeVisible();
});

test('a viewer sees the hazard and its numbers, but no drawing tools and no names', async () => {
  const page = other;
  await becomePerson(page, '何雨桐');
  await page.locator('.hazard-row').first().click();
  await expect(page.getByText('当前身份看不到姓名、电话和住址')).toBeVisible();
  await expect(page.getByRole('button', { name: /^住户/ })).toBeDisabled();
  for (const button of [/画险情/, /修改/, /关闭$/]) await expect(page.getByRole('button', { name: button })).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(page.getByRole('toolbar')).toHaveCount(0);
});

test('a boundary that crosses itself is explained, shown and not saved', async () => {
  const page = commander;
  await toList(page);
  const { x, y } = middle(page);
  await page.locator('.map-stage').focus();
  await page.keyboard.press('d');
  await page.keyboard.press('1');
  const corners = [[-120, -80], [120, 80], [120, -80], [-120, 80]] as const;
  for (const [index, [dx, dy]] of corners.entries()) {
    await page.mouse.click(x + dx, y + dy);
    await expect(page.getByText(`${index + 1} 点`, { exact: true })).toBeVisible();
    // Two clicks close together in time are one double click.
    await page.waitForTimeout(600);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '图形问题' })).toContainText('边界自相交');
  await expect(page.getByRole('button', { name: /位置 1/ })).toBeVisible();
  await chooseKind(page, '滑坡');
  await expect(page.getByRole('button', { name: /宣布险情/ })).toBeDisabled();
  await page.getByRole('button', { name: '放弃', exact: true }).click();
  await expect(page.getByText('未宣布')).toHaveCount(0);
});

test('two who change one hazard: the later is told what changed, looks, and puts the change on top', async () => {
  await becomePerson(other, '吴海燕');
  for (const page of [commander, other]) await toList(page);
  await declare(commander, '两人同改');
  await row(other, '两人同改').click();
  for (const page of [commander, other]) {
    await page.getByRole('button', { name: /修改$/ }).click();
    await expect(page.getByText(/正在修改“两人同改”第 1 版/)).toBeVisible();
  }
  await other.locator('#hazard-note').fill('又有落石');
  await other.getByRole('button', { name: /保存修改/ }).click();
  await expect(other.getByText(/第 2 版/).first()).toBeVisible();
  await expect(commander.getByText('别人已经改过这个险情')).toBeVisible();
  await commander.locator('.level-choice label').nth(1).click();
  await expect(commander.locator('.changes')).toContainText('又有落石');
  await expect(commander.getByRole('button', { name: /保存修改/ })).toBeDisabled();
  await commander.getByRole('button', { name: /把我的修改放到最新版上/ }).click();
  await expect(commander.locator('#hazard-note')).toHaveValue('又有落石');
  await commander.getByRole('button', { name: /保存修改/ }).click();
  await expect(other.locator('.hazard-facts')).toContainText('第 3 版');
  await expect(other.locator('.hazard-name')).toContainText('橙');
  await commander.getByRole('button', { name: /版本$/ }).click();
  await commander.locator('.versions li').last().getByRole('button').click();
  await expect(commander.getByText('旧版：第 1 版，不是现行的第 3 版')).toBeVisible();
  await commander.getByRole('button', { name: '回到现行版' }).click();
});

test('closing needs a reason and a held button, and leaves the map of every window', async () => {
  await becomePerson(other, '吴海燕');
  for (const page of [commander, other]) await toList(page);
  await row(commander, '两人同改').click();
  await commander.getByRole('button', { name: /关闭$/ }).click();
  await expect(commander.getByText('关闭不等于可以返回')).toBeVisible();
  const hold = commander.getByRole('button', { name: '按住关闭险情' });
  await expect(hold).toBeDisabled();
  await commander.locator('#close-reason').fill('已治理');
  await hold.click();
  await expect(row(other, '两人同改')).toBeVisible();
  await hold.hover();
  await commander.mouse.down();
  await expect(commander.locator('.hazard-panel')).toContainText('林长青 于');
  await commander.mouse.up();
  await expect(row(other, '两人同改')).toHaveCount(0);
  await other.getByRole('button', { name: /已关闭（1）/ }).click();
  await expect(row(other, '两人同改')).toContainText('已治理');
});

test('killed and started again, the station has everything; the windows come back without a reload and the sketch is not lost', async () => {
  await toList(commander);
  await becomePerson(other, '会商大屏');
  await declare(commander, '断电前宣布');
  await commander.getByRole('button', { name: /修改$/ }).click();
  await commander.locator('.level-choice label').nth(2).click();
  await commander.getByRole('button', { name: /保存修改/ }).click();
  await expect(row(other, '断电前宣布')).toContainText('第 2 版');
  for (const page of [commander, other]) await markPage(page);
  await commander.getByRole('button', { name: /全部险情/ }).click();
  await drawCircle(commander, 90);
  await chooseKind(commander, '泥石流');
  await commander.locator('#hazard-name').fill('断电时画的');
  await host.kill();
  await expect(commander.getByText('站点失联：现在不能宣布或修改险情')).toBeVisible();
  await expect(commander.getByRole('button', { name: /宣布险情/ })).toBeDisabled();
  await expect(row(other, '断电前宣布')).toBeVisible();
  await host.start();
  await expect(commander.getByRole('button', { name: /宣布险情/ })).toBeEnabled({ timeout: 60_000 });
  await expect(commander.locator('#hazard-name')).toHaveValue('断电时画的');
  await commander.getByRole('button', { name: /宣布险情/ }).click();
  await expect(row(other, '断电时画的')).toBeVisible({ timeout: 60_000 });
  await expect(row(other, '断电前宣布')).toContainText('第 2 版');
  for (const page of [commander, other]) expect(await isSamePage(page)).toBe(true);
});

test('the tools, the form and the panels hold no barrier that axe can find', async () => {
  const page = commander;
  await toList(page);
  const barriers = async (): Promise<readonly string[]> => {
    const { violations } = await new AxeBuilder({ page }).include('.draw-strip').include('.hazard-side').analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  };
  await expect(page.locator('.hazard-row').first()).toBeVisible();
  expect(await barriers()).toEqual([]);
  await drawCircle(page, 120);
  await expect(page.getByText('已按当前图形统计')).toBeVisible();
  expect(await barriers()).toEqual([]);
  await chooseKind(page, '有毒');
  await expect(page.locator('#toxic-substance')).toBeVisible();
  expect(await barriers()).toEqual([]);
  await page.getByRole('button', { name: '放弃', exact: true }).click();
  await page.locator('.hazard-row').first().click();
  await expect(page.getByRole('heading', { name: '谁在里面' })).toBeVisible();
  expect(await barriers()).toEqual([]);
});
