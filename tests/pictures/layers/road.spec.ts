// Picture of the road layer: wider by class, and fewer the further out.
import { paletteOf } from '../../../renderer/map/palette.ts';
import { beside, colour, countOf, expect, HERE, lineThrough, test, thing } from '../picture-test.ts';

const CLASSES = ['motorway', 'national', 'provincial', 'county', 'township', 'village'] as const;
const MIDDLE = 30;

const roadsAt = (zoom: number) => CLASSES.map((roadClass, index) => thing('road', roadClass, lineThrough(beside(HERE, zoom, 0, (index - 3) * 50), zoom, 200), { roadClass }));

test('a road is the wider the higher its class', async ({ map }) => {
  await map.show({ things: roadsAt(15), kinds: ['road'], zoom: 15, theme: 'light' });
  const { roadCasing, roadCore, roadMinor } = paletteOf('light');
  const widths: number[] = [];
  for (const index of CLASSES.keys()) {
    const patch = await map.patch(beside(HERE, 15, MIDDLE, (index - 3) * 50), 12);
    widths.push(countOf(patch, colour(roadCore), 8) + countOf(patch, colour(roadMinor), 8) + countOf(patch, colour(roadCasing), 20));
  }
  for (const [index, width] of widths.entries()) if (index > 0) expect(width).toBeLessThanOrEqual((widths[index - 1] ?? 0) + 4);
  expect(widths[0] ?? 0).toBeGreaterThan((widths[5] ?? 0) * 1.4);
});

test('far out only the main roads are left', async ({ map }) => {
  await map.show({ things: roadsAt(9.6), kinds: ['road'], zoom: 9.6 });
  const { roadCore, roadMinor } = paletteOf('dark');
  const inkAt = async (index: number): Promise<number> => {
    const patch = await map.patch(beside(HERE, 9.6, MIDDLE, (index - 3) * 50), 10);
    return countOf(patch, colour(roadCore), 40) + countOf(patch, colour(roadMinor), 40);
  };
  expect(await inkAt(0)).toBeGreaterThan(10);
  expect(await inkAt(4)).toBe(0);
  expect(await inkAt(5)).toBe(0);
});
