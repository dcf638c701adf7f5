import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { bufferArea, bufferLine } from './buffer.ts';
import { destination, distance, lineLength, multiPolygonArea } from './geodesy.ts';
import type { LineCoordinates, MultiPolygonCoordinates } from './geometry.ts';
import { checkPolygon } from './polygon-check.ts';
import { preparePolygon } from './prepared-polygon.ts';
import { circle } from './shapes.ts';

const made = (area: ReturnType<typeof bufferArea>): MultiPolygonCoordinates => {
  if (!area.ok) throw new Error(area.error.reason);
  return area.value;
};

const river: LineCoordinates = [[119.4, 28.4], [119.45, 28.43], [119.47, 28.41], [119.52, 28.47], [119.6, 28.46]];
const square = [[[120, 30], [120.1, 30], [120.1, 30.1], [120, 30.1], [120, 30]]] as const satisfies MultiPolygonCoordinates[0];

/** Nearest distance from a position to densely sampled points of a line. */
const distanceToLine = (position: LonLat, line: LineCoordinates): number => {
  let nearest = Infinity;
  line.slice(1).forEach((to, index) => {
    const from = line[index] ?? to;
    for (let step = 0; step <= 400; step += 1) {
      const at: LonLat = [from[0] + ((to[0] - from[0]) * step) / 400, from[1] + ((to[1] - from[1]) * step) / 400];
      nearest = Math.min(nearest, distance(position, at));
    }
  });
  return nearest;
};

