import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packGeometry, packShapes, unpackShapes } from '../../../shared/domain/atlas/packed-shapes.ts';
import type { ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { geometryFault } from '../../../shared/domain/atlas/check-geometry.ts';
import { pixelMicrodegrees, simplifyShape } from './simplify-shape.ts';

const simplified = (geometry: Exclude<ThingGeometry, { readonly type: 'Point' }>, tolerance: number): ThingGeometry => {
  const [left] = unpackShapes(packShapes([simplifyShape(packGeometry(geometry), tolerance)]));
  if (left === undefined) throw new Error('nothing left');
  return left;
};

const position: fc.Arbitrary<LonLat> = fc.tuple(fc.integer({ min: 0, max: 1000 }).map((step) => (120_000 + step) / 1000), fc.integer({ min: 0, max: 1000 }).map((step) => (30_000 + step) / 1000));
const line = fc.array(position, { minLength: 2, maxLength: 40 });
const ring = fc.array(position, { minLength: 3, maxLength: 40 }).map((corners) => [...corners, ...corners.slice(0, 1)]);

/** In degrees of longitude, as the map shows it at 30° north. */
const distance = ([x, y]: LonLat, [x1, y1]: LonLat, [x2, y2]: LonLat): number => {
  const stretch = 1 / Math.cos((30 * Math.PI) / 180);
  const [px, py, dx, dy] = [x - x1, (y - y1) * stretch, x2 - x1, (y2 - y1) * stretch];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  return Math.hypot(px - share * dx, py - share * dy);
};

describe('a simplified shape', () => {
  test('keeps the ends of a line and stays within the tolerance of every position it leaves out', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 300_000 }), (coordinates, tolerance) => {
        const left = simplified({ type: 'LineString', coordinates }, tolerance);
        if (left.type !== 'LineString') throw new Error('no line');
        expect(left.coordinates[0]).toEqual(coordinates[0]);
        expect(left.coordinates.at(-1)).toEqual(coordinates.at(-1));
        for (const dropped of coordinates) {
          const nearest = Math.min(...left.coordinates.slice(1).map((to, index) => distance(dropped, left.coordinates[index] ?? to, to)));
          // The stretch is taken at the first position: a degree further north it is 1 % more.
          expect(nearest * 1e6).toBeLessThanOrEqual(tolerance * 1.03 + 1);
        }
      }),
    );
  });

  test('is still a whole area, whatever is left of it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 3_000_000 }), (coordinates, tolerance) => {
        const left = simplified({ type: 'MultiPolygon', coordinates }, tolerance);
        expect(geometryFault(left)).toBeNull();
        if (left.type !== 'MultiPolygon') throw new Error('no areas');
        expect(left.coordinates).toHaveLength(coordinates.length);
      }),
    );
  });

  test('loses the holes that are too small to see and keeps the area itself', () => {
    const square = (west: number, size: number): LonLat[] => [[west, 30], [west + size, 30], [west + size, 30 + size], [west, 30 + size], [west, 30]];
    const left = simplified({ type: 'Polygon', coordinates: [square(120, 1), square(120.2, 0.001), square(120.5, 0.3)] }, 10_000);
    expect(left).toEqual({ type: 'Polygon', coordinates: [square(120, 1), square(120.5, 0.3)] });
    expect(simplified({ type: 'Polygon', coordinates: [square(120, 0.001)] }, 1e6)).toMatchObject({ type: 'Polygon', coordinates: [{ length: 4 }] });
  });

  test('is measured in pixels of the zoom', () => {
    expect(pixelMicrodegrees(0)).toBe(1_406_250);
    expect(pixelMicrodegrees(10)).toBeCloseTo(1373.29, 2);
  });
});
