import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import type { PolygonCoordinates, Ring } from './geometry.ts';
import { checkPolygon } from './polygon-check.ts';

const square = (west: number, south: number, side: number): Ring => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

const reasons = (polygon: PolygonCoordinates, limits = {}): readonly string[] =>
  checkPolygon(polygon, limits).map(({ reason }) => reason);

describe('checkPolygon', () => {
  it('finds nothing wrong with a sound area, open water in it included', () => {
    expect(checkPolygon([square(120, 30, 0.1)])).toEqual([]);
    expect(checkPolygon([square(120, 30, 0.1), square(120.02, 30.02, 0.03), square(120.06, 30.06, 0.02)])).toEqual([]);
    expect(checkPolygon([square(120, 30, 0.1).toReversed()])).toEqual([]);
  });

  it('names the crossing of a bow tie: where, and which two segments', () => {
    const bowTie: Ring = [[120, 30], [120.1, 30.1], [120.1, 30], [120, 30.1], [120, 30]];
    const [problem, ...others] = checkPolygon([bowTie], { minimumArea: 0 });
    expect(others).toEqual([]);
    if (problem?.reason !== 'selfCrossing') throw new Error(`found ${problem?.reason}`);
    expect(problem.segments).toEqual([0, 2]);
    expect(problem.rings).toEqual([0, 0]);
    expect(problem.at[0]).toBeCloseTo(120.05, 9);
    expect(problem.at[1]).toBeCloseTo(30.05, 9);
  });

  it('finds every crossing of random scribbles, and no other', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
    const side = (a: LonLat, b: LonLat, c: LonLat): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
    let crossings = 0;
    fc.assert(
      fc.property(fc.array(corner, { minLength: 4, maxLength: 12 }), (corners) => {
        const ring: Ring = [...corners, ...corners.slice(0, 1)];
        const expected = new Map<string, LonLat>();
        corners.forEach((a, first) => {
          corners.forEach((c, second) => {
            const [b, d] = [ring[first + 1] ?? a, ring[second + 1] ?? c];
            if (second <= first || side(a, b, c) * side(a, b, d) >= 0 || side(c, d, a) * side(c, d, b) >= 0) return;
            const share = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) /
              ((b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]));
            expected.set(`${first} ${second}`, [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
          });
        });
        if (expected.size > 40) return;
        const found = checkPolygon([ring]).flatMap((problem) => (problem.reason === 'selfCrossing' ? [problem] : []));
        for (const { segments } of found) expect(expected.has(segments.join(' '))).toBe(true);
        // Lines that cross in one place are one entry.
        for (const at of expected.values()) {
          expect(found.some((problem) => Math.hypot(problem.at[0] - at[0], problem.at[1] - at[1]) < 1e-9)).toBe(true);
        }
        crossings += found.length;
      }),
      { numRuns: 1000 },
    );
    expect(crossings).toBeGreaterThan(1000);
  });

  it('tells touching and doubling back from crossing', () => {
    const hourglass: Ring = [[120, 30], [120.1, 30], [120.05, 30.05], [120.1, 30.1], [120, 30.1], [120.05, 30.05], [120, 30]];
    expect(checkPolygon([hourglass])).toEqual([
      { reason: 'selfTouching', rings: [0, 0], segments: [expect.any(Number), expect.any(Number)], at: [120.05, 30.05] },
    ]);
    const spike: Ring = [[120, 30], [120.1, 30], [120.2, 30], [120.1, 30], [120.1, 30.1], [120, 30]];
    expect(checkPolygon([spike]).some(({ reason }) => reason === 'doublesBack')).toBe(true);
  });

  it('says which points are missing, repeated, no position or out of the county', () => {
    expect(checkPolygon([[[120, 30], [120.1, 30], [120, 30]]])).toContainEqual({ reason: 'tooFewPoints', ring: 0, distinctPoints: 2 });
    expect(checkPolygon([[]])).toContainEqual({ reason: 'tooFewPoints', ring: 0, distinctPoints: 0 });
    expect(checkPolygon([square(120, 30, 0.1).slice(0, -1)])).toEqual([{ reason: 'notClosed', ring: 0 }]);
    const repeated: Ring = [[120, 30], [120.1, 30], [120.1, 30], [120.1, 30.1], [120, 30]];
    expect(checkPolygon([repeated])).toEqual([{ reason: 'repeatedPoint', ring: 0, point: 2, at: [120.1, 30] }]);
    const broken: Ring = [[120, 30], [Number.NaN, 30], [120.1, 30.1], [120, 30]];
    expect(checkPolygon([broken])).toEqual([{ reason: 'notAPosition', ring: 0, point: 1 }]);
    expect(checkPolygon([square(120, 30, 0.1)], { bounds: [119.9, 29.9, 120.05, 30.2] })).toEqual([
      { reason: 'outOfBounds', ring: 0, point: 1, at: [120.1, 30] },
      { reason: 'outOfBounds', ring: 0, point: 2, at: [120.1, 30.1] },
    ]);
  });

  it('finds areas of nothing', () => {
    expect(reasons([[[120, 30], [120.1, 30.1], [120.2, 30.2], [120, 30]]])).toContain('emptyArea');
    expect(reasons([])).toEqual(['noRings']);
  });

  it('finds holes that leave the area, cross it or overlap', () => {
    const outer = square(120, 30, 0.1);
    expect(checkPolygon([outer, square(120.2, 30, 0.01)])).toEqual([{ reason: 'holeOutside', ring: 1 }]);
    expect(reasons([outer, square(120.09, 30.04, 0.02)])).toEqual(['ringsCross', 'ringsCross']);
    expect(checkPolygon([outer, square(120.02, 30.02, 0.05), square(120.03, 30.03, 0.01)])).toEqual([
      { reason: 'holesOverlap', rings: [1, 2] },
    ]);
  });

  it('allows a hole to touch the edge at a corner', () => {
    const touching: Ring = [[120.05, 30], [120.06, 30.02], [120.04, 30.02], [120.05, 30]];
    expect(checkPolygon([square(120, 30, 0.1), touching])).toEqual([]);
  });

  it('stops at too many vertices and at a scribble with more problems than anyone reads', () => {
    const ring = Array.from({ length: 6001 }, (_, index): LonLat => [120 + (index % 6000) * 1e-5, 30]);
    expect(checkPolygon([ring])).toEqual([{ reason: 'tooManyVertices', vertices: 6001, maximum: 5000 }]);
    const zigzag = Array.from({ length: 200 }, (_, index): LonLat => [120 + (index % 2) * 0.1, 30 + ((index * 37) % 200) * 0.001]);
    expect(checkPolygon([[...zigzag, ...zigzag.slice(0, 1)]])).toHaveLength(50);
  });

  it('never throws, whatever the rings', () => {
    const any = fc.double({ min: -200, max: 200 });
    const coarse = fc.integer({ min: 0, max: 4 });
    const position = fc.oneof(fc.tuple(any, any), fc.tuple(coarse, coarse));
    fc.assert(
      fc.property(fc.array(fc.array(position, { maxLength: 9 }), { maxLength: 3 }), (polygon) => {
        expect(checkPolygon(polygon).length).toBeLessThanOrEqual(50);
      }),
      { numRuns: 2000 },
    );
  });
});
