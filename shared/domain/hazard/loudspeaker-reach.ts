// Which loudspeakers are heard in a hazard, and which households none is heard in (广播盲区住户).
import { circle, sector } from '../../geo/shapes.ts';
import { degrees, metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import type { Degrees, LonLat, Metres } from '../../kernel/units.ts';
import type { Attributes } from '../atlas/field.ts';
import type { ThingGeometry } from '../atlas/thing.ts';
import { createCellGrid } from './cell-grid.ts';
import type { ReadyZone } from './located-households.ts';
import { zoneReached } from './geometry-inside.ts';

/** `usable`: idle or working at its last report. `unknown` is never counted as heard. */
export type LoudspeakerState = 'usable' | 'fault' | 'unknown';

export interface Footprint {
  readonly index: number;
  readonly position: LonLat;
  readonly radius: Metres;
  /** Null: all round. */
  readonly beam: { readonly bearing: Degrees; readonly width: Degrees } | null;
  readonly state: LoudspeakerState;
}

export interface Footprints {
  readonly known: readonly Footprint[];
  /** Placed, but its radius or direction is unknown: nobody can say where it is heard. */
  readonly unknownReach: readonly number[];
  readonly unlocated: readonly number[];
}

/** How a household is reached; only `reached` is not blind. */
export type HouseholdReach = 'reached' | 'onlyUnknown' | 'onlyFaulty' | 'none';

interface Loudspeaker {
  readonly geometry: ThingGeometry | null;
  readonly attributes: Attributes;
}

const number = (attributes: Attributes, key: string): number | null => {
  const value = attributes[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

const stateOf = ({ workState }: Attributes): LoudspeakerState =>
  workState === 'idle' || workState === 'working' ? 'usable' : workState === 'fault' ? 'fault' : 'unknown';

const footprintOf = (index: number, position: LonLat, attributes: Attributes): Footprint | null => {
  const radius = number(attributes, 'audibleRadiusMetres');
  if (radius === null || radius <= 0) return null;
  const width = number(attributes, 'beamDegrees');
  const state = stateOf(attributes);
  // A terminal without a beam width is a horn of unknown shape: its radius is what is known of it.
  if (width === null || width >= 360) return { index, position, radius, beam: null, state };
  const bearing = number(attributes, 'bearingDegrees');
  return bearing === null || width <= 0 ? null : { index, position, radius, beam: { bearing, width }, state };
};

export const footprintsOf = (loudspeakers: readonly Loudspeaker[]): Footprints => {
  const [known, unknownReach, unlocated]: [Footprint[], number[], number[]] = [[], [], []];
  for (const [index, { geometry, attributes }] of loudspeakers.entries()) {
    if (geometry?.type !== 'Point') {
      unlocated.push(index);
      continue;
    }
    const footprint = footprintOf(index, geometry.coordinates, attributes);
    if (footprint === null) unknownReach.push(index);
    else known.push(footprint);
  }
  return { known, unknownReach, unlocated };
};

/** The most severe zone a footprint reaches into. */
export const zoneHeardIn = (zones: readonly ReadyZone[], { position, radius, beam }: Footprint): ReadyZone | undefined => {
  const near = zones.filter((zone) => zone.isAffecting && zone.prepared.intersectsCircle(position[0], position[1], radius));
  if (beam === null || near.length === 0) return near[0];
  const shape = sector(position, radius, beam.bearing - beam.width / 2, beam.bearing + beam.width / 2);
  const area = shape.ok ? shape : circle(position, radius);
  return area.ok ? zoneReached(near, { type: 'Polygon', coordinates: area.value }) : undefined;
};

/** Whether a footprint covers a position; metres in a plane that fits there, 0.1 % off at 10 km. */
export const isHeardAt = ({ position, radius, beam }: Footprint, longitude: Degrees, latitude: Degrees): boolean => {
  const east = (longitude - position[0]) * metresPerDegreeEast(position[1]);
  const north = (latitude - position[1]) * metresPerDegreeNorth(position[1]);
  if (east * east + north * north > radius * radius) return false;
  if (beam === null || (east === 0 && north === 0)) return true;
  const turn = Math.abs(((((degrees(Math.atan2(east, north)) - beam.bearing) % 360) + 540) % 360) - 180);
  return turn <= beam.width / 2;
};

export interface ReachIndex {
  readonly reachAt: (longitude: Degrees, latitude: Degrees) => HouseholdReach;
}

/** Neither all in one cell nor each in very many. */
const LONGEST_CELL: Metres = 2000;

const STRETCH = 256;

/** Gives way to its caller often. */
export function* createReachIndex(footprints: readonly Footprint[]): Generator<void, ReachIndex> {
  const widest = footprints.reduce((most, { radius }) => Math.max(most, radius), 1);
  const cellMetres = Math.min(widest, LONGEST_CELL);
  const grid = createCellGrid(cellMetres / metresPerDegreeEast(footprints[0]?.position[1] ?? 0), cellMetres / metresPerDegreeNorth(0));
  for (const [index, { position, radius }] of footprints.entries()) {
    const latitude = Math.min(89, Math.abs(position[1]) + radius / metresPerDegreeNorth(0));
    const [east, north] = [radius / metresPerDegreeEast(latitude), radius / metresPerDegreeNorth(0)];
    grid.add([position[0] - east, position[1] - north, position[0] + east, position[1] + north], index);
    if (index % STRETCH === STRETCH - 1) yield;
  }
  return {
    reachAt: (longitude, latitude) => {
      let reach: HouseholdReach = 'none';
      for (const index of grid.at(longitude, latitude)) {
        const footprint = footprints[index];
        if (footprint === undefined || !isHeardAt(footprint, longitude, latitude)) continue;
        if (footprint.state === 'usable') return 'reached';
        if (footprint.state === 'unknown' || reach === 'none') reach = footprint.state === 'unknown' ? 'onlyUnknown' : 'onlyFaulty';
      }
      return reach;
    },
  };
}
