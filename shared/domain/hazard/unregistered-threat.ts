// 未登记的可疑威胁: inhabited places below steep slopes or beside streams where no hazard point is registered.
import { degrees, metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import { createPointIndex } from '../../geo/point-index.ts';
import type { Degrees, LonLat, Metres } from '../../kernel/units.ts';
import type { ThingGeometry } from '../atlas/thing.ts';
import { reachOfZones, type Located } from './located-households.ts';
import type { Population } from './population.ts';
import { createStreamIndex, type StreamIndex } from './stream-index.ts';

/** This product's own screening values, set by the county; of no standard. */
export interface ScreeningSettings {
  readonly slopeDegrees: Degrees;
  readonly slopeWithinMetres: Metres;
  readonly streamWithinMetres: Metres;
  /** A house less than this above the water counts as beside it. */
  readonly streamAboveMetres: Metres;
  readonly minimumStreamOrder: number;
  /** A registered point this near explains the threat. */
  readonly registeredWithinMetres: Metres;
  /** Suspect houses nearer than this to each other are one place. */
  readonly placeMetres: Metres;
}

export const DEFAULT_SCREENING: ScreeningSettings = {
  slopeDegrees: 25,
  slopeWithinMetres: 200,
  streamWithinMetres: 100,
  streamAboveMetres: 5,
  minimumStreamOrder: 1,
  registeredWithinMetres: 200,
  placeMetres: 150,
};

export interface Heights {
  /** Null: unknown there, which is not level. */
  readonly heightAt: (longitude: Degrees, latitude: Degrees) => Metres | null;
  /** Distance between measured heights: nothing smaller can be seen. */
  readonly resolutionMetres: Metres;
}

export interface SteepSlope {
  readonly degrees: Degrees;
  /** From the house to where the steep part begins. */
  readonly metres: Metres;
  /** Highest ground found on the way up, over the house. */
  readonly riseMetres: Metres;
}

export interface StreamBeside {
  readonly waterway: number;
  readonly metres: Metres;
  /** Null where the terrain is unknown: the house may be as low as the water. */
  readonly aboveMetres: Metres | null;
}

export interface SuspectHouse {
  readonly household: number;
  readonly position: LonLat;
  readonly slope: SteepSlope | null;
  readonly stream: StreamBeside | null;
}

export interface Screening {
  readonly suspects: readonly SuspectHouse[];
  /** Located households of the affected zones that were looked at. */
  readonly screened: number;
  readonly nearRegistered: number;
  /** Their ground or part of the ground around them is not in the terrain: not known to be safe. */
  readonly unknownGround: number;
}

export interface ScreeningGround {
  readonly heights: Heights | null;
  /** Waterways in question: those of too small an order are left out by the caller’s filter `isStreamInQuestion`. */
  readonly waterways: readonly (ThingGeometry | null)[];
  /** Registered points that are not 核销. */
  readonly registered: readonly LonLat[];
}

/** An unknown order is not a small one. */
export const isStreamInQuestion = (order: unknown, settings: ScreeningSettings): boolean =>
  typeof order !== 'number' || order >= settings.minimumStreamOrder;

const DIRECTIONS = 16;
const SHORTEST_STEP: Metres = 10;
/** Ground this much lower than the house lies between it and a slope that does not threaten it. */
const VALLEY_METRES: Metres = 5;

interface SlopeFinding {
  readonly slope: SteepSlope | null;
  readonly isUnknown: boolean;
}

interface Ray {
  readonly heights: Heights;
  readonly house: LonLat;
  readonly ground: Metres;
  readonly step: Metres;
  readonly settings: ScreeningSettings;
}

const alongRay = ({ heights, house, ground, step, settings }: Ray, angle: number): SlopeFinding => {
  const [east, north] = [Math.sin(angle) / metresPerDegreeEast(house[1]), Math.cos(angle) / metresPerDegreeNorth(house[1])];
  let slope: { degrees: Degrees; metres: Metres } | null = null;
  let [before, highest] = [ground, ground];
  for (let metres = step; metres <= settings.slopeWithinMetres + step / 2; metres += step) {
    const height = heights.heightAt(house[0] + metres * east, house[1] + metres * north);
    if (height === null) return { slope: withRise(slope, highest - ground), isUnknown: true };
    if (height < ground - VALLEY_METRES) break;
    const steepness = degrees(Math.atan((height - before) / step));
    if (steepness >= settings.slopeDegrees && steepness > (slope?.degrees ?? 0)) slope = { degrees: steepness, metres: metres - step };
    highest = Math.max(highest, height);
    before = height;
  }
  return { slope: withRise(slope, highest - ground), isUnknown: false };
};

const withRise = (slope: { readonly degrees: Degrees; readonly metres: Metres } | null, riseMetres: Metres): SteepSlope | null =>
  slope === null ? null : { ...slope, riseMetres };

/** The steepest slope that rises from near a house, looked for in 16 directions. */
export const slopeAbove = (heights: Heights, house: LonLat, settings: ScreeningSettings): SlopeFinding => {
  const ground = heights.heightAt(...house);
  if (ground === null) return { slope: null, isUnknown: true };
  const step = Math.min(Math.max(heights.resolutionMetres, SHORTEST_STEP), settings.slopeWithinMetres);
  let slope: SteepSlope | null = null;
  let isUnknown = false;
  for (let direction = 0; direction < DIRECTIONS; direction += 1) {
    const found = alongRay({ heights, house, ground, step, settings }, (2 * Math.PI * direction) / DIRECTIONS);
    isUnknown ||= found.isUnknown;
    if (found.slope !== null && found.slope.degrees > (slope?.degrees ?? 0)) slope = found.slope;
  }
  return { slope, isUnknown };
};

const streamBeside = (heights: Heights | null, streams: StreamIndex, house: LonLat, settings: ScreeningSettings): StreamBeside | null => {
  const near = streams.nearest(...house);
  if (near === null) return null;
  const [ground, water] = [heights?.heightAt(...house) ?? null, heights?.heightAt(...near.at) ?? null];
  const aboveMetres = ground === null || water === null ? null : ground - water;
  if (aboveMetres !== null && aboveMetres >= settings.streamAboveMetres) return null;
  return { waterway: near.index, metres: near.metres, aboveMetres };
};

/** Looks at every located household of the affecting zones; gives way to its caller often. */
export function* screenHouseholds(population: Population, located: Located, ground: ScreeningGround, settings: ScreeningSettings): Generator<void, Screening> {
  const { heights, waterways, registered } = ground;
  const streams = yield* createStreamIndex(waterways, settings.streamWithinMetres, reachOfZones(located.zones, settings.streamWithinMetres));
  const points = createPointIndex(Float64Array.from(registered, ([x]) => x), Float64Array.from(registered, ([, y]) => y));
  const suspects: SuspectHouse[] = [];
  let [screened, nearRegistered, unknownGround] = [0, 0, 0];
  for (let household = 0; household < population.householdCount; household += 1) {
    const zone = located.zoneOf[household] ?? 0;
    if (zone === 0 || located.zones[zone - 1]?.isAffecting !== true) continue;
    screened += 1;
    if (screened % 16 === 0) yield;
    const position: LonLat = [population.longitudes[household] ?? 0, population.latitudes[household] ?? 0];
    const finding = heights === null ? { slope: null, isUnknown: true } : slopeAbove(heights, position, settings);
    if (finding.isUnknown) unknownGround += 1;
    const stream = streamBeside(heights, streams, position, settings);
    if (finding.slope === null && stream === null) continue;
    if (points.nearest(position, 1, settings.registeredWithinMetres).length > 0) nearRegistered += 1;
    else suspects.push({ household, position, slope: finding.slope, stream });
  }
  return { suspects, screened, nearRegistered, unknownGround };
}
