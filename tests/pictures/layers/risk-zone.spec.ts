// Picture of the risk zone layer: hatching by grade, level with its word.
import { paletteOf } from '../../../renderer/map/palette.ts';
import { beside, colour, countOf, differenceOf, expect, HERE, squareAround, test, thing, type Patch } from '../picture-test.ts';

const ZOOM = 15;
const INSIDE = beside(HERE, ZOOM, 45, 45);

test('the grades 重点 and 一般 and an unknown one are told apart by line and hatching', async ({ map }) => {
  const rims: Patch[] = [];
  const fills: number[] = [];
  await map.show({ things: [], kinds: ['riskZone'], zoom: ZOOM });
  const empty = await map.patch(INSIDE, 20);
  for (const zoneGrade of ['key', 'general', '']) {
    await map.show({ things: [thing('riskZone', 'z', squareAround(HERE, ZOOM, 80), zoneGrade === '' ? {} : { zoneGrade })], kinds: ['riskZone'], zoom: ZOOM });
    rims.push(await map.patch(beside(HERE, ZOOM, 80, 30), 20));
    fills.push(differenceOf(await map.patch(INSIDE, 20), empty));
  }
  expect(fills[0] ?? 0).toBeGreaterThan((fills[1] ?? 0) * 1.2);
  expect(fills[1] ?? 0).toBeGreaterThan(30);
  for (const [index, left] of rims.entries()) for (const right of rims.slice(index + 1)) expect(differenceOf(left, right)).toBeGreaterThan(25);
});

test('the level is a mark with its word in the middle and the colour of the rim; far out it is neither', async ({ map }) => {
  const red = colour(paletteOf('dark').levels.red.fill);
  const zone = thing('riskZone', 'z', squareAround(HERE, ZOOM, 80), { zoneGrade: 'key', riskLevel: 'red' });
  await map.show({ things: [zone], kinds: ['riskZone'], zoom: ZOOM });
  expect(countOf(await map.patch(HERE, 16), red)).toBeGreaterThan(60);
  expect(countOf(await map.patch(beside(HERE, ZOOM, 80, 30), 12), red)).toBeGreaterThan(20);
  await map.flyTo(HERE, 13);
  expect(countOf(await map.patch(HERE, 40), red)).toBe(0);
});
