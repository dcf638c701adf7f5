// One GeoJSON feature (RFC 7946) as cells and a geometry; what it is not is said, never thrown.
import type { Cell, SourceGeometry, SourcePair, SourceTroubleCode } from '../format.ts';

export type Properties = { readonly [key: string]: unknown };

export interface ParsedFeature {
  readonly properties: Properties;
  readonly geometry: SourceGeometry | null;
  readonly trouble: SourceTroubleCode | null;
}

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Counts down; a geometry with more vertices than allowed is broken, not clipped. */
interface Budget {
  vertices: number;
}

class NotGeometry extends Error {}

const pairOf = (value: unknown, budget: Budget): SourcePair => {
  const [first, second] = isList(value) ? value : [];
  budget.vertices -= 1;
  if (budget.vertices < 0 || typeof first !== 'number' || typeof second !== 'number') throw new NotGeometry();
  return [first, second];
};

const listOf = <T>(value: unknown, item: (value: unknown) => T): readonly T[] => {
  if (!isList(value)) throw new NotGeometry();
  return value.map(item);
};

const readGeometry = (value: Properties, budget: Budget): SourceGeometry | 'unsupported' => {
  const { type, coordinates } = value;
  const pair = (item: unknown): SourcePair => pairOf(item, budget);
  const line = (item: unknown): readonly SourcePair[] => listOf(item, pair);
  const area = (item: unknown): readonly (readonly SourcePair[])[] => listOf(item, line);
  switch (type) {
    case 'Point':
      return { type, coordinates: pair(coordinates) };
    case 'MultiPoint':
    case 'LineString':
      return { type, coordinates: line(coordinates) };
    case 'MultiLineString':
    case 'Polygon':
      return { type, coordinates: area(coordinates) };
    case 'MultiPolygon':
      return { type, coordinates: listOf(coordinates, area) };
    default:
      return 'unsupported';
  }
};

const geometryOf = (value: unknown, vertices: number): Pick<ParsedFeature, 'geometry' | 'trouble'> => {
  if (value === null || value === undefined) return { geometry: null, trouble: null };
  if (!isObject(value)) return { geometry: null, trouble: 'brokenGeometry' };
  // An empty point is how some writers say “nowhere”.
  if (value.type === 'Point' && isList(value.coordinates) && value.coordinates.length === 0) {
    return { geometry: null, trouble: null };
  }
  try {
    const geometry = readGeometry(value, { vertices });
    return geometry === 'unsupported' ? { geometry: null, trouble: 'unsupportedGeometry' } : { geometry, trouble: null };
  } catch (error) {
    if (error instanceof NotGeometry) return { geometry: null, trouble: 'brokenGeometry' };
    throw error;
  }
};

/** Null where the value is no feature at all. */
export const parseFeature = (value: unknown, vertices: number): ParsedFeature | null => {
  if (!isObject(value) || value.type !== 'Feature') return null;
  const id = typeof value.id === 'string' || typeof value.id === 'number' ? { '@id': value.id } : {};
  const properties = isObject(value.properties) ? { ...id, ...value.properties } : id;
  return { properties, ...geometryOf(value.geometry, vertices) };
};

/** Lists of plain values are joined as Chinese lists are; anything deeper is kept as JSON text. */
export const propertyCell = (value: unknown): Cell => {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (isList(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')) {
    return value.length === 0 ? null : value.join('、');
  }
  return JSON.stringify(value);
};
