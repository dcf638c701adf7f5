// The height of the ground: at a place, along a line, how steep, and what can be seen from where.
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Degrees, LonLat, Metres } from '../kernel/units.ts';
import { degrees, metresPerDegreeEast, metresPerDegreeNorth, wgs84Ellipsoid } from './ellipsoid.ts';
import { geodesicBetween, geodesicDestination } from './geodesic.ts';

/** Heights at the crossings of a grid of meridians and parallels (SRTM's form: posts, not cells). */
export interface TerrainGrid {
  /** Longitude of the first column's posts. */
  readonly west: Degrees;
  /** Latitude of the last row's posts. */
  readonly south: Degrees;
  /** Distance between posts eastward and northward. */
  readonly cellDegrees: readonly [longitude: Degrees, latitude: Degrees];
  readonly columns: number;
  readonly rows: number;
  /** Metres above the grid's own zero, row by row, row 0 in the north. */
  readonly heights: Int16Array;
  /** The value that stands for “not measured”. */
  readonly nodata: number;
}

/** Height of one post, null where not measured or outside. */
const postHeight = (grid: TerrainGrid, column: number, row: number): Metres | null => {
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return null;
  const height = grid.heights[row * grid.columns + column];
  return height === undefined || height === grid.nodata ? null : height;
};

/** Posts this near to a place stand for it alone, so that rounding at the rim does not make it unknown. */
const ON_POST = 1e-9;

/** Along one axis: the post before and how far past it, snapped to a post that is practically hit. */
const split = (place: number): readonly [post: number, share: number] => {
  const nearest = Math.round(place);
  if (Math.abs(place - nearest) < ON_POST) return [nearest, 0];
  const post = Math.floor(place);
  return [post, place - post];
};

/**
 * Height of the ground between the four posts around a position (bilinear); null, meaning unknown, outside
 * the grid and wherever a post that counts was not measured.
 */
export const elevationAt = (grid: TerrainGrid, [longitude, latitude]: LonLat): Metres | null => {
  const [column, east] = split((longitude - grid.west) / grid.cellDegrees[0]);
  const [row, south] = split(grid.rows - 1 - (latitude - grid.south) / grid.cellDegrees[1]);
  let height = 0;
  for (const [columnStep, rowStep, share] of [
    [0, 0, (1 - east) * (1 - south)],
    [1, 0, east * (1 - south)],
    [0, 1, (1 - east) * south],
    [1, 1, east * south],
  ] as const) {
    if (share === 0) continue;
    const post = postHeight(grid, column + columnStep, row + rowStep);
    if (post === null) return null;
    height += share * post;
  }
  return Number.isFinite(height) ? height : null;
};

/**
 * Steepness from the heights one post to the east, west, north and south of a position; 0 is level. Null
 * where one of them is unknown, so the outermost posts have none.
 */
export const slopeDegreesAt = (grid: TerrainGrid, [longitude, latitude]: LonLat): Degrees | null => {
  const [width, height] = grid.cellDegrees;
  const east = elevationAt(grid, [longitude + width, latitude]);
  const west = elevationAt(grid, [longitude - width, latitude]);
  const north = elevationAt(grid, [longitude, latitude + height]);
  const south = elevationAt(grid, [longitude, latitude - height]);
  if (east === null || west === null || north === null || south === null) return null;
  const riseEast = (east - west) / (2 * width * metresPerDegreeEast(latitude));
  const riseNorth = (north - south) / (2 * height * metresPerDegreeNorth(latitude));
  return degrees(Math.atan(Math.hypot(riseEast, riseNorth)));
};

export interface ProfilePoint {
  /** From the start. */
  readonly metres: Metres;
  readonly position: LonLat;
  /** Null: unknown. */
  readonly height: Metres | null;
}

export type ProfileRefusal =
  | { readonly reason: 'badStep' }
  | { readonly reason: 'tooManyPoints'; readonly maximum: number };

const MAXIMUM_PROFILE_POINTS = 100_000;

