// Picture of the waterway layer: rivers as lines, still water as areas.
import { paletteOf } from '../../../renderer/map/palette.ts';
import { beside, colour, countOf, differenceOf, expect, HERE, lineThrough, squareAround, test, thing } from '../picture-test.ts';

for (const theme of ['dark', 'light'] as const) {
  test(`water has its one quiet colour in the ${theme} theme`, async ({ map }) => {
    const water = colour(paletteOf(theme).water);
    const lake = beside(HERE, 14, 200, 0);
    const things = [thing('waterway', 'r', lineThrough(HERE, 14, 150), { waterClass: 'river' }), thing('waterway', 'l', squareAround(lake, 14, 40), { waterClass: 'reservoir' })];
    await map.show({ things, kinds: ['waterway'], zoom: 14, theme });
    expect(countOf(await map.patch(beside(HERE, 14, 30, 0), 10), water)).toBeGreaterThan(30);
    expect(countOf(await map.patch(beside(lake, 14, 0, 25), 10), water)).toBeGreaterThan(300);
  });
}

test('brooks are left out while the whole county is in view', async ({ map }) => {
  const brook = thing('waterway', 's', lineThrough(HERE, 13, 200), { waterClass: 'stream' });
  const inkAt = async (zoom: number): Promise<number> => {
    await map.show({ things: [], kinds: ['waterway'], zoom });
    const empty = await map.patch(HERE, 12);
    await map.show({ things: [brook], kinds: ['waterway'], zoom });
    return differenceOf(await map.patch(HERE, 12), empty);
  };
  expect(await inkAt(13)).toBeGreaterThan(8);
  expect(await inkAt(10)).toBe(0);
});
