import { expect, it } from 'vitest';
import { previewPoints } from './preview-points.ts';

const pointsOf = (places: readonly (readonly [number, number, number])[]) => {
  const positions = new DataView(new ArrayBuffer(places.length * 8));
  for (const [index, [longitude, latitude]] of places.entries()) {
    positions.setInt32(index * 8, Math.round(longitude * 1e6), true);
    positions.setInt32(index * 8 + 4, Math.round(latitude * 1e6), true);
  }
  return { positions: new Uint8Array(positions.buffer), groups: Uint8Array.from(places.map(([, , group]) => group)), omittedCount: 0 };
};

it('places are drawn where they are, and one group alone where it is asked for', () => {
  const points = pointsOf([[119.4, 28.4, 0], [-70.25, -33.5, 1], [119.6, 28.6, 0]]);
  expect(previewPoints(points, null).items.map(({ lonLat }) => lonLat)).toEqual([[119.4, 28.4], [-70.25, -33.5], [119.6, 28.6]]);
  expect(previewPoints(points, 'changed').items.map(({ lonLat }) => lonLat)).toEqual([[-70.25, -33.5]]);
});

it('more places than can be told apart are thinned evenly, and what is left out is counted', () => {
  const points = pointsOf(Array.from({ length: 20_000 }, (_, index) => [119 + (index % 200) / 1000, 28 + Math.floor(index / 200) / 1000, 0] as const));
  const { items, hiddenCount } = previewPoints({ ...points, omittedCount: 7 }, null);
  expect(items.length).toBeLessThanOrEqual(900);
  expect(items.length).toBeGreaterThan(200);
  expect(hiddenCount).toBe(20_000 - items.length + 7);
  const east = items.map(({ lonLat }) => lonLat?.[0] ?? 0);
  expect(Math.max(...east) - Math.min(...east)).toBeGreaterThan(0.19);
});
