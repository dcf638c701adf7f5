// Puts every household into the most severe zone it lies in, and marks those so near an edge that it may be otherwise.
import { preparePolygon, type PreparedPolygon } from '../../geo/prepared-polygon.ts';
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import type { Bounds, Degrees, Metres } from '../../kernel/units.ts';
import { bySeverity, isAffecting, type HazardZone, type ZoneGrade } from './hazard-zone.ts';
import type { Population } from './population.ts';
import { coverZone, INSIDE, MARKED, type ZoneCover } from './zone-cover.ts';

/** A zone made ready for many questions. */
export interface ReadyZone {
  readonly grade: ZoneGrade;
  readonly isAffecting: boolean;
  readonly zone: HazardZone;
  readonly prepared: PreparedPolygon;
  /** Made for one width; see `readyZones`. */
  readonly cover: ZoneCover;
}

/** Near an edge by less than the positions are good for. */
export const CLEAR = 0;
export const INSIDE_NEAR_EDGE = 1;
export const OUTSIDE_NEAR_EDGE = 2;

export interface Located {
  readonly zones: readonly ReadyZone[];
  /** Per household: 0 in none, otherwise 1 + index in `zones`. */
  readonly zoneOf: Uint8Array;
  /** Per household, about the affected area as a whole. */
  readonly edges: Uint8Array;
  readonly edgeMetres: Metres;
}

/** Households between two chances to give way: about a millisecond. */
const STRETCH = 2048;

/** Most severe first. `edgeMetres` is how far off a position may be. */
export const readyZones = (zones: readonly HazardZone[], edgeMetres: Metres): readonly ReadyZone[] =>
  zones.toSorted(bySeverity).map((zone) => {
    const prepared = preparePolygon(zone.area);
    return { grade: zone.grade, isAffecting: isAffecting(zone.grade), zone, prepared, cover: coverZone(zone.area, prepared, edgeMetres) };
  });

const widened = ([west, south, east, north]: Bounds, metres: Metres): Bounds => {
  const latitude = Math.min(89, Math.max(Math.abs(south), Math.abs(north)));
  const [east1, north1] = [metres / metresPerDegreeEast(latitude), metres / metresPerDegreeNorth(0)];
  return [west - east1, south - north1, east + east1, north + north1];
};

/** The rectangle outside of which nothing is in or near any zone. */
export const reachOfZones = (zones: readonly ReadyZone[], metres: Metres): Bounds =>
  zones.reduce<Bounds>(
    (box, { prepared }) => {
      const wide = widened(prepared.bounds, metres);
      return [Math.min(box[0], wide[0]), Math.min(box[1], wide[1]), Math.max(box[2], wide[2]), Math.max(box[3], wide[3])];
    },
    [Infinity, Infinity, -Infinity, -Infinity],
  );

/** `metres`: the width the zones were made ready for, or less. */
const isNear = ({ prepared }: ReadyZone, longitude: Degrees, latitude: Degrees, metres: Metres): boolean =>
  prepared.distanceToEdgeMetres(longitude, latitude, metres) <= metres;

const PROBES = 16;

/** Whether somewhere around a position, at a distance, no zone affects; 16 directions are looked in. */
const canLeave = (zones: readonly ReadyZone[], longitude: Degrees, latitude: Degrees, metres: Metres): boolean => {
  const [east, north] = [metres / metresPerDegreeEast(latitude), metres / metresPerDegreeNorth(latitude)];
  for (let probe = 0; probe < PROBES; probe += 1) {
    const angle = (2 * Math.PI * probe) / PROBES;
    const [x, y] = [longitude + east * Math.sin(angle), latitude + north * Math.cos(angle)];
    if (!zones.some((zone) => zone.isAffecting && zone.prepared.contains(x, y))) return true;
  }
  return false;
};

/**
 * Whether a position this uncertain may lie on the other side of the affected area's edge. The edge between
 * two affecting zones is none: whoever is on it is affected either way.
 */
const edgeState = (zones: readonly ReadyZone[], found: number, longitude: Degrees, latitude: Degrees, metres: Metres): number => {
  const affecting = zones.filter((zone) => zone.isAffecting);
  if (!affecting.some((zone) => isNear(zone, longitude, latitude, metres))) return CLEAR;
  const isInside = found > 0 && (zones[found - 1]?.isAffecting ?? false);
  if (!isInside) return OUTSIDE_NEAR_EDGE;
  return affecting.length === 1 || canLeave(zones, longitude, latitude, metres) ? INSIDE_NEAR_EDGE : CLEAR;
};

const EDGE_SHIFT = 8;

/** 1 + index of the zone of a `placing`, 0 for none; and how near the edge of the affected area it is. */
export const zoneOfPlacing = (placing: number): number => placing & 0xff;
export const edgeOfPlacing = (placing: number): number => placing >> EDGE_SHIFT;

/**
 * The most severe zone that holds a position, and its edge state, in one number so that nothing is allocated
 * where it is asked for every household. Exact, though mostly answered by the covers.
 */
export const placeIn = (zones: readonly ReadyZone[], longitude: Degrees, latitude: Degrees, edgeMetres: Metres): number => {
  let found = 0;
  let isMarked = false;
  for (let index = 0; index < zones.length; index += 1) {
    const zone = zones[index];
    if (zone === undefined) break;
    const answer = zone.cover.at(longitude, latitude);
    if (answer === MARKED) isMarked = true;
    if (found === 0 && (answer === INSIDE || (answer === MARKED && zone.prepared.contains(longitude, latitude)))) found = index + 1;
  }
  if (!isMarked || edgeMetres <= 0) return found;
  return found | (edgeState(zones, found, longitude, latitude, edgeMetres) << EDGE_SHIFT);
};

/** A plain function over a stretch of households: generators are not where hot loops run fast. */
const locateStretch = ({ longitudes, latitudes }: Population, { zones, zoneOf, edges, edgeMetres }: Located, box: Bounds, first: number, end: number): void => {
  const [west, south, east, north] = box;
  for (let household = first; household < end; household += 1) {
    const longitude = longitudes[household] ?? Number.NaN;
    const latitude = latitudes[household] ?? Number.NaN;
    // Written so that NaN is outside.
    if (!(longitude >= west && longitude <= east && latitude >= south && latitude <= north)) continue;
    const placing = placeIn(zones, longitude, latitude, edgeMetres);
    zoneOf[household] = zoneOfPlacing(placing);
    edges[household] = edgeOfPlacing(placing);
  }
};

export function* locateHouseholds(population: Population, zones: readonly ReadyZone[], edgeMetres: Metres): Generator<void, Located> {
  const { householdCount } = population;
  const located: Located = { zones, zoneOf: new Uint8Array(householdCount), edges: new Uint8Array(householdCount), edgeMetres };
  const box = reachOfZones(zones, edgeMetres);
  for (let first = 0; first < householdCount; first += STRETCH) {
    locateStretch(population, located, box, first, Math.min(householdCount, first + STRETCH));
    yield;
  }
  return located;
}
