// Where a geometry is as one rectangle and one point, for lists, searches and “show me”.
import { assertNever } from '../../kernel/assert-never.ts';
import type { Bounds, LonLat } from '../../kernel/units.ts';
import type { ThingGeometry } from './thing.ts';

type Line = readonly LonLat[];
type Rings = readonly Line[];

const NOWHERE: LonLat = [0, 0];

const linesOf = (geometry: ThingGeometry): readonly Line[] => {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    default:
      return assertNever(geometry);
  }
};

/** West, south, east, north. */
export const geometryBounds = (geometry: ThingGeometry): Bounds => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of linesOf(geometry)) {
    for (const [longitude, latitude] of line) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  }
  return [west, south, east, north];
};

const lengthOf = (from: LonLat, to: LonLat): number => Math.hypot((to[0] - from[0]) * Math.cos((from[1] * Math.PI) / 180), to[1] - from[1]);

const lineLength = (line: Line): number => {
  let length = 0;
  for (let index = 1; index < line.length; index += 1) length += lengthOf(line[index - 1] ?? NOWHERE, line[index] ?? NOWHERE);
  return length;
};

const longest = (lines: readonly Line[]): Line => {
  let [best, bestLength] = [lines[0] ?? [], -1];
  for (const line of lines) {
    const length = lineLength(line);
    if (length > bestLength) [best, bestLength] = [line, length];
  }
  return best;
};

const middleOfLine = (line: Line): LonLat => {
  let left = lineLength(line) / 2;
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1] ?? NOWHERE, line[index] ?? NOWHERE];
    const length = lengthOf(from, to);
    if (length >= left && length > 0) {
      const share = left / length;
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    }
    left -= length;
  }
  return line[0] ?? NOWHERE;
};

/** Longitudes at which the rings cross a parallel, ascending; in pairs they bound what is inside. */
const crossings = (rings: Rings, latitude: number): readonly number[] => {
  const found: number[] = [];
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index += 1) {
      const [from, to] = [ring[index - 1] ?? NOWHERE, ring[index] ?? NOWHERE];
      if (from[1] <= latitude === to[1] <= latitude) continue;
      found.push(from[0] + ((latitude - from[1]) / (to[1] - from[1])) * (to[0] - from[0]));
    }
  }
  return found.toSorted((left, right) => left - right);
};

interface Inside {
  readonly position: LonLat;
  readonly width: number;
}

/** The middle of the widest stretch inside a polygon along its middle parallel. */
const insideOf = (rings: Rings): Inside => {
  const [west, south, east, north] = geometryBounds({ type: 'Polygon', coordinates: rings });
  const latitude = (south + north) / 2;
  const cuts = crossings(rings, latitude);
  let best: Inside = { position: [(west + east) / 2, latitude], width: -1 };
  for (let index = 1; index < cuts.length; index += 2) {
    const [from, to] = [cuts[index - 1] ?? 0, cuts[index] ?? 0];
    if (to - from > best.width) best = { position: [(from + to) / 2, latitude], width: to - from };
  }
  return best;
};

/** A point on the geometry itself: the middle of a line, a place inside an area (never in a hole or beside it). */
export const representativePoint = (geometry: ThingGeometry): LonLat => {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates;
    case 'LineString':
      return middleOfLine(geometry.coordinates);
    case 'MultiLineString':
      return middleOfLine(longest(geometry.coordinates));
    case 'Polygon':
      return insideOf(geometry.coordinates).position;
    case 'MultiPolygon':
      return geometry.coordinates.map(insideOf).reduce((best, inside) => (inside.width > best.width ? inside : best)).position;
    default:
      return assertNever(geometry);
  }
};
