// Lines and areas as flat numbers: what tiles carry, so that 20,000 positions cost one copy and not 20,000 objects.
import { assertNever } from '../../kernel/assert-never.ts';
import type { LonLat } from '../../kernel/units.ts';
import type { ThingGeometry } from './thing.ts';

/** A line is a part of one ring; a polygon is a part of its outer ring and its holes. */
export interface PackedGeometry {
  readonly type: Exclude<ThingGeometry['type'], 'Point'>;
  /** Number of parts; for each part its number of rings; for each of these its number of positions. */
  readonly structure: readonly number[];
  /** Microdegrees: longitude, latitude, longitude, latitude … */
  readonly positions: Int32Array;
}

export interface PackedShapes {
  /** Uint32 little endian. For each shape: 1 LineString, 2 MultiLineString, 3 Polygon, 4 MultiPolygon; then its structure. */
  readonly structure: Uint8Array;
  /** Int32 little endian pairs of microdegrees of all shapes. */
  readonly positions: Uint8Array;
}

const TYPES = ['LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] as const;
const PER_DEGREE = 1e6;

type Line = readonly LonLat[];

const partsOf = (geometry: Exclude<ThingGeometry, { readonly type: 'Point' }>): readonly (readonly Line[])[] => {
  switch (geometry.type) {
    case 'LineString':
      return [[geometry.coordinates]];
    case 'MultiLineString':
      return geometry.coordinates.map((line) => [line]);
    case 'Polygon':
      return [geometry.coordinates];
    case 'MultiPolygon':
      return geometry.coordinates;
    default:
      return assertNever(geometry);
  }
};

/** Rounds to microdegrees (0.11 m). */
export const packGeometry = (geometry: Exclude<ThingGeometry, { readonly type: 'Point' }>): PackedGeometry => {
  const parts = partsOf(geometry);
  const structure: number[] = [parts.length];
  let count = 0;
  for (const part of parts) {
    structure.push(part.length);
    for (const ring of part) {
      structure.push(ring.length);
      count += ring.length;
    }
  }
  const positions = new Int32Array(2 * count);
  let at = 0;
  for (const part of parts) {
    for (const ring of part) {
      for (const [longitude, latitude] of ring) {
        positions[at] = Math.round(longitude * PER_DEGREE);
        positions[at + 1] = Math.round(latitude * PER_DEGREE);
        at += 2;
      }
    }
  }
  return { type: geometry.type, structure, positions };
};

const littleEndian = (values: ArrayLike<number>, set: (view: DataView, offset: number, value: number) => void): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < values.length; index += 1) set(view, 4 * index, values[index] ?? 0);
  return bytes;
};

/** Int32 little endian bytes. */
export const signedBytes = (values: ArrayLike<number>): Uint8Array<ArrayBuffer> => littleEndian(values, (view, offset, value) => view.setInt32(offset, value, true));

export const packShapes = (shapes: readonly PackedGeometry[]): { readonly [part in keyof PackedShapes]: Uint8Array<ArrayBuffer> } => {
  const structure = shapes.flatMap((shape) => [TYPES.indexOf(shape.type) + 1, ...shape.structure]);
  const positions = new Int32Array(shapes.reduce((sum, shape) => sum + shape.positions.length, 0));
  let at = 0;
  for (const shape of shapes) {
    positions.set(shape.positions, at);
    at += shape.positions.length;
  }
  return { structure: littleEndian(structure, (view, offset, value) => view.setUint32(offset, value, true)), positions: signedBytes(positions) };
};

interface Reading {
  readonly next: () => number;
  readonly ring: (count: number) => Line;
  readonly isAtEnd: () => boolean;
}

const readingOf = (packed: PackedShapes): Reading => {
  const structure = new DataView(packed.structure.buffer, packed.structure.byteOffset, packed.structure.byteLength);
  const positions = new DataView(packed.positions.buffer, packed.positions.byteOffset, packed.positions.byteLength);
  let [at, position] = [0, 0];
  return {
    next: () => {
      at += 4;
      return structure.getUint32(at - 4, true);
    },
    ring: (count) =>
      Array.from({ length: count }, () => {
        position += 8;
        return [positions.getInt32(position - 8, true) / PER_DEGREE, positions.getInt32(position - 4, true) / PER_DEGREE] as const;
      }),
    isAtEnd: () => at >= structure.byteLength,
  };
};

const geometryOf = (type: (typeof TYPES)[number], parts: readonly (readonly Line[])[]): ThingGeometry => {
  switch (type) {
    case 'LineString':
      return { type, coordinates: parts[0]?.[0] ?? [] };
    case 'MultiLineString':
      return { type, coordinates: parts.map((part) => part[0] ?? []) };
    case 'Polygon':
      return { type, coordinates: parts[0] ?? [] };
    case 'MultiPolygon':
      return { type, coordinates: parts };
    default:
      return assertNever(type);
  }
};

/** The shapes in the order they were packed. Bytes that are not packed shapes throw a RangeError. */
export const unpackShapes = (packed: PackedShapes): readonly ThingGeometry[] => {
  const reading = readingOf(packed);
  const shapes: ThingGeometry[] = [];
  while (!reading.isAtEnd()) {
    const type = TYPES[reading.next() - 1];
    if (type === undefined) throw new RangeError('these bytes are not packed shapes');
    const rings = Array.from({ length: reading.next() }, () => Array.from({ length: reading.next() }, () => reading.next()));
    shapes.push(geometryOf(type, rings.map((part) => part.map((count) => reading.ring(count)))));
  }
  return shapes;
};
