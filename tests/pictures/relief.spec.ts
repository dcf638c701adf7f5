// Pictures of the relief, and of the map without one.
import { paletteOf } from '../../renderer/map/palette.ts';
import { colour, countOf, expect, HERE, test, type Patch } from './picture-test.ts';

const brightness = (patch: Patch): readonly number[] => Array.from({ length: patch.length / 4 }, (_, pixel) => (patch[pixel * 4] ?? 0) + (patch[pixel * 4 + 1] ?? 0) + (patch[pixel * 4 + 2] ?? 0));

const spread = (patch: Patch): number => {
  const values = brightness(patch);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

const mean = (patch: Patch): number => brightness(patch).reduce((sum, value) => sum + value, 0) / (patch.length / 4) / 3;

for (const theme of ['dark', 'light'] as const) {
  test(`the ground has relief in the ${theme} theme, quiet enough for what lies on it`, async ({ map }) => {
    await map.show({ things: [], kinds: [], zoom: 12, theme, hasTerrain: true });
    const shown = await map.patch(HERE, 150);
    expect(spread(shown)).toBeGreaterThan(4);
    expect(spread(shown)).toBeLessThan(70);
    if (theme === 'dark') expect(mean(shown)).toBeLessThan(80);
    else expect(mean(shown)).toBeGreaterThan(190);
  });
}

test('tiles meet without a seam', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: 12, theme: 'light', hasTerrain: true });
  const half = 200;
  const values = brightness(await map.patch(HERE, half));
  const jumpAt = (column: number): number => {
    let sum = 0;
    for (let row = 0; row < 2 * half; row += 1) sum += Math.abs((values[row * 2 * half + column] ?? 0) - (values[row * 2 * half + column - 1] ?? 0));
    return sum / (2 * half);
  };
  const jumps = Array.from({ length: 2 * half - 2 }, (_, index) => jumpAt(index + 1)).toSorted((left, right) => left - right);
  // Every 256 pixels lie two tile borders at the most; a seam would stand out from the steepest slopes.
  expect(jumps.at(-1) ?? 0).toBeLessThan((jumps[Math.floor(jumps.length * 0.9)] ?? 0) * 2.2 + 6);
});

test('without a terrain the ground is plain and the map works', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: 12 });
  expect(countOf(await map.patch(HERE, 40), colour(paletteOf('dark').ground), 2)).toBe(80 * 80);
});

test('the relief can be put away', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: 12, hasTerrain: true });
  await map.page.evaluate(() => window.pictures.current().stage.setReliefVisible(false));
  await map.settled();
  expect(countOf(await map.patch(HERE, 40), colour(paletteOf('dark').ground), 2)).toBe(80 * 80);
});

test('with the theme the ground changes, the first time too', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: 12, hasTerrain: true });
  await map.page.evaluate(() => window.pictures.current().stage.setTheme('light'));
  await map.page.waitForTimeout(500);
  await map.settled();
  expect(mean(await map.patch(HERE, 100))).toBeGreaterThan(190);
});
