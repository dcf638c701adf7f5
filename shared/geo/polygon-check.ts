// Explains what is wrong with a drawn area, so that its author can mend it; nothing is mended silently.
import type { Bounds, LonLat, SquareMetres } from '../kernel/units.ts';
import { ringArea } from './geodesy.ts';
import type { PolygonCoordinates, Ring } from './geometry.ts';
import { preparePolygon } from './prepared-polygon.ts';
import { findMeetings } from './ring-meetings.ts';
import type { RingMeeting } from './ring-meetings.ts';

/** Rings, points and segments are numbered from 0; segment n runs from point n to point n + 1. */
export type PolygonProblem =
  | { readonly reason: 'noRings' }
  | { readonly reason: 'tooManyVertices'; readonly vertices: number; readonly maximum: number }
  | { readonly reason: 'notAPosition'; readonly ring: number; readonly point: number }
  | { readonly reason: 'tooFewPoints'; readonly ring: number; readonly distinctPoints: number }
  | { readonly reason: 'notClosed'; readonly ring: number }
  | { readonly reason: 'outOfBounds'; readonly ring: number; readonly point: number; readonly at: LonLat }
  | { readonly reason: 'repeatedPoint'; readonly ring: number; readonly point: number; readonly at: LonLat }
  | RingMeeting
  | { readonly reason: 'emptyArea'; readonly ring: number; readonly squareMetres: SquareMetres }
  | { readonly reason: 'holeOutside'; readonly ring: number }
  | { readonly reason: 'holesOverlap'; readonly rings: readonly [number, number] };

export interface PolygonLimits {
  /** Where the county's areas can lie; without it, the whole earth. */
  readonly bounds?: Bounds;
  readonly maximumVertices?: number;
  readonly minimumArea?: SquareMetres;
}

const DEFAULT_MAXIMUM_VERTICES = 5000;
const DEFAULT_MINIMUM_AREA: SquareMetres = 1;
const WORLD: Bounds = [-180, -90, 180, 90];
/** Enough to show; a scribble has thousands. */
const MOST_LISTED = 50;
/** Nearer than this to the boundary counts as on it. */
const ON_EDGE_METRES = 0.001;

const isPosition = ([longitude, latitude]: LonLat): boolean => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

const isSame = (first: LonLat | undefined, second: LonLat | undefined): boolean =>
  first !== undefined && second !== undefined && first[0] === second[0] && first[1] === second[1];

const isInside = ([longitude, latitude]: LonLat, [west, south, east, north]: Bounds): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

const isClosed = (ring: Ring): boolean => ring.length > 1 && isSame(ring[0], ring.at(-1));

const checkPoints = (ring: Ring, index: number, bounds: Bounds): readonly PolygonProblem[] => {
  const problems: PolygonProblem[] = [];
  ring.forEach((at, point) => {
    if (!isPosition(at)) problems.push({ reason: 'notAPosition', ring: index, point });
    else if (!isInside(at, bounds)) problems.push({ reason: 'outOfBounds', ring: index, point, at });
    if (isSame(at, ring[point - 1])) problems.push({ reason: 'repeatedPoint', ring: index, point, at });
  });
  return problems;
};

const checkRing = (ring: Ring, index: number, bounds: Bounds): readonly PolygonProblem[] => {
  const distinctPoints = new Set(ring.map(([longitude, latitude]) => `${longitude} ${latitude}`)).size;
  return [
    ...checkPoints(ring, index, bounds),
    ...(distinctPoints < 3 ? [{ reason: 'tooFewPoints', ring: index, distinctPoints } as const] : []),
    ...(isClosed(ring) ? [] : [{ reason: 'notClosed', ring: index } as const]),
  ];
};

const checkAreas = (polygon: PolygonCoordinates, minimum: SquareMetres): readonly PolygonProblem[] =>
  polygon.flatMap((ring, index) => {
    const squareMetres = ringArea(ring);
    return squareMetres < minimum ? [{ reason: 'emptyArea', ring: index, squareMetres } as const] : [];
  });

const checkHoles = ([outer, ...holes]: PolygonCoordinates): readonly PolygonProblem[] => {
  if (!outer || holes.length === 0) return [];
  const problems: PolygonProblem[] = [];
  const whole = preparePolygon([[outer]]);
  const prepared = holes.map((hole) => preparePolygon([[hole]]));
  holes.forEach((hole, index) => {
    const leaves = hole.some(([x, y]) => !whole.contains(x, y) && whole.distanceToEdgeMetres(x, y) > ON_EDGE_METRES);
    if (leaves) problems.push({ reason: 'holeOutside', ring: index + 1 });
    prepared.forEach((other, otherIndex) => {
      if (otherIndex === index) return;
      const overlaps = hole.some(([x, y]) => other.contains(x, y) && other.distanceToEdgeMetres(x, y) > ON_EDGE_METRES);
      const rings = [Math.min(index, otherIndex) + 1, Math.max(index, otherIndex) + 1] as const;
      const isListed = problems.some(
        (problem) => problem.reason === 'holesOverlap' && problem.rings[0] === rings[0] && problem.rings[1] === rings[1],
      );
      if (overlaps && !isListed) problems.push({ reason: 'holesOverlap', rings });
    });
  });
  return problems;
};

/**
 * Everything wrong with a polygon (outer ring first, then holes), at most 50 entries; empty when it may be
 * used. Problems that make others meaningless (too many vertices, no position, too few points) come alone.
 * Cost grows with the number of segments whose longitudes overlap: about n·√n for ordinary shapes.
 */
export const checkPolygon = (polygon: PolygonCoordinates, limits: PolygonLimits = {}): readonly PolygonProblem[] => {
  if (polygon.length === 0) return [{ reason: 'noRings' }];
  const maximum = limits.maximumVertices ?? DEFAULT_MAXIMUM_VERTICES;
  const vertices = polygon.reduce((sum, ring) => sum + ring.length, 0);
  if (vertices > maximum) return [{ reason: 'tooManyVertices', vertices, maximum }];
  const ringProblems = polygon.flatMap((ring, index) => checkRing(ring, index, limits.bounds ?? WORLD));
  const isHopeless = ringProblems.some(({ reason }) => reason === 'notAPosition' || reason === 'tooFewPoints');
  if (isHopeless) return ringProblems.slice(0, MOST_LISTED);
  const meetings = findMeetings(polygon, MOST_LISTED);
  const hasCrossingRings = meetings.some(({ reason }) => reason === 'ringsCross');
  return [
    ...ringProblems,
    ...meetings,
    ...checkAreas(polygon, limits.minimumArea ?? DEFAULT_MINIMUM_AREA),
    ...(hasCrossingRings ? [] : checkHoles(polygon)),
  ].slice(0, MOST_LISTED);
};
