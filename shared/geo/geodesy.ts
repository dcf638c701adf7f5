// Lengths, areas and directions on the earth, for everything that is measured on the map.
import type { Degrees, LonLat, Metres, SquareMetres } from '../kernel/units.ts';
import { radians, wgs84Ellipsoid } from './ellipsoid.ts';
import { geodesicBetween, geodesicDestination } from './geodesic.ts';
import type { LineCoordinates, MultiPolygonCoordinates, PolygonCoordinates, Ring } from './geometry.ts';

/** Geodesic distance on WGS-84, within 0.1 mm (see geodesic.ts for opposite sides of the earth). */
export const distance = (from: LonLat, to: LonLat): Metres => geodesicBetween(from, to).metres;

/** Direction in which `to` lies seen from `from`, clockwise from true north, 0 ≤ azimuth < 360. */
export const azimuth = (from: LonLat, to: LonLat): Degrees => geodesicBetween(from, to).azimuth;

/** Where one arrives going `metres` (negative: backwards) in the direction `azimuthFrom`. */
export const destination = (from: LonLat, azimuthFrom: Degrees, metres: Metres): LonLat =>
  metres < 0
    ? geodesicDestination(from, azimuthFrom + 180, -metres)
    : geodesicDestination(from, azimuthFrom, metres);

/** Sum of the geodesic lengths of a line's segments; 0 for fewer than two positions. */
export const lineLength = (line: LineCoordinates): Metres => {
  let metres = 0;
  let previous: LonLat | undefined;
  for (const position of line) {
    if (previous) metres += distance(previous, position);
    previous = position;
  }
  return metres;
};

const isClosed = (ring: Ring): boolean => {
  const [first, last] = [ring[0], ring.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
};

const closed = (ring: Ring): Ring => {
  const first = ring[0];
  return first === undefined || isClosed(ring) ? ring : [...ring, first];
};

/** Length of all boundaries, those of holes included. */
export const perimeter = (polygon: PolygonCoordinates): Metres =>
  polygon.reduce((sum, ring) => sum + lineLength(closed(ring)), 0);

/**
 * Area between the equator and a latitude per radian of longitude on the ellipsoid
 * (Snyder, Map Projections: A Working Manual, 1987, eq. 3-12 times b²/2).
 */
const areaFromEquator = (latitude: number): SquareMetres => {
  const { semiMinor, eccentricitySquared } = wgs84Ellipsoid;
  const e = Math.sqrt(eccentricitySquared);
  const sine = Math.sin(latitude);
  return (semiMinor ** 2 / 2) * (sine / (1 - eccentricitySquared * sine ** 2) + Math.atanh(e * sine) / e);
};

// Gauss-Legendre nodes and weights on [0, 1], three points: exact to 1e-12 for edges of a few degrees.
const NODES = [0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)] as const;
const WEIGHTS = [5 / 18, 8 / 18, 5 / 18] as const;

/** Signed area of a ring, positive when it runs anticlockwise. */
const signedRingArea = (ring: Ring): SquareMetres => {
  const origin = ring[0];
  if (!origin) return 0;
  const floor = areaFromEquator(radians(origin[1]));
  let sum = 0;
  let previous = origin;
  for (const position of [...ring, origin]) {
    const width = radians(position[0] - previous[0]);
    const [low, rise] = [radians(previous[1]), radians(position[1] - previous[1])];
    const height =
      WEIGHTS[0] * areaFromEquator(low + NODES[0] * rise) +
      WEIGHTS[1] * areaFromEquator(low + NODES[1] * rise) +
      WEIGHTS[2] * areaFromEquator(low + NODES[2] * rise);
    sum -= width * (height - floor);
    previous = position;
  }
  return sum;
};

/** Area enclosed by one ring on the WGS-84 ellipsoid, edges straight in degrees as the map draws them. */
export const ringArea = (ring: Ring): SquareMetres => Math.abs(signedRingArea(ring));

/** Area of the outer ring less its holes. Rings may run either way; they must not cross. */
export const polygonArea = (polygon: PolygonCoordinates): SquareMetres => {
  const [outer, ...holes] = polygon;
  if (!outer) return 0;
  return Math.max(0, ringArea(outer) - holes.reduce((sum, hole) => sum + ringArea(hole), 0));
};

/** Sum of the areas of the parts; parts that overlap count twice. */
export const multiPolygonArea = (parts: MultiPolygonCoordinates): SquareMetres =>
  parts.reduce((sum, polygon) => sum + polygonArea(polygon), 0);