describe('buffers', () => {
  it('puts the edge of a widened line at its distance, to 1 %', () => {
    for (const eachSide of [200, 1000]) {
      const corners = made(bufferLine(river, eachSide)).flat(2);
      expect(corners.length).toBeGreaterThan(70);
      for (const corner of corners) expect(Math.abs(distanceToLine(corner, river) / eachSide - 1)).toBeLessThan(0.01);
    }
  });

  it('keeps its distance on long straight lines, which bend on the plane and not on the map', () => {
    const parallel: LineCoordinates = [[119, 30], [120, 30]];
    const { contains, distanceToEdgeMetres } = preparePolygon(made(bufferLine(parallel, 100)));
    for (const longitude of [119.1, 119.25, 119.5, 119.77]) {
      expect(contains(longitude, 30)).toBe(true);
      expect(Math.abs(distanceToEdgeMetres(longitude, 30) - 100)).toBeLessThan(0.2);
    }
  });

  it('has the area of a strip with round ends', () => {
    const line: LineCoordinates = [[119.4, 28.4], destination([119.4, 28.4], 60, 3000)];
    const expected = 2 * 50 * lineLength(line) + Math.PI * 50 ** 2;
    expect(Math.abs(multiPolygonArea(made(bufferLine(line, 50))) / expected - 1)).toBeLessThan(0.001);
  });

  it('leaves a hole inside a loop', () => {
    const loop: LineCoordinates = [[119.4, 28.4], [119.45, 28.4], [119.45, 28.45], [119.4, 28.45], [119.4, 28.4]];
    const [part] = made(bufferLine(loop, 200));
    expect(part).toHaveLength(2);
  });

  it('widens and narrows areas', () => {
    const { contains } = preparePolygon(made(bufferArea([square], 500)));
    expect(contains(...destination([120.1, 30.05], 90, 499))).toBe(true);
    expect(contains(...destination([120.1, 30.05], 90, 501))).toBe(false);
    const narrowed = preparePolygon(made(bufferArea([square], -500)));
    expect(narrowed.contains(...destination([120.1, 30.05], 270, 499))).toBe(false);
    expect(narrowed.contains(...destination([120.1, 30.05], 270, 501))).toBe(true);
    expect(bufferArea([square], -6000)).toEqual({ ok: false, error: { reason: 'emptyResult' } });
  });

  it('joins parts that grow into each other', () => {
    const other = square.map((ring) => ring.map(([x, y]): LonLat => [x + 0.11, y]));
    expect(made(bufferArea([square, other], 100))).toHaveLength(2);
    expect(made(bufferArea([square, other], 600))).toHaveLength(1);
  });

  it('gives valid areas for any line, anywhere in China, that hold the line', () => {
    const centre = fc.tuple(fc.double({ min: 74, max: 134, noNaN: true }), fc.double({ min: 4, max: 53, noNaN: true }));
    const step = fc.tuple(fc.double({ min: -0.02, max: 0.02, noNaN: true }), fc.double({ min: -0.02, max: 0.02, noNaN: true }));
    fc.assert(
      fc.property(centre, fc.array(step, { minLength: 1, maxLength: 12 }), fc.double({ min: 20, max: 2000, noNaN: true }), (start, steps, eachSide) => {
        const line = steps.reduce<LonLat[]>((path, [x, y]) => [...path, [(path.at(-1)?.[0] ?? 0) + x, (path.at(-1)?.[1] ?? 0) + y]], [start]);
        const area = made(bufferLine(line, eachSide));
        for (const part of area) {
          expect(checkPolygon(part, { maximumVertices: 100_000 }).filter(({ reason }) => reason !== 'emptyArea')).toEqual([]);
        }
        const { contains } = preparePolygon(area);
        for (const position of line) expect(contains(...position)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('agrees with the circle for a line without length', () => {
    const disc = circle([119.4, 28.4], 300);
    if (!disc.ok) throw new Error(disc.error.reason);
    const area = multiPolygonArea(made(bufferLine([[119.4, 28.4], [119.4, 28.4]], 300)));
    expect(Math.abs(area / multiPolygonArea([disc.value]) - 1)).toBeLessThan(0.002);
  });

  it('never throws, whatever the rings, and gives closed rings of positions', () => {
    const near = fc.tuple(fc.double({ min: 119.4, max: 119.41, noNaN: true }), fc.double({ min: 28.4, max: 28.41, noNaN: true }));
    const coarse = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })).map(([x, y]): LonLat => [119.4 + x * 0.001, 28.4 + y * 0.001]);
    const ring = fc.array(fc.oneof(near, coarse), { maxLength: 9 }).map((corners) => [...corners, ...corners.slice(0, 1)]);
    fc.assert(
      fc.property(fc.array(fc.array(ring, { maxLength: 3 }), { maxLength: 2 }), fc.integer({ min: -300, max: 300 }), (area, metres) => {
        const widened = bufferArea(area, metres);
        for (const path of widened.ok ? widened.value.flat() : []) {
          expect(path.length).toBeGreaterThanOrEqual(4);
          expect(path.at(-1)).toEqual(path[0]);
          expect(path.flat().every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses with a reason', () => {
    const reasonOf = (area: ReturnType<typeof bufferArea>): string => (area.ok ? 'made' : area.error.reason);
    expect(reasonOf(bufferLine([[119.4, 28.4]], 100))).toBe('tooFewPoints');
    expect(reasonOf(bufferLine(river, 0))).toBe('badDistance');
    expect(reasonOf(bufferLine(river, -5))).toBe('badDistance');
    expect(reasonOf(bufferLine(river, Number.NaN))).toBe('badDistance');
    expect(reasonOf(bufferLine(river, 60_000))).toBe('badDistance');
    expect(reasonOf(bufferLine([[119, 28], [Number.NaN, 28]], 100))).toBe('badPosition');
    expect(reasonOf(bufferLine([[110, 28], [120, 28]], 100))).toBe('tooLarge');
    expect(reasonOf(bufferLine([[179.95, 28], [179.999, 28]], 1000))).toBe('offTheMap');
    expect(reasonOf(bufferLine(Array.from({ length: 5001 }, (): LonLat => [119, 28]), 100))).toBe('tooManyPoints');
    const zigzag = Array.from({ length: 200 }, (_, index): LonLat => [119 + (index % 2), 28 + index * 1e-4]);
    expect(reasonOf(bufferLine(zigzag, 100))).toBe('tooManyPoints');
    expect(reasonOf(bufferArea([], 100))).toBe('tooFewPoints');
    expect(reasonOf(bufferArea([[]], 100))).toBe('tooFewPoints');
    expect(reasonOf(bufferArea([[[...square[0].slice(0, 2), [120, 30]]]], 100))).toBe('tooFewPoints');
    expect(reasonOf(bufferArea([[square[0].slice(0, 4)]], 100))).toBe('notClosed');
    expect(reasonOf(bufferArea([[[[120, 30], [120, 30], [120, 30], [120, 30]]]], 100))).toBe('made');
  });
});
