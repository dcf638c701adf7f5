// The things of one kind that lie in a hazard or are crossed by it, each with its zone and how sure that is.
import type { Thing } from '../atlas/thing.ts';
import { dateRange } from './count-persons.ts';
import { boxesMeet, reaches, zoneReached, type BoxOf } from './geometry-inside.ts';
import type { ZoneGrade } from './hazard-zone.ts';
import { CLEAR, edgeOfPlacing, OUTSIDE_NEAR_EDGE, placeIn, reachOfZones, zoneOfPlacing, type ReadyZone } from './located-households.ts';
import { villageOf } from './population.ts';
import type { Bounds, Metres } from '../../kernel/units.ts';

export interface AffectedThing {
  readonly thing: Thing;
  readonly grade: ZoneGrade;
  /** So near the edge that it may be outside. */
  readonly isNearEdge: boolean;
}

export interface CategoryTotals {
  readonly count: number;
  /** Of the kind, in the whole county: nobody has said where they are. */
  readonly unlocated: number;
  /** Of those, the ones of villages the hazard touches. */
  readonly unlocatedHere: number;
  readonly insideMaybeOut: number;
  readonly outsideMaybeIn: number;
  readonly asOfFrom: string;
  readonly asOfTo: string;
  /** Who the data are from, most first. */
  readonly sources: readonly string[];
  /** Sums over attributes; `unknown` things have no number there. */
  readonly sums: readonly { readonly key: string; readonly sum: number; readonly unknown: number }[];
}

export interface ThingsAffected {
  readonly list: readonly AffectedThing[];
  readonly totals: CategoryTotals;
}

const MOST_SOURCES = 10;
const STRETCH = 256;

const sourcesOf = (things: readonly AffectedThing[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { thing } of things) if (thing.source !== '') counts.set(thing.source, (counts.get(thing.source) ?? 0) + 1);
  return [...counts.entries()].toSorted(([, left], [, right]) => right - left).slice(0, MOST_SOURCES).map(([source]) => source);
};

const sumOf = (things: readonly AffectedThing[], key: string): CategoryTotals['sums'][number] => {
  let [sum, unknown] = [0, 0];
  for (const { thing } of things) {
    const value = thing.attributes[key];
    if (typeof value === 'number') sum += value;
    else unknown += 1;
  }
  return { key, sum, unknown };
};

export interface Uncounted {
  readonly unlocated: number;
  readonly unlocatedHere: number;
  readonly outsideMaybeIn: number;
}

export const categoryTotals = (list: readonly AffectedThing[], uncounted: Uncounted, sums: readonly string[] = []): CategoryTotals => ({
  count: list.length,
  ...uncounted,
  insideMaybeOut: list.filter(({ isNearEdge }) => isNearEdge).length,
  ...dateRange(list.map(({ thing }) => thing.asOf)),
  sources: sourcesOf(list),
  sums: sums.map((key) => sumOf(list, key)),
});

interface Tally {
  readonly list: AffectedThing[];
  unlocated: number;
  unlocatedHere: number;
  outsideMaybeIn: number;
}

const judgePoint = (thing: Thing, longitude: number, latitude: number, zones: readonly ReadyZone[], edgeMetres: Metres, tally: Tally): void => {
  const placing = placeIn(zones, longitude, latitude, edgeMetres);
  if (placing === 0) return;
  const zone = zones[zoneOfPlacing(placing) - 1];
  if (zone?.isAffecting === true) tally.list.push({ thing, grade: zone.grade, isNearEdge: edgeOfPlacing(placing) !== CLEAR });
  else if (edgeOfPlacing(placing) === OUTSIDE_NEAR_EDGE) tally.outsideMaybeIn += 1;
};

/** Where to look, and what is known of it. */
export interface Ground {
  readonly zones: readonly ReadyZone[];
  /** Of points; lines and areas either reach a zone or do not. */
  readonly edgeMetres: Metres;
  /** Significant digits of the villages touched. */
  readonly villages: ReadonlySet<string>;
  readonly boxOf: BoxOf;
}

const judge = (thing: Thing, box: Bounds, { zones, edgeMetres, villages, boxOf }: Ground, tally: Tally): void => {
  const { geometry } = thing;
  if (geometry === null) {
    tally.unlocated += 1;
    if (villages.has(villageOf(thing.areaCode))) tally.unlocatedHere += 1;
  } else if (geometry.type === 'Point') {
    judgePoint(thing, geometry.coordinates[0], geometry.coordinates[1], zones, edgeMetres, tally);
  } else if (boxesMeet(box, boxOf(geometry))) {
    const zone = zoneReached(zones, geometry, boxOf);
    if (zone !== undefined) tally.list.push({ thing, grade: zone.grade, isNearEdge: false });
  }
};

/** Gives way to its caller often. */
export function* thingsAffected(things: readonly Thing[], ground: Ground, sums: readonly string[] = []): Generator<void, ThingsAffected> {
  const box = reachOfZones(ground.zones, ground.edgeMetres);
  const tally: Tally = { list: [], unlocated: 0, unlocatedHere: 0, outsideMaybeIn: 0 };
  for (let first = 0; first < things.length; first += STRETCH) {
    for (const thing of things.slice(first, first + STRETCH)) judge(thing, box, ground, tally);
    yield;
  }
  const { list, ...uncounted } = tally;
  return { list, totals: categoryTotals(list, uncounted, sums) };
}

/** Significant digits of the villages whose land an affecting zone reaches; those drawn as a point count where it lies inside. */
export function* villagesReached(villages: readonly Thing[], zones: readonly ReadyZone[], boxOf: BoxOf): Generator<void, ReadonlySet<string>> {
  const box = reachOfZones(zones, 0);
  const found = new Set<string>();
  for (const [index, village] of villages.entries()) {
    if (index % 16 === 15) yield;
    const { geometry } = village;
    if (geometry === null || village.areaCode === '' || !boxesMeet(box, boxOf(geometry))) continue;
    if (zones.some((zone) => zone.isAffecting && reaches(zone, geometry))) found.add(villageOf(village.areaCode));
  }
  return found;
}
