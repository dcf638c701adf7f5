// Everything a saved hazard affects, list by list, worked out at one moment in small steps.
import type { Metres } from '../../kernel/units.ts';
import type { Thing } from '../atlas/thing.ts';
import { AFFECTED_SUMS, type AffectedCategoryName } from './affected-category.ts';
import type { Caution } from './caution.ts';
import type { ZoneGrade } from './hazard-zone.ts';
import type { Located, ReadyZone } from './located-households.ts';
import { createReachIndex, footprintsOf, zoneHeardIn, type Footprints, type HouseholdReach } from './loudspeaker-reach.ts';
import { personsToCall } from './persons-to-call.ts';
import { villageOf, type Population } from './population.ts';
import { countBasis, isLivePoint, quickCategories, quickCautions, type AffectedQuestion, type Basis, type CountyFacts, type QuickCount } from './quick-count.ts';
import { threatenedPlaces, type ThreatenedPlace } from './threatened-place.ts';
import { categoryTotals, thingsAffected, type AffectedThing, type CategoryTotals, type ThingsAffected } from './things-affected.ts';
import { isStreamInQuestion, screenHouseholds, type Screening, type ScreeningSettings } from './unregistered-threat.ts';

/** The categories whose lists are things of the one map. */
export type ThingCategory = Exclude<AffectedCategoryName, 'persons' | 'households' | 'vulnerable' | 'unregisteredThreats' | 'blindHouseholds'>;

export interface BlindHouseholds {
  /** By household; only those of affecting zones are looked at. */
  readonly reaches: ReadonlyMap<number, Exclude<HouseholdReach, 'reached'>>;
  readonly none: number;
  readonly onlyFaulty: number;
  readonly onlyUnknown: number;
  readonly persons: number;
}

export interface AffectedReport extends QuickCount {
  readonly categories: { readonly [category in AffectedCategoryName]: CategoryTotals };
  readonly located: Located;
  readonly things: { readonly [category in ThingCategory]: readonly AffectedThing[] };
  readonly blind: BlindHouseholds;
  readonly screening: Screening;
  readonly places: readonly ThreatenedPlace[];
  /** In the order of `places[].stream.waterway`. */
  readonly waterways: readonly Thing[];
}

const memberCount = ({ starts }: Population, household: number): number => (starts[household + 1] ?? 0) - (starts[household] ?? 0);

function* findBlind(population: Population, located: Located, footprints: Footprints): Generator<void, BlindHouseholds> {
  const index = yield* createReachIndex(footprints.known);
  const reaches = new Map<number, Exclude<HouseholdReach, 'reached'>>();
  const counts = { none: 0, onlyFaulty: 0, onlyUnknown: 0 };
  let [persons, looked] = [0, 0];
  for (let household = 0; household < population.householdCount; household += 1) {
    const zone = located.zoneOf[household] ?? 0;
    if (zone === 0 || located.zones[zone - 1]?.isAffecting !== true) continue;
    looked += 1;
    if (looked % 512 === 0) yield;
    const reach = index.reachAt(population.longitudes[household] ?? 0, population.latitudes[household] ?? 0);
    if (reach === 'reached') continue;
    reaches.set(household, reach);
    counts[reach] += 1;
    persons += memberCount(population, household);
  }
  return { reaches, ...counts, persons };
}

interface Heard extends ThingsAffected {
  readonly footprints: Footprints;
}

function* findLoudspeakers(things: readonly Thing[], zones: readonly ReadyZone[], villages: ReadonlySet<string>): Generator<void, Heard> {
  const footprints = footprintsOf(things);
  yield;
  const list: AffectedThing[] = [];
  for (const [index, footprint] of footprints.known.entries()) {
    if (index % 256 === 255) yield;
    const zone = zoneHeardIn(zones, footprint);
    const thing = things[footprint.index];
    if (zone !== undefined && thing !== undefined) list.push({ thing, grade: zone.grade, isNearEdge: false });
  }
  const unlocatedHere = footprints.unlocated.filter((index) => villages.has(villageOf(things[index]?.areaCode ?? ''))).length;
  return { footprints, list, totals: categoryTotals(list, { unlocated: footprints.unlocated.length, unlocatedHere, outsideMaybeIn: 0 }) };
}

/** The most severe zone anyone of a village is in; villages only reached by land get the least severe. */
const gradesOfVillages = ({ population }: CountyFacts, { located, villages, zones }: Basis): ReadonlyMap<string, ZoneGrade> => {
  const least = zones.findLast((zone) => zone.isAffecting)?.grade ?? 'whole';
  const worstOf = new Uint8Array(population.areaCodes.length);
  for (let household = 0; household < population.householdCount; household += 1) {
    const zone = located.zoneOf[household] ?? 0;
    if (zone === 0 || zones[zone - 1]?.isAffecting !== true) continue;
    const [area, worst] = [population.areas[household] ?? 0, worstOf[population.areas[household] ?? 0] ?? 0];
    if (worst === 0 || zone < worst) worstOf[area] = zone;
  }
  const places = new Map<string, number>();
  for (const [area, code] of population.areaCodes.entries()) {
    const [village, zone] = [villageOf(code), worstOf[area] ?? 0];
    if (zone !== 0) places.set(village, Math.min(zone, places.get(village) ?? zone));
  }
  return new Map([...villages].map((village) => [village, zones[(places.get(village) ?? 0) - 1]?.grade ?? least]));
};

