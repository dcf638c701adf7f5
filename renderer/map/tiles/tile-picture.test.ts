import { expect, test } from 'vitest';
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import type { PointItem, ShapeItem, TileContent } from './tile-content.ts';
import { children, tileExtent, tileKey } from './tile-cover.ts';
import { composePicture } from './tile-picture.ts';

const middle = (tile: Tile): readonly [number, number] => {
  const [west, south, east, north] = tileExtent(tile);
  return [(west + east) / 2, (south + north) / 2];
};

const point = (id: string, tile: Tile): PointItem => ({ id, name: id, lonLat: [0, 0], position: middle(tile), symbol: '', level: '', state: '' });
const shape = (id: string): ShapeItem => ({ id, name: id, geometry: { type: 'LineString', coordinates: [[0, 0]] }, signature: 1, symbol: '', level: '', state: '' });

const content = (tile: Tile, ids: readonly string[], more: Partial<TileContent> = {}): TileContent => ({
  tile,
  revision: 1,
  points: ids.map((id) => point(id, tile)),
  clusters: [],
  shapes: [],
  omittedCount: 0,
  heardAt: null,
  ...more,
});

const shelf = (...contents: readonly TileContent[]) => {
  const byKey = new Map(contents.map((each) => [tileKey(each.tile), each]));
  return (tile: Tile): TileContent | null => byKey.get(tileKey(tile)) ?? null;
};

const wanted: Tile = { z: 12, x: 3400, y: 1700 };
const ids = (picture: { readonly points: readonly PointItem[] }): readonly string[] => picture.points.map(({ id }) => id).toSorted();

test('a tile that is here is shown as it is', () => {
  expect(ids(composePicture([wanted], shelf(content(wanted, ['a', 'b']))))).toEqual(['a', 'b']);
});

test('while a closer tile loads, the part of the coarser one that lies in it stays, and no more', () => {
  const parent: Tile = { z: 11, x: 1700, y: 850 };
  const inside = point('inside', wanted);
  const beside = point('beside', { z: 12, x: 3401, y: 1700 });
  const picture = composePicture([wanted], shelf(content(parent, [], { points: [inside, beside] })));
  expect(ids(picture)).toEqual(['inside']);
  expect(picture.gaps).toEqual([]);
});

test('while a coarser tile loads, the four finer ones stay', () => {
  const picture = composePicture([wanted], shelf(...children(wanted).map((child, index) => content(child, [`child${index}`]))));
  expect(ids(picture)).toEqual(['child0', 'child1', 'child2', 'child3']);
});

test('a coarser tile that covers everything is better than finer ones that leave a hole', () => {
  const parent: Tile = { z: 11, x: 1700, y: 850 };
  const [first] = children(wanted);
  const picture = composePicture([wanted], shelf(content(parent, [], { points: [point('coarse', wanted)] }), content(first ?? wanted, ['fine'])));
  expect(ids(picture)).toEqual(['coarse']);
});

test('a tile of which nothing is known is reported as a gap, not drawn as empty', () => {
  expect(composePicture([wanted], shelf()).gaps).toEqual([wanted]);
});

test('a shape that crosses several tiles comes once, from the finest of them', () => {
  const neighbour: Tile = { z: 12, x: 3401, y: 1700 };
  const parent: Tile = { z: 11, x: 1700, y: 851 };
  const below: Tile = { z: 12, x: 3400, y: 1702 };
  const tiles = shelf(content(wanted, [], { shapes: [shape('road')] }), content(neighbour, [], { shapes: [shape('road')] }), content(parent, [], { shapes: [shape('road')] }));
  const picture = composePicture([below, wanted, neighbour], tiles);
  expect(picture.shapes.map(({ shape: { id }, z }) => [id, z])).toEqual([['road', 12]]);
});

test('shapes the station left out are counted once for each tile shown', () => {
  const parent: Tile = { z: 11, x: 1700, y: 850 };
  const sibling: Tile = { z: 12, x: 3401, y: 1700 };
  expect(composePicture([wanted, sibling], shelf(content(parent, [], { omittedCount: 7 }))).omittedCount).toBe(7);
});
