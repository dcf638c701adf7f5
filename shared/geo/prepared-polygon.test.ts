import { booleanIntersects, booleanPointInPolygon, lineString, multiPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { distance } from './geodesy.ts';
import type { MultiPolygonCoordinates, Ring } from './geometry.ts';
import { preparePolygon } from './prepared-polygon.ts';
import { circle } from './shapes.ts';

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A star around a centre; on a coarse grid it has horizontal, vertical and zero-length edges. */
const star = (random: () => number, centre: LonLat, radius: number, corners: number, grid: number): Ring => {
  const snap = (value: number): number => (grid === 0 ? value : Math.round(value / grid) * grid);
  const ring = Array.from({ length: corners }, (_, index): LonLat => {
    const angle = (2 * Math.PI * (index + random() * 0.8)) / corners;
    const reach = radius * (0.3 + 0.7 * random());
    return [snap(centre[0] + reach * Math.cos(angle)), snap(centre[1] + reach * Math.sin(angle))];
  });
  return [...ring, ...ring.slice(0, 1)];
};

const areas = (random: () => number, grid: number): MultiPolygonCoordinates => [
  [star(random, [120.5, 30.1], 0.1, 3 + Math.floor(random() * 60), grid), star(random, [120.5, 30.1], 0.025, 8, grid)],
  // Overlaps the first part: both count.
  [star(random, [120.56, 30.12], 0.05, 12, grid)],
  [[[120.3, 30], [120.35, 30], [120.35, 30.05], [120.32, 30.05], [120.32, 30.02], [120.3, 30.02], [120.3, 30]]],
];

const trialPoints = (random: () => number, area: MultiPolygonCoordinates, grid: number): readonly LonLat[] => {
  const corners = area.flat(2);
  const middles = area.flat().flatMap((ring) =>
    ring.slice(1).map((to, index): LonLat => {
      const from = ring[index] ?? to;
      return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    }),
  );
  const levelWithCorners = corners.map(([, latitude]): LonLat => [120.25 + 0.4 * random(), latitude]);
  const scattered = Array.from({ length: 2500 }, (): LonLat => {
    const [x, y] = [120.25 + 0.45 * random(), 29.95 + 0.3 * random()];
    return grid === 0 ? [x, y] : [Math.round(x / grid) * grid, Math.round(y / grid) * grid];
  });
  return [...corners, ...middles, ...levelWithCorners, ...scattered];
};

const mutable = (area: MultiPolygonCoordinates): number[][][][] => area.map((part) => part.map((ring) => ring.map(([x, y]) => [x, y])));

const square: Ring = [[120, 30], [120.01, 30], [120.01, 30.01], [120, 30.01], [120, 30]];

describe('preparePolygon', () => {
  it('agrees with Turf on over 100,000 points, corners, edge middles, holes and level edges included', () => {
    const random = seeded(20_261_122);
    let [asked, onEdge] = [0, 0];
    for (let round = 0; round < 45; round += 1) {
      const grid = [0, 0.001, 0.0078125][round % 3] ?? 0;
      const area = areas(random, grid);
      const prepared = preparePolygon(area);
      const feature = multiPolygon(mutable(area));
      for (const point of trialPoints(random, area, grid)) {
        const expected = booleanPointInPolygon([...point], feature);
        if (prepared.contains(...point) !== expected) throw new Error(`round ${round}: ${point.join()} expected ${expected}`);
        asked += 1;
        if (expected && !booleanPointInPolygon([...point], feature, { ignoreBoundary: true })) onEdge += 1;
      }
    }
    expect(asked).toBeGreaterThan(100_000);
    expect(onEdge).toBeGreaterThan(3000);
  }, 120_000);

  it('counts edges and corners, those of holes too, as inside and the rest of a hole as outside', () => {
    const hole: Ring = [[120.004, 30.004], [120.004, 30.006], [120.006, 30.006], [120.006, 30.004], [120.004, 30.004]];
    const { contains } = preparePolygon([[square, hole]]);
    expect(contains(120, 30)).toBe(true);
    expect(contains(120.005, 30)).toBe(true);
    expect(contains(120.004, 30.005)).toBe(true);
    expect(contains(120.005, 30.005)).toBe(false);
    expect(contains(120.002, 30.005)).toBe(true);
    expect(contains(119.999, 30.005)).toBe(false);
  });

  it('is outside for NaN, and has neither inside nor edge when empty', () => {
    expect(preparePolygon([[square]]).contains(Number.NaN, 30.005)).toBe(false);
    const nothing = preparePolygon([]);
    expect(nothing.contains(120, 30)).toBe(false);
    expect(nothing.distanceToEdgeMetres(120, 30)).toBe(Infinity);
    expect(nothing.intersectsSegment([119, 29], [121, 31])).toBe(false);
  });

  it('closes a ring left open', () => {
    const [open, whole] = [preparePolygon([[square.slice(0, -1)]]), preparePolygon([[square]])];
    expect(open.contains(120.005, 30.005)).toBe(true);
    expect(open.distanceToEdgeMetres(119.99, 30.005)).toBe(whole.distanceToEdgeMetres(119.99, 30.005));
  });

  it('keeps its speed-up exact for tall edges that pass through every band', () => {
    const comb = Array.from({ length: 400 }, (_, tooth): LonLat => [120 + tooth * 1e-4, tooth % 2 === 0 ? 30 : 30.5]);
    const ring: Ring = [...comb, [120.04, 29.9], [120, 29.9], [120, 30]];
    const { contains } = preparePolygon([[ring]]);
    const feature = multiPolygon(mutable([[ring]]));
    const random = seeded(7);
    for (let round = 0; round < 2000; round += 1) {
      const point: LonLat = [119.99 + random() * 0.06, 29.85 + random() * 0.7];
      expect(contains(...point)).toBe(booleanPointInPolygon([...point], feature));
    }
  });

  it('measures the distance to the edge from both sides to 0.1 %', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 100, max: 10_000, noNaN: true }),
        fc.tuple(fc.double({ min: -0.1, max: 0.1, noNaN: true }), fc.double({ min: -0.1, max: 0.1, noNaN: true })),
        fc.double({ min: 18, max: 53, noNaN: true }),
        (radius, [east, north], latitude) => {
          const centre: LonLat = [120, latitude];
          const area = circle(centre, radius);
          if (!area.ok) throw new Error(area.error.reason);
          const point: LonLat = [120 + east, latitude + north];
          const expected = Math.abs(distance(centre, point) - radius);
          const measured = preparePolygon([area.value]).distanceToEdgeMetres(...point);
          // The chords lie 0.0153 % of the radius inside the circle.
          expect(Math.abs(measured - expected)).toBeLessThan(0.0002 * radius + 0.001 * expected + 0.01);
        },
      ),
    );
  });

  it('finds the same nearest edge as trying all edges', () => {
    const random = seeded(3);
    const area = areas(random, 0);
    const prepared = preparePolygon(area);
    const singles = area.flat().flatMap((ring) => ring.slice(1).map((to, index) => preparePolygon([[[ring[index] ?? to, to]]])));
    for (let round = 0; round < 300; round += 1) {
      const point: LonLat = [120.2 + random() * 0.6, 29.8 + random() * 0.6];
      const nearest = Math.min(...singles.map((edge) => edge.distanceToEdgeMetres(...point)));
      expect(prepared.distanceToEdgeMetres(...point)).toBeCloseTo(nearest, 6);
      expect(prepared.distanceToEdgeMetres(...point, nearest * 1.01)).toBeCloseTo(nearest, 6);
      expect(prepared.distanceToEdgeMetres(...point, nearest * 0.99)).toBe(Infinity);
    }
  });

  it('meets segments as Turf does', () => {
    const random = seeded(11);
    let meeting = 0;
    for (let round = 0; round < 20; round += 1) {
      const area = areas(random, round % 2 === 0 ? 0 : 0.001);
      const prepared = preparePolygon(area);
      const feature = multiPolygon(mutable(area));
      for (let trial = 0; trial < 40; trial += 1) {
        const at = (): LonLat => [120.2 + random() * 0.5, 29.95 + random() * 0.3];
        const [from, to] = [at(), at()];
        const expected = booleanIntersects(lineString([[...from], [...to]]), feature);
        expect(prepared.intersectsSegment(from, to)).toBe(expected);
        if (expected) meeting += 1;
      }
    }
    expect(meeting).toBeGreaterThan(100);
    expect(meeting).toBeLessThan(800);
  });

  it('meets a segment that only touches a corner or lies along an edge', () => {
    const { intersectsSegment } = preparePolygon([[square]]);
    expect(intersectsSegment([119.99, 30.02], [120.01, 30])).toBe(true);
    expect(intersectsSegment([119.99, 30.01], [120.02, 30.01])).toBe(true);
    expect(intersectsSegment([119.99, 30.0101], [120.02, 30.0101])).toBe(false);
    expect(intersectsSegment([119, 29], [121, 29.5])).toBe(false);
  });

  it('sees a loudspeaker’s circle reach in from outside, lie within, and stay away', () => {
    const { intersectsCircle, distanceToEdgeMetres } = preparePolygon([[square]]);
    const away = distanceToEdgeMetres(119.99, 30.005);
    expect(away).toBeGreaterThan(960);
    expect(intersectsCircle(119.99, 30.005, away + 0.1)).toBe(true);
    expect(intersectsCircle(119.99, 30.005, away - 0.1)).toBe(false);
    expect(intersectsCircle(120.005, 30.005, 1)).toBe(true);
    expect(intersectsCircle(120.005, 30.005, Number.NaN)).toBe(false);
    expect(intersectsCircle(120.005, 30.005, -1)).toBe(false);
  });

  it('knows its bounds', () => {
    expect(preparePolygon([[square]]).bounds).toEqual([120, 30, 120.01, 30.01]);
  });
});
