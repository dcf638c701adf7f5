// Picture of the loudspeaker layer, with the sector in which one is heard.
import { paletteOf } from '../../../renderer/map/palette.ts';
import { beside, differenceOf, expect, HERE, pointAt, test, thing } from '../picture-test.ts';
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('loudspeaker');

const ZOOM = 16.5;
const east = { bearingDegrees: 90, beamDegrees: 60, audibleRadiusMetres: 200 };

test.describe('the sector of a loudspeaker', () => {
  test('lies in its bearing and nowhere else', async ({ map }) => {
    await map.show({ things: [], kinds: ['loudspeaker'], zoom: ZOOM });
    const [emptyEast, emptyWest] = [await map.patch(beside(HERE, ZOOM, 70, 0), 12), await map.patch(beside(HERE, ZOOM, -70, 0), 12)];
    await map.show({ things: [thing('loudspeaker', 'a', pointAt(HERE), { ...east, workState: 'idle' })], kinds: ['loudspeaker'], zoom: ZOOM });
    // The sector is a faint veil over the ground: every pixel a little lighter.
    const [shownEast, shownWest] = [await map.patch(beside(HERE, ZOOM, 70, 0), 12), await map.patch(beside(HERE, ZOOM, -70, 0), 12)];
    expect((shownEast[0] ?? 0) - (emptyEast[0] ?? 0)).toBeGreaterThan(10);
    expect(shownWest.slice(0, 3)).toEqual(emptyWest.slice(0, 3));
  });

  test('is not filled for one that is broken: it covers nothing', async ({ map }) => {
    await map.show({ things: [], kinds: ['loudspeaker'], zoom: ZOOM });
    const empty = await map.patch(beside(HERE, ZOOM, 70, 0), 8);
    await map.show({ things: [thing('loudspeaker', 'a', pointAt(HERE), { ...east, workState: 'fault' })], kinds: ['loudspeaker'], zoom: ZOOM });
    expect(differenceOf(await map.patch(beside(HERE, ZOOM, 70, 0), 8), empty)).toBe(0);
    expect((await map.patch(beside(HERE, ZOOM, 70, 0), 8)).slice(0, 3)).toEqual(empty.slice(0, 3));
  });

  test('does not add up where many overlap', async ({ map }) => {
    const many = Array.from({ length: 30 }, (_, index) => thing('loudspeaker', `x${index}`, pointAt(beside(HERE, ZOOM, -(index % 6) * 25, (index - 15) * 3)), { ...east, beamDegrees: 120, audibleRadiusMetres: 400, workState: 'idle' }));
    await map.show({ things: many, kinds: ['loudspeaker'], zoom: ZOOM });
    const [red = 0] = await map.patch(beside(HERE, ZOOM, 60, 0), 4);
    const ground = Number.parseInt(paletteOf('dark').ground.slice(1, 3), 16);
    expect(red - ground).toBeGreaterThan(10);
    expect(red - ground).toBeLessThan(60);
  });
});
