// Picture of the video source layer, with the sector in which one sees.
import { beside, differenceOf, expect, HERE, pointAt, test, thing } from '../picture-test.ts';
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('camera');

const ZOOM = 16.5;

test('a camera looks where its bearing says, and one without a bearing has no sector', async ({ map }) => {
  const shownAt = async (attributes: { readonly [key: string]: number }) => {
    await map.show({ things: [thing('camera', 'a', pointAt(HERE), attributes)], kinds: ['camera'], zoom: ZOOM });
    return map.patch(beside(HERE, ZOOM, 0, -30), 24);
  };
  const blind = await shownAt({});
  expect(differenceOf(await shownAt({ bearingDegrees: 0, fieldOfViewDegrees: 50 }), blind)).toBeGreaterThan(10);
  expect(differenceOf(await shownAt({ bearingDegrees: 180, fieldOfViewDegrees: 50 }), blind)).toBeLessThan(6);
});
