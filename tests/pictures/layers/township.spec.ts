// Picture of the township layer: boundary and name from afar, gone from close up.
import { beside, differenceOf, expect, HERE, squareAround, test, thing } from '../picture-test.ts';

const ZOOM = 11;

test('a township has its name and boundary while townships are what one looks at', async ({ map }) => {
  await map.show({ things: [], kinds: ['township'], zoom: ZOOM });
  const before = { name: await map.patch(HERE, 30), rim: await map.patch(beside(HERE, ZOOM, 150, 0), 10) };
  const town = thing('township', 't', squareAround(HERE, ZOOM, 150), {}, '古市镇');
  await map.show({ things: [town], kinds: ['township'], zoom: ZOOM });
  expect(differenceOf(await map.patch(HERE, 30), before.name)).toBeGreaterThan(80);
  expect(differenceOf(await map.patch(beside(HERE, ZOOM, 150, 0), 10), before.rim)).toBeGreaterThan(8);
  await map.flyTo(HERE, 15);
  expect(differenceOf(await map.patch(HERE, 30), before.name)).toBe(0);
});
