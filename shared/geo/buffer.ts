// Widens a line or an area by a distance: a river's banks, a road's verge, the ground around a drawn zone.
// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient declaration cannot be imported
/// <reference path="./turf-jsts.d.ts" />
import jsts from '@turf/jsts';
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { LonLat, Metres } from '../kernel/units.ts';
import { degrees, metresPerDegreeEast, metresPerDegreeNorth, radians } from './ellipsoid.ts';
import { geodesicBetween, geodesicDestination } from './geodesic.ts';
import type { LineCoordinates, MultiPolygonCoordinates } from './geometry.ts';

export type BufferRefusal =
  | { readonly reason: 'badPosition' }
  | { readonly reason: 'badDistance'; readonly maximum: Metres }
  | { readonly reason: 'tooFewPoints' }
  | { readonly reason: 'tooManyPoints'; readonly maximum: number }
  /** The result would reach the antimeridian. */
  | { readonly reason: 'offTheMap' }
  /** The shape is wider than a plane can stand for. */
  | { readonly reason: 'tooLarge'; readonly maximumReach: Metres }
  /** Nothing is left, as when an area is narrowed by more than half its width. */
  | { readonly reason: 'emptyResult' };

/** Areas can also have a ring whose last position is not its first. */
export type AreaBufferRefusal = BufferRefusal | { readonly reason: 'notClosed' };

const MAXIMUM_DISTANCE: Metres = 50_000;
/** Counted after long edges are divided. */
const MAXIMUM_POINTS = 5000;
/** At this distance from the centre the plane stretches by 0.01 %. */
const MAXIMUM_REACH: Metres = 150_000;
/** Straight edges on the plane and in degrees part by 5 cm over this length in China. */
const LONGEST_EDGE: Metres = 2000;
/** Corner arcs are drawn with this many chords a quarter turn: 0.02 % of the distance. */
const QUADRANT_SEGMENTS = 36;

type Planar = readonly [east: Metres, north: Metres];

const reachesAntimeridian = ([longitude, latitude]: LonLat, distance: Metres): boolean =>
  Math.abs(longitude) + Math.abs(distance) / metresPerDegreeEast(Math.abs(latitude) + 1) >= 180;

const isPosition = (position: LonLat): boolean => Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 85;

/** Rough length of a segment, for deciding how often to divide it. */
const roughLength = (from: LonLat, to: LonLat): Metres => {
  const middle = (from[1] + to[1]) / 2;
  return Math.hypot((to[0] - from[0]) * metresPerDegreeEast(middle), (to[1] - from[1]) * metresPerDegreeNorth(middle));
};

/** The same path with points so close that it stays itself when edges are straightened elsewhere. */
const divided = <Point extends readonly [number, number]>(
  path: readonly Point[],
  lengthOf: (from: Point, to: Point) => Metres,
  pointAt: (x: number, y: number) => Point,
): readonly Point[] =>
  path.flatMap((to, index) => {
    const from = path[index - 1];
    if (!from) return [to];
    const pieces = Math.max(1, Math.ceil(lengthOf(from, to) / LONGEST_EDGE));
    return Array.from({ length: pieces }, (_, piece) => {
      const share = (piece + 1) / pieces;
      return share === 1 ? to : pointAt(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
    });
  });

const countDivided = (area: MultiPolygonCoordinates): number =>
  area.flat().reduce((sum, path) => {
    const pieces = path.slice(1).map((to, index) => Math.ceil(roughLength(path[index] ?? to, to) / LONGEST_EDGE));
    return pieces.reduce((count, piece) => count + Math.max(1, piece), sum + 1);
  }, 0);

const planarLength = (from: Planar, to: Planar): Metres => Math.hypot(to[0] - from[0], to[1] - from[1]);

/** Points nearer to the one before are dropped: steps far below a pixel make the buffer's edge cross itself. */
const FINEST_STEP: Metres = 0.01;

/** The path without steps too small to matter; its ends stay, so a path of one place has two points. */
const thinned = (path: readonly Planar[]): readonly Planar[] => {
  const kept: Planar[] = [];
  for (const point of path) {
    const last = kept.at(-1);
    if (!last || planarLength(last, point) >= FINEST_STEP) kept.push(point);
  }
  const end = path.at(-1);
  if (!end) return kept;
  return kept.length === 1 ? [...kept, end] : [...kept.slice(0, -1), end];
};

/** A ring must keep four points to be one. */
const thinnedRing = (ring: readonly Planar[]): readonly Planar[] => {
  const kept = thinned(ring);
  return kept.length >= 4 ? kept : ring;
};

const lonLatAt = (longitude: number, latitude: number): LonLat => [longitude, latitude];
const planarAt = (east: number, north: number): Planar => [east, north];
const middleOf = (positions: readonly LonLat[]): LonLat => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of positions) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [(west + east) / 2, (south + north) / 2];
};

