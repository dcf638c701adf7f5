// The nearest waterway to a position, within a short distance, among very many.
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import type { Degrees, LonLat, Metres } from '../../kernel/units.ts';
import type { LineCoordinates } from '../../geo/geometry.ts';
import type { ThingGeometry } from '../atlas/thing.ts';

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

/** `geometries[i]` null: unlocated. Gives way to its caller often. */
export function* createStreamIndex(geometries: readonly (ThingGeometry | null)[], within: Metres): Generator<void, StreamIndex> {
  const cells = new Map<string, Segment[]>();
  const first = geometries.find((geometry) => geometry !== null);
  const middle = first === undefined || first === null ? 0 : (linesOf(first)[0]?.[0]?.[1] ?? 0);
  const [east, north] = [within / metresPerDegreeEast(Math.min(80, Math.abs(middle) + 1)), within / metresPerDegreeNorth(0)];
  const list = (segment: Segment): void => {
    const { from, to } = segment;
    for (let column = Math.floor(Math.min(from[0], to[0]) / east) - 1; column <= Math.floor(Math.max(from[0], to[0]) / east) + 1; column += 1) {
      for (let row = Math.floor(Math.min(from[1], to[1]) / north) - 1; row <= Math.floor(Math.max(from[1], to[1]) / north) + 1; row += 1) {
        const key = `${column} ${row}`;
        const listed = cells.get(key);
        if (listed === undefined) cells.set(key, [segment]);
        else listed.push(segment);
      }
    }
  };
  let count = 0;
  for (const [index, geometry] of geometries.entries()) {
    for (const line of geometry === null ? [] : linesOf(geometry)) {
      for (const [place, to] of line.entries()) {
        const from = line[place - 1];
        if (from !== undefined) list({ index, from, to });
        count += 1;
        if (count % 512 === 0) yield;
      }
    }
  }
  return {
    nearest: (longitude, latitude) => {
      let best: NearStream | null = null;
      for (const segment of cells.get(`${Math.floor(longitude / east)} ${Math.floor(latitude / north)}`) ?? []) {
        const found = nearestOn(segment, longitude, latitude);
        if (found.metres <= within && (best === null || found.metres < best.metres)) best = found;
      }
      return best;
    },
  };
}
