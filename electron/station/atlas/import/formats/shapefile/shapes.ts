// Reads the shapes of a .shp record by record (ESRI Shapefile Technical Description, July 1998).
import { damaged, tooLarge } from '../../import-failure.ts';
import type { ImportLimits } from '../../limits.ts';
import type { ExactReader } from '../../source/exact-reader.ts';
import type { SourceGeometry, SourcePair, SourceTroubleCode } from '../format.ts';
import { polygonsOf } from './rings.ts';

export interface Shape {
  readonly geometry: SourceGeometry | null;
  readonly trouble: SourceTroubleCode | null;
}

const HEADER_BYTES = 100;
const FILE_CODE = 9994;
const NOWHERE: Shape = { geometry: null, trouble: null };
const BROKEN: Shape = { geometry: null, trouble: 'brokenGeometry' };

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const pairAt = (view: DataView, offset: number): SourcePair => [
  view.getFloat64(offset, true),
  view.getFloat64(offset + 8, true),
];

const pairsAt = (view: DataView, offset: number, count: number): readonly SourcePair[] =>
  Array.from({ length: count }, (_, index) => pairAt(view, offset + index * 16));

/** Parts start at these indexes, rising from 0; null where they do not. */
const partsOf = (view: DataView, pointCount: number): readonly (readonly SourcePair[])[] | null => {
  const partCount = view.getInt32(36, true);
  const pointsAt = 44 + partCount * 4;
  if (partCount < 1 || partCount > pointCount || pointsAt + pointCount * 16 > view.byteLength) return null;
  const starts = Array.from({ length: partCount }, (_, index) => view.getInt32(44 + index * 4, true));
  const parts = starts.map((start, index) => {
    const end = starts[index + 1] ?? pointCount;
    return start >= 0 && end > start && end <= pointCount ? pairsAt(view, pointsAt + start * 16, end - start) : null;
  });
  const whole = parts.filter((part) => part !== null);
  return whole.length === parts.length && starts[0] === 0 ? whole : null;
};

const linesOf = (parts: readonly (readonly SourcePair[])[]): SourceGeometry => {
  const [first] = parts;
  return parts.length === 1 && first !== undefined
    ? { type: 'LineString', coordinates: first }
    : { type: 'MultiLineString', coordinates: parts };
};

const areasOf = (parts: readonly (readonly SourcePair[])[]): SourceGeometry => {
  const polygons = polygonsOf(parts);
  const [first] = polygons;
  return polygons.length === 1 && first !== undefined
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons };
};

const multiPartShape = (view: DataView, sort: number, limits: ImportLimits): Shape => {
  if (view.byteLength < 44) return BROKEN;
  const pointCount = view.getInt32(40, true);
  if (pointCount === 0) return NOWHERE;
  if (pointCount < 0 || pointCount > limits.geometryVertices) return BROKEN;
  const parts = partsOf(view, pointCount);
  if (parts === null) return BROKEN;
  return { geometry: sort === 3 ? linesOf(parts) : areasOf(parts), trouble: null };
};

const multiPointShape = (view: DataView, limits: ImportLimits): Shape => {
  if (view.byteLength < 40) return BROKEN;
  const count = view.getInt32(36, true);
  if (count < 0 || count > limits.geometryVertices || 40 + count * 16 > view.byteLength) return BROKEN;
  const points = pairsAt(view, 40, count);
  const [first] = points;
  if (first === undefined) return NOWHERE;
  return { geometry: count === 1 ? { type: 'Point', coordinates: first } : { type: 'MultiPoint', coordinates: points }, trouble: null };
};

/** Types 1, 3, 5, 8 and their Z (11 …) and M (21 …) kin; heights and measures are not kept. */
const shapeOf = (content: Uint8Array, limits: ImportLimits): Shape => {
  const view = viewOf(content);
  if (view.byteLength < 4) return BROKEN;
  const type = view.getInt32(0, true);
  if (type === 0) return NOWHERE;
  if (type < 0 || type > 28) return { geometry: null, trouble: 'unsupportedGeometry' };
  switch (type % 10) {
    case 1:
      return view.byteLength < 20 ? BROKEN : { geometry: { type: 'Point', coordinates: pairAt(view, 4) }, trouble: null };
    case 3:
    case 5:
      return multiPartShape(view, type % 10, limits);
    case 8:
      return multiPointShape(view, limits);
    default:
      return { geometry: null, trouble: 'unsupportedGeometry' };
  }
};

export interface ShapeReader {
  /** The next shape, null at the end. Throws `ImportRefused` where the file breaks off. */
  readonly next: () => Promise<Shape | null>;
}

export const shapeReader = async (reader: ExactReader, limits: ImportLimits): Promise<ShapeReader> => {
  const header = await reader.take(HEADER_BYTES);
  if (header === null || header === 'short' || viewOf(header).getInt32(0, false) !== FILE_CODE) {
    throw damaged('shapefile', '.shp header');
  }
  // Room for two more numbers a vertex (height, measure), the parts and the boxes.
  const longest = limits.geometryVertices * 40 + 1024;
  let number = 0;
  return {
    next: async () => {
      const head = await reader.take(8);
      if (head === null) return null;
      number += 1;
      if (head === 'short') throw damaged('shapefile', `.shp ends in record ${number}`);
      const length = viewOf(head).getInt32(4, false) * 2;
      if (length < 4) throw damaged('shapefile', `.shp record ${number} has no length`);
      if (length > longest) throw tooLarge('geometryVertices', limits.geometryVertices);
      const content = await reader.take(length);
      if (content === null || content === 'short') throw damaged('shapefile', `.shp ends in record ${number}`);
      return shapeOf(content, limits);
    },
  };
};