/** Azimuthal equidistant plane on the ellipsoid: true distances and directions from the centre. */
const toPlane = (centre: LonLat, position: LonLat): Planar => {
  const { metres, azimuth } = geodesicBetween(centre, position);
  return [metres * Math.sin(radians(azimuth)), metres * Math.cos(radians(azimuth))];
};

const fromPlane = (centre: LonLat, [east, north]: Planar): LonLat =>
  geodesicDestination(centre, degrees(Math.atan2(east, north)), Math.hypot(east, north));

const isNumberPair = (value: unknown): value is Planar =>
  Array.isArray(value) && value.length >= 2 && typeof value[0] === 'number' && typeof value[1] === 'number';

const ringsOf = (value: unknown): readonly (readonly Planar[])[] =>
  Array.isArray(value)
    ? value.map((ring: unknown) => (Array.isArray(ring) ? ring.filter((point) => isNumberPair(point)) : []))
    : [];

const partsOf = (type: string, coordinates: unknown): readonly (readonly (readonly Planar[])[])[] => {
  if (type === 'Polygon') return [ringsOf(coordinates)];
  return type === 'MultiPolygon' && Array.isArray(coordinates) ? coordinates.map((part: unknown) => ringsOf(part)) : [];
};

interface Shape {
  readonly type: 'LineString' | 'MultiPolygon';
  readonly paths: MultiPolygonCoordinates;
}

const isClosed = (path: LineCoordinates): boolean => {
  const [first, last] = [path[0], path.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
};

const checkShape = ({ type, paths }: Shape, distance: Metres, smallest: Metres): BufferRefusal | null => {
  const positions = paths.flat(2);
  const isDistance = distance >= smallest && Math.abs(distance) <= MAXIMUM_DISTANCE && distance !== 0;
  if (!isDistance) return { reason: 'badDistance', maximum: MAXIMUM_DISTANCE };
  const fewest = type === 'LineString' ? 2 : 4;
  if (paths.length === 0 || paths.some((part) => part.length === 0)) return { reason: 'tooFewPoints' };
  if (paths.flat().some((path) => path.length < fewest)) return { reason: 'tooFewPoints' };
  if (!positions.every((position) => isPosition(position))) return { reason: 'badPosition' };
  if (positions.some((position) => reachesAntimeridian(position, distance))) return { reason: 'offTheMap' };
  const centre = middleOf(positions);
  const isNear = positions.every((position) => geodesicBetween(centre, position).metres <= MAXIMUM_REACH);
  if (!isNear) return { reason: 'tooLarge', maximumReach: MAXIMUM_REACH };
  return countDivided(paths) > MAXIMUM_POINTS ? { reason: 'tooManyPoints', maximum: MAXIMUM_POINTS } : null;
};

const widen = (
  shape: Shape,
  distance: Metres,
  smallest: Metres,
): Result<MultiPolygonCoordinates, BufferRefusal> => {
  const refusal = checkShape(shape, distance, smallest);
  if (refusal) return failure(refusal);
  const centre = middleOf(shape.paths.flat(2));
  const thin = shape.type === 'LineString' ? thinned : thinnedRing;
  const planar = shape.paths.map((part) =>
    part.map((path) => thin(divided(path, roughLength, lonLatAt).map((position) => toPlane(centre, position)))),
  );
  const coordinates = shape.type === 'LineString' ? planar[0]?.[0] : planar;
  const geometry = new jsts.GeoJSONReader().read({ type: shape.type, coordinates });
  const widened = jsts.BufferOp.bufferOp(geometry, distance, QUADRANT_SEGMENTS);
  if (widened.isEmpty()) return failure({ reason: 'emptyResult' });
  const written = new jsts.GeoJSONWriter().write(widened);
  return success(
    partsOf(written.type, written.coordinates).map((part) =>
      part.map((ring) => divided(thinnedRing(ring), planarLength, planarAt).map((point) => fromPlane(centre, point))),
    ),
  );
};

/**
 * Everything within `eachSide` metres of a line, with round ends (the whole strip is 2 × `eachSide` wide).
 * A line that loops leaves holes. Costs about 2 s for the 5,000 points allowed, and as much for 200 that
 * cross each other everywhere: not for a thread that others wait on. JTS straightens kinks smaller than 1 % of the distance, so the edge is
 * within 1 % of `eachSide`, on the outside.
 */
export const bufferLine = (line: LineCoordinates, eachSide: Metres): Result<MultiPolygonCoordinates, BufferRefusal> =>
  widen({ type: 'LineString', paths: [[line]] }, eachSide, 0);

/**
 * An area widened by `distance` metres, or narrowed where it is negative; accuracy as for lines. Rings must
 * be closed; what an area that crosses itself becomes is JTS's choice: check it first.
 */
export const bufferArea = (
  area: MultiPolygonCoordinates,
  distance: Metres,
): Result<MultiPolygonCoordinates, AreaBufferRefusal> =>
  area.flat().every((ring) => isClosed(ring))
    ? widen({ type: 'MultiPolygon', paths: area }, distance, -Infinity)
    : failure({ reason: 'notClosed' });
