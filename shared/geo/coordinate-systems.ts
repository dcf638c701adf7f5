// Brings coordinates of any listed system into the product's own and back, refusing what does not fit.
import proj4 from 'proj4';
import { assertNever } from '../kernel/assert-never.ts';
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Bounds, LonLat } from '../kernel/units.ts';
import { bd09ToWgs84, gcj02ToWgs84, wgs84ToBd09, wgs84ToGcj02 } from './chinese-offset.ts';
import { coordinateSystems } from './coordinate-system-list.ts';
import type { AxisOrder, CoordinateSystem, GeographicSystem, ProjectedSystem } from './coordinate-system-list.ts';

/** Two numbers as they stand in a file or a form. */
export type CoordinatePair = readonly [first: number, second: number];

/** `authority` is the order the registry prescribes for the system. */
export type PairAxes = AxisOrder | 'authority';

export type CoordinateRefusal =
  | { readonly reason: 'notANumber' }
  | { readonly reason: 'longitudeOutOfRange'; readonly longitude: number }
  | { readonly reason: 'latitudeOutOfRange'; readonly latitude: number }
  /** The easting carries another zone's number, or lacks or has one against the system's rule. */
  | { readonly reason: 'zoneMismatch'; readonly easting: number }
  /** A place so far from where the system is used that it must be a mistake. */
  | { readonly reason: 'outsideArea'; readonly area: Bounds };

interface Plane {
  readonly forward: (position: [number, number]) => readonly number[];
  readonly inverse: (pair: [number, number]) => readonly number[];
}

const planes: ReadonlyMap<string, Plane> = new Map(
  coordinateSystems.flatMap((system) =>
    system.kind === 'projected' ? [[system.id, proj4(system.definition)] as const] : [],
  ),
);

const planeOf = (system: ProjectedSystem): Plane => planes.get(system.id) ?? proj4(system.definition);

const pairOf = (numbers: readonly number[]): CoordinatePair => [numbers[0] ?? Number.NaN, numbers[1] ?? Number.NaN];

const isNorthFirst = (system: CoordinateSystem, axes: PairAxes): boolean =>
  (axes === 'authority' ? system.authorityAxes : axes) === 'northEast';

/** The pair with its numbers in east-north order; the same call turns them back. */
const inOrder = (system: CoordinateSystem, axes: PairAxes, pair: CoordinatePair): CoordinatePair =>
  isNorthFirst(system, axes) ? [pair[1], pair[0]] : pair;

const contains = ([west, south, east, north]: Bounds, [longitude, latitude]: LonLat): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

const checkDegrees = (position: LonLat): CoordinateRefusal | null => {
  const [longitude, latitude] = position;
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return { reason: 'notANumber' };
  if (Math.abs(longitude) > 180) return { reason: 'longitudeOutOfRange', longitude };
  if (Math.abs(latitude) > 90) return { reason: 'latitudeOutOfRange', latitude };
  return null;
};

const withoutOffset = (system: GeographicSystem, position: LonLat): LonLat | null => {
  switch (system.datum) {
    case 'GCJ-02':
      return gcj02ToWgs84(position);
    case 'BD-09':
      return bd09ToWgs84(position);
    case 'WGS-84':
    case 'CGCS2000':
    case 'JGD2011':
      return position; // equal to decimetres; the drift of plates since each epoch is not modelled
    default:
      return assertNever(system.datum);
  }
};

const withOffset = (system: GeographicSystem, position: LonLat): LonLat => {
  switch (system.datum) {
    case 'GCJ-02':
      return wgs84ToGcj02(position);
    case 'BD-09':
      return wgs84ToBd09(position);
    case 'WGS-84':
    case 'CGCS2000':
    case 'JGD2011':
      return position;
    default:
      return assertNever(system.datum);
  }
};

const fromDegrees = (system: GeographicSystem, pair: CoordinatePair): Result<LonLat, CoordinateRefusal> => {
  const refusal = checkDegrees(pair);
  if (refusal) return failure(refusal);
  if (!contains(system.area, pair)) return failure({ reason: 'outsideArea', area: system.area });
  const position = withoutOffset(system, pair);
  return position && contains(system.area, position)
    ? success(position)
    : failure({ reason: 'outsideArea', area: system.area });
};

const hasZoneMismatch = (system: ProjectedSystem, easting: number): boolean =>
  system.datum === 'CGCS2000' && Math.floor(easting / 1e6) !== (system.eastingZone ?? 0);

/** Metres by which a pair may miss itself after going to degrees and back before it counts as no place. */
const CLOSURE_METRES = 0.001;

const fromPlane = (system: ProjectedSystem, pair: CoordinatePair): Result<LonLat, CoordinateRefusal> => {
  const [easting, northing] = pair;
  if (!Number.isFinite(easting) || !Number.isFinite(northing)) return failure({ reason: 'notANumber' });
  if (hasZoneMismatch(system, easting)) return failure({ reason: 'zoneMismatch', easting });
  const outside = failure({ reason: 'outsideArea', area: system.area } as const);
  const plane = planeOf(system);
  const position = pairOf(plane.inverse([easting, northing]));
  if (checkDegrees(position) || !contains(system.area, position)) return outside;
  const [east, north] = pairOf(plane.forward([position[0], position[1]]));
  // Written so that NaN fails: far from its meridian the inverse gives numbers that mean nothing.
  const closes = Math.abs(east - easting) <= CLOSURE_METRES && Math.abs(north - northing) <= CLOSURE_METRES;
  return closes ? success(position) : outside;
};

/**
 * The position that a pair of numbers in `system` means. `axes` has no default on purpose: GeoJSON and
 * most files write east first (`eastNorth`), survey sheets and the registry north first (`authority`).
 * Degrees for geographic systems, metres for projected ones.
 */
export const toWgs84 = (
  system: CoordinateSystem,
  pair: CoordinatePair,
  axes: PairAxes,
): Result<LonLat, CoordinateRefusal> => {
  const ordered = inOrder(system, axes, pair);
  return system.kind === 'geographic' ? fromDegrees(system, ordered) : fromPlane(system, ordered);
};

/** The pair of numbers by which `system` gives a position, in the order asked for. */
export const fromWgs84 = (
  system: CoordinateSystem,
  position: LonLat,
  axes: PairAxes,
): Result<CoordinatePair, CoordinateRefusal> => {
  const refusal = checkDegrees(position);
  if (refusal) return failure(refusal);
  if (!contains(system.area, position)) return failure({ reason: 'outsideArea', area: system.area });
  const pair =
    system.kind === 'geographic'
      ? withOffset(system, position)
      : pairOf(planeOf(system).forward([position[0], position[1]]));
  if (!Number.isFinite(pair[0]) || !Number.isFinite(pair[1])) return failure({ reason: 'notANumber' });
  return success(inOrder(system, axes, pair));
};
