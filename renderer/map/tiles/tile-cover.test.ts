import { expect, test } from 'vitest';
import { tileOf } from '../../../shared/geo/tile-grid.ts';
import { ancestor, children, coverTiles, HALF_WORLD, isWithin, tileExtent } from './tile-cover.ts';

test('a view over four tiles asks for these four, the nearest to its middle first', () => {
  const size = (2 * HALF_WORLD) / 2 ** 10;
  const corner = tileExtent({ z: 10, x: 852, y: 427 });
  // The corner where four tiles meet, the view shifted towards the south-east one.
  const [east, south] = [corner[2] + size * 0.2, corner[1] - size * 0.1];
  const tiles = coverTiles([east - size / 2, south - size / 2, east + size / 2, south + size / 2], 10);
  expect(tiles).toHaveLength(4);
  expect(tiles[0]).toEqual({ z: 10, x: 853, y: 428 });
  expect(new Set(tiles.map(({ x, y }) => `${x}/${y}`))).toEqual(new Set(['852/427', '853/427', '852/428', '853/428']));
});

test('tiles cover the same ground as the shared grid says', () => {
  const tile = tileOf([119.48, 28.45], 12);
  if (!tile.ok) throw new Error('no tile');
  const [west, south, east, north] = tileExtent(tile.value);
  expect(coverTiles([west + 1, south + 1, east - 1, north - 1], 12)).toEqual([tile.value]);
});

test('a view beyond the edge of the world asks for tiles that exist', () => {
  const tiles = coverTiles([-3 * HALF_WORLD, -3 * HALF_WORLD, 3 * HALF_WORLD, 3 * HALF_WORLD], 2);
  expect(tiles).toHaveLength(16);
  expect(tiles.every(({ x, y }) => x >= 0 && x < 4 && y >= 0 && y < 4)).toBe(true);
});

test('a view that would need hundreds of thousands of tiles asks for none', () => {
  expect(coverTiles([-HALF_WORLD, -HALF_WORLD, HALF_WORLD, HALF_WORLD], 12)).toEqual([]);
});

test('a point on the border between two tiles belongs to exactly one of them', () => {
  const left = tileExtent({ z: 5, x: 10, y: 10 });
  const right = tileExtent({ z: 5, x: 11, y: 10 });
  const below = tileExtent({ z: 5, x: 10, y: 11 });
  const onEdge = [left[2], (left[1] + left[3]) / 2] as const;
  expect([isWithin(left, onEdge), isWithin(right, onEdge)]).toEqual([false, true]);
  const onBottom = [(left[0] + left[2]) / 2, left[1]] as const;
  expect([isWithin(left, onBottom), isWithin(below, onBottom)]).toEqual([false, true]);
});

test('the children of a tile have it as their parent', () => {
  const tile = { z: 7, x: 100, y: 55 };
  expect(children(tile).map((child) => ancestor(child, 1))).toEqual([tile, tile, tile, tile]);
  expect(ancestor({ z: 1, x: 0, y: 0 }, 2)).toBeNull();
});
