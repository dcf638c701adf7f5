import { expect, test } from 'vitest';
import { lonLatToMercator } from '../../../shared/geo/tile-grid.ts';
import { createScaleBar, groundResolution, lengthText, roundLength } from './scale-bar.ts';

test('a metre of the plane is shorter on the ground the farther from the equator', () => {
  const northing = lonLatToMercator([119.48, 28.45])[1];
  expect(groundResolution(10, 0)).toBeCloseTo(10, 6);
  // cos 28.45° on the ellipsoid.
  expect(groundResolution(10, northing)).toBeCloseTo(8.7986, 3);
});

test('the bar shows the largest round length that fits', () => {
  expect([9_999, 5_000, 4_999, 1_999, 1_000, 0.7].map(roundLength)).toEqual([5_000, 5_000, 2_000, 1_000, 1_000, 0.5]);
});

test('lengths carry their unit in the language of the window', () => {
  expect([lengthText(500, 'zh-CN'), lengthText(2_000, 'zh-CN'), lengthText(2_000, 'en')]).toEqual(['500 米', '2 公里', '2 km']);
});

test('the drawn bar is as long as the length it names, and goes when disposed', () => {
  const parent = document.createElement('div');
  const bar = createScaleBar(parent, 'zh-CN');
  bar.show(10, 0);
  const drawn = parent.querySelector<HTMLElement>('.map-scale');
  expect([drawn?.textContent, drawn?.style.width]).toEqual(['1 公里', '100px']);
  bar.dispose();
  expect(parent.childElementCount).toBe(0);
});
