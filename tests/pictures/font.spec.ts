// Words on the map when the bundled font comes late.
import { test as plain } from '@playwright/test';
import { startPictureServer } from './picture-server.ts';
import { differenceOf, expect, HERE, squareAround, thing, type Patch } from './picture-test.ts';

plain('names drawn before their part of the font has come are drawn again when it has', async ({ browser }) => {
  const server = await startPictureServer();
  const page = await browser.newPage({ viewport: { width: 900, height: 640 }, reducedMotion: 'reduce' });
  const gate = Promise.withResolvers<void>();
  await page.route('**/*.woff2', async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto(server.url);
  await page.waitForFunction(() => 'pictures' in window);
  const village = thing('village', 'v', squareAround(HERE, 13.5, 200), {}, '赤岭樟坑村');
  await page.evaluate((given) => void window.pictures.open({ things: [given], visibleKinds: ['village'], hasTerrain: false }), village);
  await page.evaluate((position) => window.pictures.current().stage.flyTo({ position, zoom: 13.5 }), HERE);
  const shown = (): Promise<Patch> => page.evaluate((place) => window.pictures.patch(place, 50), HERE);
  await page.waitForTimeout(2_500);
  const before = await shown();
  gate.resolve();
  await page.waitForFunction(() => document.fonts.status === 'loaded' && document.fonts.check("500 13px 'Noto Sans SC Variable'", '赤岭樟坑村'));
  await page.waitForTimeout(600);
  const after = await shown();
  expect(differenceOf(before, after)).toBeGreaterThan(30);
  // The same as a map that had the font from the start.
  await page.evaluate((given) => void window.pictures.open({ things: [given], visibleKinds: ['village'], hasTerrain: false }), village);
  await page.evaluate((position) => window.pictures.current().stage.flyTo({ position, zoom: 13.5 }), HERE);
  await page.evaluate(() => window.pictures.settled());
  expect(differenceOf(await shown(), after)).toBe(0);
  await page.close();
  await server.close();
});

plain('on a screen of twice the density symbols and names are drawn twice as fine, not blown up', async ({ browser }) => {
  const server = await startPictureServer();
  const page = await browser.newPage({ viewport: { width: 900, height: 640 }, deviceScaleFactor: 2, reducedMotion: 'reduce' });
  await page.goto(server.url);
  await page.waitForFunction(() => 'pictures' in window);
  const hazard = thing('hazardPoint', 'h', { type: 'Point', coordinates: HERE }, { type: '20104.0300', riskLevel: 'red' }, '崩塌');
  await page.evaluate((given) => void window.pictures.open({ things: [given], visibleKinds: ['hazardPoint'], hasTerrain: false }), hazard);
  await page.evaluate((position) => window.pictures.current().stage.flyTo({ position, zoom: 16 }), HERE);
  await page.evaluate(() => window.pictures.settled());
  const half = 44;
  const patch: Patch = await page.evaluate(([place, size]) => window.pictures.patch(place, size), [HERE, half] as const);
  // A picture merely blown up consists of equal pixels in squares of two by two.
  let unequal = 0;
  for (let row = 0; row < 2 * half; row += 2) {
    for (let column = 0; column < 2 * half; column += 2) {
      const at = (row * 2 * half + column) * 4;
      if (Math.abs((patch[at] ?? 0) - (patch[at + 4] ?? 0)) > 40) unequal += 1;
    }
  }
  expect(unequal).toBeGreaterThan(40);
  await page.close();
  await server.close();
});
