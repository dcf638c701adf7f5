// Pictures of declared hazards and of marks.
import { paletteOf } from '../../renderer/map/palette.ts';
import { beside, colour, countOf, differenceOf, expect, HERE, squareAround, test, type Patch } from './picture-test.ts';
import type { LonLat } from '../../shared/kernel/units.ts';

const ZOOM = 14;
const ring = (half: number): readonly (readonly LonLat[])[] => {
  const made = squareAround(HERE, ZOOM, half);
  return made.type === 'Polygon' ? made.coordinates : [];
};

const show = (map: { readonly page: import('@playwright/test').Page }, level: 'red' | null, isSelected = false): Promise<void> =>
  map.page.evaluate(
    ([given, selected, key, general]) =>
      window.pictures.current().stage.setHazards([
        {
          id: 'h',
          name: '水南山洪',
          level: given,
          isSelected: selected,
          zones: [
            { grade: 'key', measure: 'evacuate', area: [key] },
            { grade: 'general', measure: null, area: [[...general, ...key]] },
          ],
        },
      ]),
    [level, isSelected, ring(70), ring(180)] as const,
  );

test('a hazard wears its level with its word; its zones are told apart by hatching and line', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: ZOOM });
  const empty = await map.patch(HERE, 25);
  await show(map, 'red');
  await map.settled();
  const red = colour(paletteOf('dark').levels.red.fill);
  const [inner, outer] = [await map.patch(HERE, 25), await map.patch(beside(HERE, ZOOM, 125, 0), 25)];
  expect(differenceOf(inner, empty)).toBeGreaterThan(differenceOf(outer, empty) * 1.3);
  expect(differenceOf(outer, empty)).toBeGreaterThan(50);
  expect(countOf(await map.patch(beside(HERE, ZOOM, 70, 30), 12), red)).toBeGreaterThan(50);
});

test('a hazard without a level wears no level colour', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: ZOOM });
  await show(map, null);
  await map.settled();
  const whole = await map.patch(HERE, 200);
  for (const { fill } of Object.values(paletteOf('dark').levels)) expect(countOf(whole, colour(fill))).toBe(0);
});

test('the selected hazard stands out from the same one unselected', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: ZOOM });
  const rims: Patch[] = [];
  for (const isSelected of [false, true]) {
    await show(map, 'red', isSelected);
    await map.settled();
    rims.push(await map.patch(beside(HERE, ZOOM, 180, 0), 12));
  }
  const white = colour(paletteOf('dark').selection);
  expect(countOf(rims[1] ?? [], white)).toBeGreaterThan(countOf(rims[0] ?? [], white) + 40);
});

test('results, notes and places each have a mark of their own, gone when taken away', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: ZOOM });
  const empty = await map.patch(HERE, 30);
  const patches: Patch[] = [];
  for (const look of ['result', 'note', 'place'] as const) {
    await map.page.evaluate(([given, lonLat]) => window.pictures.current().stage.setMarks([{ id: 'm', lonLat, name: '', look: given, sign: given === 'result' ? '1' : '' }]), [look, HERE] as const);
    await map.settled();
    patches.push(await map.patch(HERE, 30));
  }
  for (const [index, left] of [empty, ...patches].entries()) for (const right of [empty, ...patches].slice(index + 1)) expect(differenceOf(left, right)).toBeGreaterThan(40);
  await map.page.evaluate(() => window.pictures.current().stage.setMarks([]));
  await map.settled();
  expect(differenceOf(await map.patch(HERE, 30), empty)).toBe(0);
});
