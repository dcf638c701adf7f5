// Picture of the enterprise risk point layer: levels alone.
import { paletteOf } from '../../../renderer/map/palette.ts';
import { beside, colour, countOf, expect, HERE, pointAt, test, thing } from '../picture-test.ts';

test('a risk point is its level with its word, and one of unknown level wears no colour', async ({ map }) => {
  const levels = ['red', 'orange', 'yellow', 'blue'] as const;
  const places = [...levels, 'unknown'].map((_, index) => beside(HERE, 16, index * 80 - 160, 0));
  const things = places.map((place, index) => thing('riskPoint', `x${index}`, pointAt(place), index < levels.length ? { riskLevel: levels[index] ?? '' } : {}));
  await map.show({ things, kinds: ['riskPoint'], zoom: 16 });
  const palette = paletteOf('dark');
  for (const [index, level] of levels.entries()) {
    const patch = await map.patch(places[index] ?? HERE, 14);
    expect(countOf(patch, colour(palette.levels[level].fill))).toBeGreaterThan(60);
    for (const other of levels) if (other !== level) expect(countOf(patch, colour(palette.levels[other].fill))).toBeLessThan(6);
  }
  const unknown = await map.patch(places[4] ?? HERE, 14);
  expect(countOf(unknown, colour(palette.ink), 40)).toBeGreaterThan(10);
  for (const level of levels) expect(countOf(unknown, colour(palette.levels[level].fill))).toBe(0);
});
