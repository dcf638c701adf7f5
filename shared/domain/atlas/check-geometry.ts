// Whether a value is a geometry the product can keep: known type, finite positions in the world, lines and rings whole.
import type { GeometryKind } from './field.ts';
import type { ThingGeometry } from './thing.ts';

export type GeometryFault = 'notAGeometry' | 'outsideWorld' | 'tooFewPositions' | 'openRing' | 'tooManyPositions';

export const MOST_POSITIONS = 200_000;

const FEWEST_LINE_POSITIONS = 2;
const FEWEST_RING_POSITIONS = 4;

const positionFault = (value: unknown): GeometryFault | null => {
  if (!Array.isArray(value) || value.length !== 2) return 'notAGeometry';
  const [longitude, latitude]: readonly unknown[] = value;
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return 'notAGeometry';
  // Written so that NaN is refused.
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? null : 'outsideWorld';
};

const lineFault = (value: unknown, fewest: number): GeometryFault | null => {
  if (!Array.isArray(value)) return 'notAGeometry';
  if (value.length < fewest) return 'tooFewPositions';
  if (value.length > MOST_POSITIONS) return 'tooManyPositions';
  for (const position of value as readonly unknown[]) {
    const fault = positionFault(position);
    if (fault !== null) return fault;
  }
  return null;
};

const ringFault = (value: unknown): GeometryFault | null => {
  const fault = lineFault(value, FEWEST_RING_POSITIONS);
  if (fault !== null) return fault;
  const [first, last] = [(value as readonly (readonly number[])[])[0], (value as readonly (readonly number[])[]).at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? null : 'openRing';
};

const eachFault = (value: unknown, check: (part: unknown) => GeometryFault | null): GeometryFault | null => {
  if (!Array.isArray(value)) return 'notAGeometry';
  if (value.length === 0) return 'tooFewPositions';
  for (const part of value as readonly unknown[]) {
    const fault = check(part);
    if (fault !== null) return fault;
  }
  return null;
};

const polygonFault = (value: unknown): GeometryFault | null => eachFault(value, ringFault);

const countPositions = (value: unknown, depth: number): number => {
  if (!Array.isArray(value)) return 0;
  if (depth === 0) return value.length;
  return (value as readonly unknown[]).reduce<number>((sum, part) => sum + countPositions(part, depth - 1), 0);
};

const coordinatesFault = (type: unknown, coordinates: unknown): GeometryFault | null => {
  switch (type) {
    case 'Point':
      return positionFault(coordinates);
    case 'LineString':
      return lineFault(coordinates, FEWEST_LINE_POSITIONS);
    case 'MultiLineString':
      return eachFault(coordinates, (line) => lineFault(line, FEWEST_LINE_POSITIONS)) ?? countFault(coordinates, 1);
    case 'Polygon':
      return polygonFault(coordinates) ?? countFault(coordinates, 1);
    case 'MultiPolygon':
      return eachFault(coordinates, polygonFault) ?? countFault(coordinates, 2);
    default:
      return 'notAGeometry';
  }
};

const countFault = (coordinates: unknown, depth: number): GeometryFault | null =>
  countPositions(coordinates, depth) > MOST_POSITIONS ? 'tooManyPositions' : null;

/** Null where the value is a whole geometry; extra keys make it none. Does not look for rings that cross themselves. */
export const geometryFault = (value: unknown): GeometryFault | null => {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('coordinates' in value)) return 'notAGeometry';
  if (Object.keys(value).length !== 2) return 'notAGeometry';
  return coordinatesFault(value.type, value.coordinates);
};

export const isThingGeometry = (value: unknown): value is ThingGeometry => geometryFault(value) === null;

/** Whether a geometry is one that a kind may have. */
export const fitsKind = (type: ThingGeometry['type'], kind: GeometryKind): boolean => {
  if (kind === 'any') return true;
  if (kind === 'point') return type === 'Point';
  return kind === 'line' ? type === 'LineString' || type === 'MultiLineString' : type === 'Polygon' || type === 'MultiPolygon';
};
