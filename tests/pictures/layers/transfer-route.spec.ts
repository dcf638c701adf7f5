// Picture of the evacuation route layer: dashes by mode, an arrow toward the shelter.
import { paletteOf } from '../../../renderer/map/palette.ts';
import { beside, colour, countOf, differenceOf, expect, HERE, lineThrough, test, thing } from '../picture-test.ts';

const ZOOM = 15.5;
const green = colour(paletteOf('dark').hues.green);

test('each mode has a dash of its own', async ({ map }) => {
  const patches = [];
  for (const mode of ['foot', 'vehicle', 'mixed', '']) {
    await map.show({ things: [thing('transferRoute', 'r', lineThrough(HERE, ZOOM, 150), mode === '' ? {} : { mode })], kinds: ['transferRoute'], zoom: ZOOM });
    patches.push(await map.patch(beside(HERE, ZOOM, 60, 0), 40));
  }
  for (const patch of patches) expect(countOf(patch, green, 30)).toBeGreaterThan(20);
  for (const [index, left] of patches.entries()) for (const right of patches.slice(index + 1)) expect(differenceOf(left, right)).toBeGreaterThan(15);
});

test('the arrow is at the end the people go to', async ({ map }) => {
  await map.show({ things: [thing('transferRoute', 'r', lineThrough(HERE, ZOOM, 150), { mode: 'vehicle' })], kinds: ['transferRoute'], zoom: ZOOM });
  const end = countOf(await map.patch(beside(HERE, ZOOM, 150, 0), 10), green, 30);
  const start = countOf(await map.patch(beside(HERE, ZOOM, -150, 0), 10), green, 30);
  expect(end).toBeGreaterThan(start + 15);
});

test('routes recede when the whole county is in view', async ({ map }) => {
  await map.show({ things: [thing('transferRoute', 'r', lineThrough(HERE, 11, 150), { mode: 'vehicle' })], kinds: ['transferRoute'], zoom: 11 });
  expect(countOf(await map.patch(HERE, 40), green, 30)).toBe(0);
});
