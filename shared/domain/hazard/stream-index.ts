// The nearest waterway to a position, within a short distance, among very many.
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import { createCellGrid } from './cell-grid.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import type { Bounds, Degrees, LonLat, Metres } from '../../kernel/units.ts';
import type { LineCoordinates } from '../../geo/geometry.ts';
import type { ThingGeometry } from '../atlas/thing.ts';
import { boxesMeet } from './geometry-inside.ts';

export interface NearStream {
  /** Index of the waterway. */
  readonly index: number;
  readonly metres: Metres;
  /** The nearest point on it. */
  readonly at: LonLat;
}

export interface StreamIndex {
  readonly nearest: (longitude: Degrees, latitude: Degrees) => NearStream | null;
}

interface Segment {
  readonly index: number;
  readonly from: LonLat;
  readonly to: LonLat;
}

/** Lines of a waterway; the banks where it is drawn as an area. A single point has none. */
const linesOf = (geometry: ThingGeometry): readonly LineCoordinates[] => {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates, geometry.coordinates]];
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

const nearestOn = ({ index, from, to }: Segment, longitude: Degrees, latitude: Degrees): NearStream => {
  const [east, north] = [metresPerDegreeEast(latitude), metresPerDegreeNorth(latitude)];
  const [x1, y1] = [(from[0] - longitude) * east, (from[1] - latitude) * north];
  const [dx, dy] = [(to[0] - from[0]) * east, (to[1] - from[1]) * north];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / square));
  const at: LonLat = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  return { index, metres: Math.hypot(x1 + share * dx, y1 + share * dy), at };
};

const boxOf = (from: LonLat, to: LonLat): Bounds => [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];

const STRETCH = 256;

/** Cells of several distances: few to list a segment in, and few segments in each. */
const CELL_DISTANCES = 4;

/** `geometries[i]` null: unlocated. Only what meets `box` is looked at: nobody asks elsewhere. Gives way to its caller often. */
export function* createStreamIndex(geometries: readonly (ThingGeometry | null)[], within: Metres, box: Bounds): Generator<void, StreamIndex> {
  const segments: Segment[] = [];
  for (const [index, geometry] of geometries.entries()) {
    for (const line of geometry === null ? [] : linesOf(geometry)) {
      for (const [place, to] of line.entries()) {
        const from = line[place - 1];
        if (from !== undefined && boxesMeet(boxOf(from, to), box)) segments.push({ index, from, to });
      }
    }
    if (index % STRETCH === STRETCH - 1) yield;
  }
  const latitude = Math.min(80, segments.reduce((most, { from, to }) => Math.max(most, Math.abs(from[1]), Math.abs(to[1])), 0));
  const [east, north] = [within / metresPerDegreeEast(latitude), within / metresPerDegreeNorth(0)];
  const grid = createCellGrid(CELL_DISTANCES * east, CELL_DISTANCES * north);
  for (const [number, { from, to }] of segments.entries()) {
    const [west, south, right, top] = boxOf(from, to);
    // Widened by the distance asked for, so that one cell holds all that can be near a position in it.
    grid.add([west - east, south - north, right + east, top + north], number);
    if (number % STRETCH === STRETCH - 1) yield;
  }
  return {
    nearest: (longitude, latitudeOfPlace) => {
      let best: NearStream | null = null;
      for (const number of grid.at(longitude, latitudeOfPlace)) {
        const segment = segments[number];
        const found = segment === undefined ? null : nearestOn(segment, longitude, latitudeOfPlace);
        if (found !== null && found.metres <= within && (best === null || found.metres < best.metres)) best = found;
      }
      return best;
    },
  };
}
