// Picture of the grid unit layer: shops, streets and blocks.
import { differenceOf, expect, HERE, lineThrough, pointAt, squareAround, test, thing, beside } from '../picture-test.ts';

const ZOOM = 16;

test('blocks are outlined, streets drawn through, shops marked', async ({ map }) => {
  await map.show({ things: [], kinds: ['gridUnit'], zoom: ZOOM });
  const places = { rim: beside(HERE, ZOOM, 100, 0), inside: HERE, street: beside(HERE, ZOOM, 0, -150), shop: beside(HERE, ZOOM, -200, 0) };
  const before = { rim: await map.patch(places.rim, 10), inside: await map.patch(places.inside, 10), street: await map.patch(places.street, 10), shop: await map.patch(places.shop, 10) };
  const things = [
    thing('gridUnit', 'block', squareAround(HERE, ZOOM, 100), { unitForm: 'area' }),
    thing('gridUnit', 'street', lineThrough(places.street, ZOOM, 80), { unitForm: 'line' }),
    thing('gridUnit', 'shop', pointAt(places.shop), { unitForm: 'point' }),
  ];
  await map.show({ things, kinds: ['gridUnit'], zoom: ZOOM });
  expect(differenceOf(await map.patch(places.rim, 10), before.rim)).toBeGreaterThan(6);
  expect(differenceOf(await map.patch(places.inside, 10), before.inside)).toBe(0);
  expect(differenceOf(await map.patch(places.street, 10), before.street)).toBeGreaterThan(30);
  expect(differenceOf(await map.patch(places.shop, 10), before.shop)).toBeGreaterThan(60);
});