/** Goods kept in an affected depot are affected with it, wherever their own point is. */
function* findStock(facts: CountyFacts, basis: Basis, edgeMetres: Metres): Generator<void, ThingsAffected> {
  const depots = new Map(basis.points.stockpiles.list.map((affected) => [affected.thing.id, affected]));
  const items = facts.things('stockItem');
  const own = yield* thingsAffected(items, { zones: basis.zones, edgeMetres, villages: basis.villages, boxOf: facts.boxOf });
  const listed = new Set(own.list.map(({ thing }) => thing.id));
  const kept = items.flatMap((thing) => {
    const depot = depots.get(typeof thing.attributes['stockpileId'] === 'string' ? thing.attributes['stockpileId'] : '');
    return depot === undefined || listed.has(thing.id) ? [] : [{ ...depot, thing }];
  });
  yield;
  const placed = new Set(facts.things('stockpile').filter(({ geometry }) => geometry !== null).map(({ id }) => id));
  const isLost = (thing: Thing): boolean => thing.geometry === null && !placed.has(typeof thing.attributes['stockpileId'] === 'string' ? thing.attributes['stockpileId'] : '');
  const lost = items.filter(isLost);
  const list = [...own.list, ...kept];
  const unlocatedHere = lost.filter(({ areaCode }) => basis.villages.has(villageOf(areaCode))).length;
  return { list, totals: categoryTotals(list, { unlocated: lost.length, unlocatedHere, outsideMaybeIn: own.totals.outsideMaybeIn }) };
}

function* screen(facts: CountyFacts, located: Located, settings: ScreeningSettings): Generator<void, { readonly screening: Screening; readonly waterways: readonly Thing[] }> {
  const waterways = facts.things('waterway').filter(({ attributes }) => isStreamInQuestion(attributes['strahlerOrder'], settings));
  const registered = facts.things('hazardPoint').flatMap((thing) => (thing.geometry?.type === 'Point' && isLivePoint(thing) ? [thing.geometry.coordinates] : []));
  const ground = { heights: facts.heights, waterways: waterways.map(({ geometry }) => geometry), registered };
  return { screening: yield* screenHouseholds(facts.population, located, ground, settings), waterways };
}

const countOnly = (count: number, of: CategoryTotals): CategoryTotals => ({ ...of, count, unlocated: 0, unlocatedHere: 0, insideMaybeOut: 0, outsideMaybeIn: 0, sources: [], sums: [] });

const fullCautions = (facts: CountyFacts, footprints: Footprints, screening: Screening): readonly Caution[] => [
  ...(facts.heights === null ? (['noTerrain'] as const) : screening.unknownGround > 0 ? (['terrainGaps'] as const) : []),
  ...(facts.things('waterway').length === 0 ? (['noWaterways'] as const) : []),
  ...(facts.things('loudspeaker').length === 0 ? (['noLoudspeakers'] as const) : []),
  ...(footprints.unknownReach.length > 0 ? (['loudspeakerReachUnknown'] as const) : []),
  ...(footprints.unlocated.length > 0 ? (['loudspeakersUnlocated'] as const) : []),
  ...(facts.things('road').length === 0 ? (['noRoads'] as const) : []),
];

type Found = { readonly [category in ThingCategory]: ThingsAffected };

const listsOf = (found: Found): AffectedReport['things'] => ({
  specialSites: found.specialSites.list,
  hazardPoints: found.hazardPoints.list,
  shelters: found.shelters.list,
  loudspeakers: found.loudspeakers.list,
  roads: found.roads.list,
  transferRoutes: found.transferRoutes.list,
  drainsAndIntakes: found.drainsAndIntakes.list,
  enterprises: found.enterprises.list,
  riskZones: found.riskZones.list,
  teams: found.teams.list,
  stockpiles: found.stockpiles.list,
  stockItems: found.stockItems.list,
  responsiblePersons: found.responsiblePersons.list,
});

/** Everything, for a saved hazard. */
export function* affectedReport(facts: CountyFacts, question: AffectedQuestion, settings: ScreeningSettings): Generator<void, AffectedReport> {
  const basis = yield* countBasis(facts, question);
  const { zones, located, persons, villages, points } = basis;
  const crossed = (kind: string, sums: readonly string[] = []) => thingsAffected(facts.things(kind), { zones, edgeMetres: 0, villages, boxOf: facts.boxOf }, sums);
  const heard = yield* findLoudspeakers(facts.things('loudspeaker'), zones, villages);
  const found: Found = {
    ...points,
    roads: yield* crossed('road'),
    transferRoutes: yield* crossed('transferRoute'),
    riskZones: yield* crossed('riskZone', AFFECTED_SUMS.riskZones),
    loudspeakers: heard,
    stockItems: yield* findStock(facts, basis, question.edgeMetres),
    responsiblePersons: yield* personsToCall(facts.things('responsiblePerson'), zones, gradesOfVillages(facts, basis)),
  };
  const blind = yield* findBlind(facts.population, located, heard.footprints);
  const { screening, waterways } = yield* screen(facts, located, settings);
  const places = yield* threatenedPlaces(facts.population, screening.suspects, settings.placeMetres);
  const quick = quickCategories(basis);
  const categories = {
    ...quick,
    roads: found.roads.totals,
    transferRoutes: found.transferRoutes.totals,
    riskZones: found.riskZones.totals,
    loudspeakers: found.loudspeakers.totals,
    stockItems: found.stockItems.totals,
    responsiblePersons: found.responsiblePersons.totals,
    unregisteredThreats: countOnly(places.length, quick.households),
    blindHouseholds: countOnly(blind.reaches.size, quick.households),
  };
  const cautions = [...quickCautions(facts, question, basis), ...fullCautions(facts, heard.footprints, screening)];
  return { persons, located, blind, screening, places, waterways, things: listsOf(found), categories, cautions };
}
