import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { segmentsMeet, sideOf } from './segments-meet.ts';

const point = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));

/** By counting on a fine grid of both segments: slow, but independent of the rules under test. */
const shareAPoint = (a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean => {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const determinant = ux * vy - uy * vx;
  const along = (p: LonLat, from: LonLat, to: LonLat): boolean =>
    (to[0] - from[0]) * (p[1] - from[1]) === (to[1] - from[1]) * (p[0] - from[0]) &&
    Math.min(from[0], to[0]) <= p[0] && p[0] <= Math.max(from[0], to[0]) &&
    Math.min(from[1], to[1]) <= p[1] && p[1] <= Math.max(from[1], to[1]);
  if (determinant === 0) return along(a, c, d) || along(b, c, d) || along(c, a, b) || along(d, a, b);
  const s = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / determinant;
  const t = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / determinant;
  return s >= 0 && s <= 1 && t >= 0 && t <= 1;
};

describe('segmentsMeet', () => {
  it('tells the kinds of meeting apart', () => {
    expect(segmentsMeet([0, 0], [2, 2], [0, 2], [2, 0])).toBe('crosses');
    expect(segmentsMeet([0, 0], [2, 0], [1, 0], [1, 5])).toBe('touches');
    expect(segmentsMeet([0, 0], [2, 0], [2, 0], [3, 1])).toBe('touches');
    expect(segmentsMeet([0, 0], [2, 0], [2, 0], [3, 0])).toBe('touches');
    expect(segmentsMeet([0, 0], [2, 0], [1, 0], [3, 0])).toBe('overlaps');
    expect(segmentsMeet([0, 0], [2, 0], [3, 0], [4, 0])).toBe('apart');
    expect(segmentsMeet([0, 0], [2, 0], [0, 1], [2, 1])).toBe('apart');
    expect(segmentsMeet([0, 0], [4, 4], [1, 1], [1, 1])).toBe('touches');
    expect(segmentsMeet([0, 0], [4, 4], [5, 5], [5, 5])).toBe('apart');
  });

  it('finds a shared point exactly when there is one, whichever way the segments run', () => {
    fc.assert(
      fc.property(point, point, point, point, (a, b, c, d) => {
        const expected = shareAPoint(a, b, c, d);
        expect(segmentsMeet(a, b, c, d) !== 'apart').toBe(expected);
        expect(segmentsMeet(d, c, a, b) !== 'apart').toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('says on which side of a line a point lies', () => {
    expect(sideOf([0, 0], [1, 0], [0, 1])).toBe(1);
    expect(sideOf([0, 0], [1, 0], [0, -1])).toBe(-1);
    expect(sideOf([0, 0], [1, 0], [7, 0])).toBe(0);
  });
});
