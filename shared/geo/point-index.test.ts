import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bounds, LonLat } from '../kernel/units.ts';
import { distance } from './geodesy.ts';
import { createPointIndex } from './point-index.ts';
import type { PointIndex } from './point-index.ts';

const indexOf = (points: readonly LonLat[]): PointIndex =>
  createPointIndex(Float64Array.from(points, ([x]) => x), Float64Array.from(points, ([, y]) => y));

const found = (index: PointIndex, bounds: Bounds): readonly number[] => {
  const list: number[] = [];
  index.inBounds(bounds, (at) => list.push(at));
  return list.toSorted((first, second) => first - second);
};

/** Some on a coarse grid, so that places repeat and lie on the edges of rectangles. */
const point = fc.oneof(
  fc.tuple(fc.double({ min: 73, max: 136, noNaN: true }), fc.double({ min: 3, max: 54, noNaN: true })),
  fc.tuple(fc.integer({ min: 119, max: 122 }), fc.integer({ min: 28, max: 31 })),
);
const points = fc.array(point, { maxLength: 400 });

describe('createPointIndex', () => {
  it('finds exactly the points of a rectangle, those on its edges included', () => {
    fc.assert(
      fc.property(points, point, point, (all, first, second) => {
        const bounds: Bounds = [Math.min(first[0], second[0]), Math.min(first[1], second[1]), Math.max(first[0], second[0]), Math.max(first[1], second[1])];
        const expected = all.flatMap(([x, y], at) => (x >= bounds[0] && x <= bounds[2] && y >= bounds[1] && y <= bounds[3] ? [at] : []));
        expect(found(indexOf(all), bounds)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('hands over each point’s own place', () => {
    const all: readonly LonLat[] = [[120, 30], [121, 31], [120.5, 30.5]];
    indexOf(all).inBounds([119, 29, 122, 32], (at, longitude, latitude) => {
      expect([longitude, latitude]).toEqual(all[at]);
    });
  });

  it('finds exactly the nearest by geodesic distance, nearest first', () => {
    fc.assert(
      fc.property(points, point, fc.integer({ min: 1, max: 12 }), fc.double({ min: 1000, max: 5e6, noNaN: true }), (all, from, count, maximum) => {
        const expected = all
          .map((to, index) => ({ index, metres: distance(from, to) }))
          .filter(({ metres }) => metres <= maximum)
          .toSorted((first, second) => first.metres - second.metres || first.index - second.index)
          .slice(0, count);
        expect(indexOf(all).nearest(from, count, maximum)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out points without a place', () => {
    const index = createPointIndex(Float64Array.of(120, Number.NaN, 121), Float64Array.of(30, 30, Number.NaN));
    expect(index.size).toBe(1);
    expect(found(index, [-180, -90, 180, 90])).toEqual([0]);
    expect(index.nearest([120, 30], 5, Infinity).map((near) => near.index)).toEqual([0]);
  });

  it('may be asked again while it answers', () => {
    const all = Array.from({ length: 300 }, (_, at): LonLat => [120 + (at % 20) * 0.01, 30 + Math.floor(at / 20) * 0.01]);
    const index = indexOf(all);
    let [outer, inner] = [0, 0];
    index.inBounds([119, 29, 121, 31], () => {
      outer += 1;
      index.inBounds([120, 30, 120.005, 30.005], () => {
        inner += 1;
      });
    });
    expect([outer, inner]).toEqual([300, 300]);
  });

  it('finds nothing in nothing, and nothing for NaN or none asked for', () => {
    expect(found(indexOf([]), [-180, -90, 180, 90])).toEqual([]);
    expect(indexOf([]).nearest([120, 30], 3, Infinity)).toEqual([]);
    const one = indexOf([[120, 30]]);
    expect(one.nearest([120, 30], 0, Infinity)).toEqual([]);
    expect(one.nearest([120, 30], 1, Number.NaN)).toEqual([]);
    expect(one.nearest([Number.NaN, 30], 1, 1000)).toEqual([]);
  });

  it('does not follow later changes of the arrays it was made from', () => {
    const longitudes = Float64Array.of(120);
    const index = createPointIndex(longitudes, Float64Array.of(30));
    longitudes[0] = 0;
    expect(found(index, [119, 29, 121, 31])).toEqual([0]);
  });

  it('throws when the arrays do not belong together', () => {
    expect(() => createPointIndex(Float64Array.of(1, 2), Float64Array.of(1))).toThrow('2 longitudes but 1 latitudes');
  });
});
