import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packGeometry, packShapes, unpackShapes } from './packed-shapes.ts';
import type { ThingGeometry } from './thing.ts';
import type { LonLat } from '../../kernel/units.ts';

const degrees = (limit: number): fc.Arbitrary<number> => fc.integer({ min: -limit * 1e6, max: limit * 1e6 }).map((micro) => micro / 1e6);
const position: fc.Arbitrary<LonLat> = fc.tuple(degrees(180), degrees(90));
const line = fc.array(position, { minLength: 2, maxLength: 6 });
const ring = fc.array(position, { minLength: 3, maxLength: 6 }).map((corners) => [...corners, ...corners.slice(0, 1)]);
const polygon = fc.array(ring, { minLength: 1, maxLength: 3 });

const geometry: fc.Arbitrary<Exclude<ThingGeometry, { readonly type: 'Point' }>> = fc.oneof(
  line.map((coordinates) => ({ type: 'LineString' as const, coordinates })),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((coordinates) => ({ type: 'MultiLineString' as const, coordinates })),
  polygon.map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
  fc.array(polygon, { minLength: 1, maxLength: 3 }).map((coordinates) => ({ type: 'MultiPolygon' as const, coordinates })),
);

test('shapes packed and unpacked are the same shapes, wherever their bytes lie', () => {
  fc.assert(
    fc.property(fc.array(geometry, { maxLength: 6 }), fc.nat({ max: 7 }), (shapes, offset) => {
      const packed = packShapes(shapes.map(packGeometry));
      const moved = (bytes: Uint8Array): Uint8Array => {
        const room = new Uint8Array(bytes.length + offset);
        room.set(bytes, offset);
        return room.subarray(offset);
      };
      expect(unpackShapes({ structure: moved(packed.structure), positions: moved(packed.positions) })).toEqual(shapes);
    }),
  );
});

test('bytes that are not packed shapes are refused', () => {
  const packed = packShapes([packGeometry({ type: 'LineString', coordinates: [[1, 2], [3, 4]] })]);
  expect(() => unpackShapes({ ...packed, positions: packed.positions.subarray(0, 8) })).toThrow(RangeError);
  expect(() => unpackShapes({ ...packed, structure: packed.structure.subarray(0, 12) })).toThrow(RangeError);
  expect(() => unpackShapes({ ...packed, structure: new Uint8Array([9, 0, 0, 0]) })).toThrow(RangeError);
});
