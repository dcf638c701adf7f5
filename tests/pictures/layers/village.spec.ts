// Picture of the village layer: a thin boundary, and the name in the middle.
import { beside, differenceOf, expect, HERE, squareAround, test, thing } from '../picture-test.ts';

const ZOOM = 13.5;

test('a village has its name in its middle and a line around it', async ({ map }) => {
  await map.show({ things: [], kinds: ['village'], zoom: ZOOM });
  const before = { name: await map.patch(HERE, 24), rim: await map.patch(beside(HERE, ZOOM, 120, 0), 10) };
  await map.show({ things: [thing('village', 'v', squareAround(HERE, ZOOM, 120), {}, '竹溪村')], kinds: ['village'], zoom: ZOOM });
  expect(differenceOf(await map.patch(HERE, 24), before.name)).toBeGreaterThan(60);
  expect(differenceOf(await map.patch(beside(HERE, ZOOM, 120, 0), 10), before.rim)).toBeGreaterThan(5);
});

test('two names of the same length look different: they are words, not boxes', async ({ map }) => {
  const named = async (name: string) => {
    await map.show({ things: [thing('village', 'v', squareAround(HERE, ZOOM, 120), {}, name)], kinds: ['village'], zoom: ZOOM });
    return map.patch(HERE, 24);
  };
  expect(differenceOf(await named('竹溪村'), await named('赤岭坑'))).toBeGreaterThan(60);
});

test('when the middle is out of view the name comes to where the village is in view', async ({ map }) => {
  const wide = thing('village', 'v', squareAround(HERE, ZOOM, 1_200), {}, '大东坝村');
  const corner = beside(HERE, ZOOM, 900, 0);
  await map.show({ things: [], kinds: ['village'], zoom: ZOOM, at: corner });
  const before = await map.patch(beside(corner, ZOOM, -75, 0), 60);
  await map.show({ things: [wide], kinds: ['village'], zoom: ZOOM, at: corner });
  expect(differenceOf(await map.patch(beside(corner, ZOOM, -75, 0), 60), before)).toBeGreaterThan(60);
});
