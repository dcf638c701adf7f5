import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preparePolygon } from '../../geo/prepared-polygon.ts';
import { geometryBounds, representativePoint } from './geometry-place.ts';
import type { LonLat } from '../../kernel/units.ts';

/** A star-shaped ring around a centre: never crosses itself, often far from convex. */
const star = (centre: LonLat, radii: readonly number[]): LonLat[] => {
  const corners = radii.map((radius, index): LonLat => {
    const angle = (2 * Math.PI * index) / radii.length;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  return [...corners, ...corners.slice(0, 1)];
};

const radii = fc.array(fc.double({ min: 0.01, max: 0.5, noNaN: true }), { minLength: 5, maxLength: 30 });

describe('the point that stands for a thing', () => {
  test('lies inside its area, however the area winds', () => {
    fc.assert(
      fc.property(radii, (outer) => {
        const coordinates = [star([120, 30], outer)];
        const [longitude, latitude] = representativePoint({ type: 'Polygon', coordinates });
        expect(preparePolygon([coordinates]).contains(longitude, latitude)).toBe(true);
      }),
    );
  });

  test('is not in the hole of a ring-shaped area', () => {
    const coordinates = [star([120, 30], Array.from({ length: 24 }, () => 0.5)), star([120, 30], Array.from({ length: 24 }, () => 0.4))];
    const [longitude, latitude] = representativePoint({ type: 'Polygon', coordinates });
    expect(preparePolygon([coordinates]).contains(longitude, latitude)).toBe(true);
    expect(Math.hypot(longitude - 120, latitude - 30)).toBeGreaterThan(0.39);
  });

  test('lies half way along a line, and on the longest of several', () => {
    expect(representativePoint({ type: 'LineString', coordinates: [[120, 30], [120, 31], [120, 34]] })).toEqual([120, 32]);
    expect(representativePoint({ type: 'MultiLineString', coordinates: [[[0, 0], [0, 1]], [[5, 0], [5, 4]]] })).toEqual([5, 2]);
    expect(representativePoint({ type: 'LineString', coordinates: [[120, 30], [120, 30]] })).toEqual([120, 30]);
  });

  test('of several areas lies in the widest', () => {
    expect(representativePoint({ type: 'MultiPolygon', coordinates: [[star([10, 0], [1, 1, 1, 1, 1])], [star([20, 0], [3, 3, 3, 3, 3])]] })[0]).toBeGreaterThan(16);
  });
});

test('the rectangle around a geometry holds all of it and no more', () => {
  expect(geometryBounds({ type: 'MultiPolygon', coordinates: [[[[1, 2], [3, 2], [3, 5], [1, 2]]], [[[-4, 0], [0, 0], [0, 1], [-4, 0]]]] })).toEqual([-4, 0, 3, 5]);
  expect(geometryBounds({ type: 'Point', coordinates: [7, 8] })).toEqual([7, 8, 7, 8]);
});