/** Heights along the geodesic at equal distances of at most `step` metres, both ends included. */
export const profile = (
  grid: TerrainGrid,
  from: LonLat,
  to: LonLat,
  step: Metres,
): Result<readonly ProfilePoint[], ProfileRefusal> => {
  if (!(step > 0)) return failure({ reason: 'badStep' });
  const { metres: length, azimuth } = geodesicBetween(from, to);
  const pieces = Math.max(1, Math.ceil(length / step));
  if (!(pieces < MAXIMUM_PROFILE_POINTS)) return failure({ reason: 'tooManyPoints', maximum: MAXIMUM_PROFILE_POINTS });
  return success(
    Array.from({ length: pieces + 1 }, (_, index) => {
      const metres = (length * index) / pieces;
      const position = index === pieces ? to : geodesicDestination(from, azimuth, metres);
      return { metres, position, height: elevationAt(grid, position) };
    }),
  );
};

export type LineOfSight =
  | { readonly state: 'clear'; /** Least height of the line above the ground between the ends. */ readonly clearance: Metres }
  /** The ground rises `above` metres over the line at the worst place. */
  | { readonly state: 'blocked'; readonly at: LonLat; readonly metres: Metres; readonly above: Metres }
  /** Ground at an end, or ground on the way that could block, is not measured. */
  | { readonly state: 'unknown' };

/**
 * How much larger than its own the earth's radius counts because rays bend: 1 straight rays (the cautious
 * choice), 1.15 for light, 4/3 for radio in a standard atmosphere (ITU-R P.310).
 */
export type RadiusFactor = number;

interface Sight {
  readonly points: readonly ProfilePoint[];
  readonly startHeight: Metres;
  readonly endHeight: Metres;
  readonly length: Metres;
  readonly radius: Metres;
}

/** Height of the line over the ground at a point, the earth's bulge between the ends taken off. */
const clearanceAt = (sight: Sight, metres: Metres, ground: Metres): Metres => {
  const line = sight.startHeight + ((sight.endHeight - sight.startHeight) * metres) / sight.length;
  return line - (metres * (sight.length - metres)) / (2 * sight.radius) - ground;
};

const judge = (sight: Sight): LineOfSight => {
  let [clearance, isKnown] = [Infinity, true];
  let worst: ProfilePoint | undefined;
  for (const point of sight.points.slice(1, -1)) {
    if (point.height === null) {
      isKnown = false;
      continue;
    }
    const here = clearanceAt(sight, point.metres, point.height);
    if (here >= clearance) continue;
    clearance = here;
    worst = point;
  }
  if (worst && clearance < 0) return { state: 'blocked', at: worst.position, metres: worst.metres, above: -clearance };
  if (!isKnown) return { state: 'unknown' };
  return { state: 'clear', clearance };
};

/**
 * Whether the straight line between two points above the ground (heights over ground, metres) is free of
 * terrain, curvature of the earth included; buildings and trees are not in the grid. Looks every half cell.
 * With nothing between the ends the clearance is Infinity.
 */
export const lineOfSight = (
  grid: TerrainGrid,
  from: LonLat,
  to: LonLat,
  fromHeight: Metres,
  toHeight: Metres,
  radiusFactor: RadiusFactor = 1,
): Result<LineOfSight, ProfileRefusal> => {
  const latitude = (from[1] + to[1]) / 2;
  const step =
    Math.min(
      grid.cellDegrees[0] * metresPerDegreeEast(latitude),
      grid.cellDegrees[1] * metresPerDegreeNorth(latitude),
    ) / 2;
  const points = profile(grid, from, to, step);
  if (!points.ok) return points;
  const [start, end] = [points.value[0], points.value.at(-1)];
  if (!start || !end || start.height === null || end.height === null) return success({ state: 'unknown' });
  return success(
    judge({
      points: points.value,
      startHeight: start.height + fromHeight,
      endHeight: end.height + toHeight,
      length: end.metres,
      radius: radiusFactor * wgs84Ellipsoid.meanRadius,
    }),
  );
};
