import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tileOf } from '../../../shared/geo/tile-grid.ts';
import { createPointGrid, type GridTile, type PointColumns, TILE_BITS } from './point-grid.ts';

interface Place {
  readonly longitude: number;
  readonly latitude: number;
  readonly level: number;
}

const LEVELS = 5;

const columnsOf = (places: readonly Place[]): PointColumns => {
  const tiles = places.map(({ longitude, latitude }) => {
    const tile = tileOf([longitude, latitude], TILE_BITS);
    if (!tile.ok) throw new Error('off the grid');
    return tile.value;
  });
  return {
    longitudes: Float64Array.from(places, ({ longitude }) => longitude),
    latitudes: Float64Array.from(places, ({ latitude }) => latitude),
    tileX: Int32Array.from(tiles, ({ x }) => x),
    tileY: Int32Array.from(tiles, ({ y }) => y),
    levels: Uint8Array.from(places, ({ level }) => level),
  };
};

const slotsIn = (places: readonly Place[], present: ReadonlySet<number>, z: number, x: number, y: number): readonly number[] =>
  [...present].filter((slot) => {
    const place = places[slot];
    const tile = place === undefined ? null : tileOf([place.longitude, place.latitude], z);
    return tile?.ok === true && tile.value.x === x && tile.value.y === y;
  });

const mean = (places: readonly Place[], slots: readonly number[], pick: (place: Place) => number): number =>
  slots.reduce((sum, slot) => sum + Math.round(pick(places[slot] ?? { longitude: 0, latitude: 0, level: 0 }) * 1e6), 0) / slots.length / 1e6;

/** What a tile must be, found by looking at every point. */
const bruteTile = (places: readonly Place[], present: ReadonlySet<number>, z: number, x: number, y: number): GridTile => {
  const inside = slotsIn(places, present, z, x, y);
  if (inside.length <= 256) return { points: inside.toSorted((left, right) => left - right), clusters: [] };
  const cells = Array.from({ length: 16 }, (_, cell) => slotsIn(places, new Set(inside), z + 2, 4 * x + (cell % 4), 4 * y + Math.floor(cell / 4)));
  return {
    points: cells.flatMap((cell) => (cell.length === 1 ? cell : [])).toSorted((left, right) => left - right),
    clusters: cells
      .filter((cell) => cell.length > 1)
      .map((cell) => ({
        position: [mean(places, cell, ({ longitude }) => longitude), mean(places, cell, ({ latitude }) => latitude)],
        count: cell.length,
        levels: Array.from({ length: LEVELS }, (_, level) => cell.filter((slot) => places[slot]?.level === level).length),
      })),
  };
};

const level = fc.integer({ min: 0, max: LEVELS - 1 });
const anywhere = fc.record({ longitude: fc.double({ min: -180, max: 180, noNaN: true }), latitude: fc.double({ min: -85.05, max: 85.05, noNaN: true }), level });
const inCounty = fc.record({ longitude: fc.double({ min: 120.2, max: 120.9, noNaN: true }), latitude: fc.double({ min: 29.6, max: 30.3, noNaN: true }), level });
/** Many within a few metres, some on the very same place, so that deep tiles are crowded too. */
const inVillage = fc.record({ longitude: fc.integer({ min: 0, max: 40 }).map((step) => 120.5 + step * 1e-6), latitude: fc.constant(30.01), level });

const tilesOf = (place: Place, z: number): readonly (readonly [number, number])[] => {
  const tile = tileOf([place.longitude, place.latitude], z);
  if (!tile.ok) return [];
  const last = 2 ** z - 1;
  const { x, y } = tile.value;
  return [[x, y], [Math.min(last, x + 1), y], [x, Math.max(0, y - 1)]];
};

const crowd = fc.tuple(fc.array(inCounty, { minLength: 300, maxLength: 600 }), fc.array(inVillage, { minLength: 280, maxLength: 400 }), fc.array(anywhere, { maxLength: 50 })).map((parts) => parts.flat());

describe('the grid of points', () => {
  test('answers every tile as if it looked at every point, also after points have gone and come back', () => {
    fc.assert(
      fc.property(crowd, fc.array(fc.nat(), { maxLength: 200 }), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (places, gone, looks) => {
        const columns = columnsOf(places);
        const grid = createPointGrid(columns, LEVELS);
        const present = new Set(places.keys());
        for (const slot of present) grid.insert(slot);
        for (const [index, number] of gone.entries()) {
          const slot = number % places.length;
          if (present.has(slot)) {
            grid.remove(slot);
            present.delete(slot);
          } else if (index % 2 === 0) {
            grid.insert(slot);
            present.add(slot);
          }
        }
        expect(grid.size()).toBe(present.size);
        for (const look of looks) {
          const place = places[look % places.length];
          if (place === undefined) continue;
          for (let z = 0; z <= 20; z += 1) for (const [x, y] of tilesOf(place, z)) expect(grid.tile(z, x, y)).toEqual(bruteTile(places, present, z, x, y));
        }
      }),
      { numRuns: 6 },
    );
  });

  test('has every point of the world in exactly one tile of each zoom', () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 20 }), (places, z) => {
        const grid = createPointGrid(columnsOf(places), LEVELS);
        for (const slot of places.keys()) grid.insert(slot);
        const tiles = new Map<string, readonly [number, number]>();
        for (const place of places) for (const [x, y] of tilesOf(place, z)) tiles.set(`${x} ${y}`, [x, y]);
        const seen = [...tiles.values()].flatMap(([x, y]) => [...grid.tile(z, x, y).points]);
        expect(seen.toSorted((left, right) => left - right)).toEqual([...places.keys()]);
      }),
    );
  });

  test('covers the whole world at low zooms without losing or doubling a point', () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 300, maxLength: 900 }), (places) => {
        const grid = createPointGrid(columnsOf(places), LEVELS);
        for (const slot of places.keys()) grid.insert(slot);
        for (let z = 0; z <= 4; z += 1) {
          let total = 0;
          for (let x = 0; x < 2 ** z; x += 1) {
            for (let y = 0; y < 2 ** z; y += 1) {
              const tile = grid.tile(z, x, y);
              total += tile.points.length + tile.clusters.reduce((sum, { count }) => sum + count, 0);
            }
          }
          expect(total).toBe(places.length);
        }
      }),
      { numRuns: 20 },
    );
  });
});
