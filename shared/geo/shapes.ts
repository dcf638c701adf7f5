// Builds the usual hazard areas as polygons: circle, sector and the two-ring zone.
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Degrees, LonLat, Metres } from '../kernel/units.ts';
import { metresPerDegreeEast, metresPerDegreeNorth } from './ellipsoid.ts';
import { geodesicDestination } from './geodesic.ts';
import type { PolygonCoordinates } from './geometry.ts';

export type ShapeRefusal =
  | { readonly reason: 'badPosition' }
  | { readonly reason: 'badRadius'; readonly maximum: Metres }
  | { readonly reason: 'badAzimuth' }
  /** Start and end of a sector are the same direction. */
  | { readonly reason: 'emptySector' }
  /** The inner radius is not smaller than the outer one. */
  | { readonly reason: 'ringsReversed' }
  /** The shape would reach a pole or the antimeridian. */
  | { readonly reason: 'offTheMap' };

/** Larger than any hazard a county handles; beyond it a polygon of chords stops being a circle. */
export const maximumRadius: Metres = 300_000;

/** Chords of 2° miss the arc by 0.015 % of the radius at most; corners lie on it exactly. */
const STEP: Degrees = 2;

const checkDisc = ([longitude, latitude]: LonLat, radius: Metres): ShapeRefusal | null => {
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return { reason: 'badPosition' };
  if (!(radius > 0 && radius <= maximumRadius)) return { reason: 'badRadius', maximum: maximumRadius };
  const top = Math.abs(latitude) + radius / metresPerDegreeNorth(latitude) + 0.1;
  if (top >= 89) return { reason: 'offTheMap' };
  const widest = Math.abs(longitude) + radius / metresPerDegreeEast(top);
  return widest >= 180 ? { reason: 'offTheMap' } : null;
};

/** Positions at `radius` from clockwise azimuth `from` on over `sweep` degrees, both ends included, anticlockwise. */
const arc = (centre: LonLat, radius: Metres, from: Degrees, sweep: Degrees): readonly LonLat[] => {
  const steps = Math.max(1, Math.ceil(sweep / STEP));
  return Array.from({ length: steps + 1 }, (_, index) =>
    geodesicDestination(centre, from + sweep * (1 - index / steps), radius),
  );
};

const discRing = (centre: LonLat, radius: Metres): readonly LonLat[] => {
  const ring = arc(centre, radius, 0, 360).slice(0, -1);
  return [...ring, ...ring.slice(0, 1)];
};

/** A disc. Corners at the exact geodesic distance; ring anticlockwise, 180 corners. */
export const circle = (centre: LonLat, radius: Metres): Result<PolygonCoordinates, ShapeRefusal> => {
  const refusal = checkDisc(centre, radius);
  return refusal ? failure(refusal) : success([discRing(centre, radius)]);
};

/**
 * The part of a disc that lies clockwise from one azimuth to another (downwind of a leak, below a slope).
 * A full turn (0 to 360) is the disc.
 */
export const sector = (
  centre: LonLat,
  radius: Metres,
  fromAzimuth: Degrees,
  toAzimuth: Degrees,
): Result<PolygonCoordinates, ShapeRefusal> => {
  const refusal = checkDisc(centre, radius);
  if (refusal) return failure(refusal);
  if (!Number.isFinite(fromAzimuth) || !Number.isFinite(toAzimuth)) return failure({ reason: 'badAzimuth' });
  if (fromAzimuth === toAzimuth) return failure({ reason: 'emptySector' });
  const sweep = (((toAzimuth - fromAzimuth) % 360) + 360) % 360;
  if (sweep === 0) return circle(centre, radius);
  return success([[centre, ...arc(centre, radius, fromAzimuth, sweep), centre]]);
};

/** 重点 (key) within the inner radius, 一般 (general) from there to the outer radius; the two do not overlap. */
export interface TwoRingZone {
  readonly key: PolygonCoordinates;
  readonly general: PolygonCoordinates;
}

/** The two zones around one point. */
export const twoRingZone = (
  centre: LonLat,
  innerRadius: Metres,
  outerRadius: Metres,
): Result<TwoRingZone, ShapeRefusal> => {
  const refusal = checkDisc(centre, innerRadius) ?? checkDisc(centre, outerRadius);
  if (refusal) return failure(refusal);
  if (innerRadius >= outerRadius) return failure({ reason: 'ringsReversed' });
  const inner = discRing(centre, innerRadius);
  return success({ key: [inner], general: [discRing(centre, outerRadius), inner.toReversed()] });
};
