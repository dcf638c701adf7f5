import { area as turfArea, polygon as turfPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { azimuth, destination, distance, lineLength, multiPolygonArea, perimeter, polygonArea, ringArea } from './geodesy.ts';
import type { Ring } from './geometry.ts';

const square = (west: number, south: number, side: number): Ring => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

describe('geodesy', () => {
  it('adds up the length of a line', () => {
    const line: readonly LonLat[] = [[120.49, 30.08], [119.48, 28.45], [120.49, 30.08]];
    expect(lineLength(line)).toBeCloseTo(2 * 205610.74269388916, 3);
    expect(lineLength([[120, 30]])).toBe(0);
    expect(lineLength([])).toBe(0);
  });

  it('goes backwards for a negative distance', () => {
    const start: LonLat = [120.49, 30.08];
    const behind = destination(start, 30, -500);
    expect(distance(start, behind)).toBeCloseTo(500, 4);
    expect(azimuth(start, behind)).toBeCloseTo(210, 2);
  });

  it('measures a small square as PROJ does', () => {
    // PROJ 9.5.1, geodesic edges; for 1 km they differ from straight ones by less than 1 m².
    expect(Math.abs(polygonArea([square(120, 30, 0.01)]) - 1069521.1739587784)).toBeLessThan(1);
    expect(perimeter([square(120, 30, 0.01)])).toBeCloseTo(4146.679388054826, 2);
  });

  it('measures a cap of parallels exactly: the whole ellipsoid is 510,065,621 km²', () => {
    const world: Ring = [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]];
    expect(ringArea(world) / 1e6).toBeCloseTo(510_065_621.724, 2);
  });

  it('integrates slanting edges as finely divided ones', () => {
    const corners: readonly LonLat[] = [[118, 27], [122, 29], [119, 31], [118, 27]];
    const fine = corners.flatMap((to, index) => {
      const from = corners[index - 1];
      if (!from) return [to];
      return Array.from({ length: 1000 }, (_, step): LonLat => [
        from[0] + ((to[0] - from[0]) * (step + 1)) / 1000,
        from[1] + ((to[1] - from[1]) * (step + 1)) / 1000,
      ]);
    });
    expect(Math.abs(ringArea(corners) / ringArea(fine) - 1)).toBeLessThan(1e-9);
  });

  it('takes holes out and does not care which way rings run', () => {
    const [outer, hole] = [square(120, 30, 0.1), square(120.02, 30.02, 0.03)];
    const expected = ringArea(outer) - ringArea(hole);
    expect(polygonArea([outer, hole])).toBe(expected);
    expect(polygonArea([outer.toReversed(), hole])).toBeCloseTo(expected, 3);
    expect(multiPolygonArea([[outer, hole], [square(121, 30, 0.1)]])).toBeCloseTo(expected + ringArea(square(121, 30, 0.1)), 3);
    expect(polygonArea([])).toBe(0);
  });

  it('closes a ring left open', () => {
    const ring = square(120, 30, 0.01);
    expect(ringArea(ring.slice(0, -1))).toBeCloseTo(ringArea(ring), 6);
    expect(perimeter([ring.slice(0, -1)])).toBeCloseTo(perimeter([ring]), 6);
  });

  it('stays within 0.6 % of the sphere that Turf measures on', () => {
    const place = fc.tuple(fc.double({ min: 75, max: 134, noNaN: true }), fc.double({ min: 4, max: 53, noNaN: true }));
    fc.assert(
      fc.property(place, fc.double({ min: 0.001, max: 0.5, noNaN: true }), ([west, south], side) => {
        const ring = square(west, south, side);
        const onSphere = turfArea(turfPolygon([ring.map(([x, y]) => [x, y])]));
        expect(Math.abs(ringArea(ring) / onSphere - 1)).toBeLessThan(0.006);
      }),
    );
  });
});
