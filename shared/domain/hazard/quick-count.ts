// The count while drawing: who and what lies inside, cheap enough to be made again with every move of the hand.
import type { Bounds, Metres, Milliseconds } from '../../kernel/units.ts';
import type { Thing } from '../atlas/thing.ts';
import { AFFECTED_SUMS, type AffectedCategoryName } from './affected-category.ts';
import type { Caution } from './caution.ts';
import { checkCounty } from './county-check.ts';
import { countPersons, type PersonTotals } from './count-persons.ts';
import type { BoxOf } from './geometry-inside.ts';
import type { HazardZone } from './hazard-zone.ts';
import { locateHouseholds, readyZones, type Located, type ReadyZone } from './located-households.ts';
import type { PopulationDigest } from './population-digest.ts';
import { villageOf, type Population } from './population.ts';
import { thingsAffected, villagesReached, type CategoryTotals, type ThingsAffected } from './things-affected.ts';
import { windState, type ToxicRelease } from './toxic-release.ts';
import type { Heights } from './unregistered-threat.ts';

/** What the county knows, at one moment. */
export interface CountyFacts {
  readonly population: Population;
  readonly digest: PopulationDigest;
  readonly things: (kind: string) => readonly Thing[];
  readonly boxOf: BoxOf;
  readonly heights: Heights | null;
  readonly bounds: Bounds | null;
}

export interface AffectedQuestion {
  readonly zones: readonly HazardZone[];
  readonly toxic: ToxicRelease | null;
  readonly now: Milliseconds;
  /** How far off a position may be. */
  readonly edgeMetres: Metres;
}

export type CategoriesCounted = { readonly [category in AffectedCategoryName]?: CategoryTotals };

export interface QuickCount {
  readonly persons: PersonTotals;
  readonly categories: CategoriesCounted;
  readonly cautions: readonly Caution[];
}

export type PointCategory = 'specialSites' | 'drainsAndIntakes' | 'hazardPoints' | 'shelters' | 'enterprises' | 'teams' | 'stockpiles';

/** What the quick count finds and the full report goes on from. */
export interface Basis {
  readonly zones: readonly ReadyZone[];
  readonly located: Located;
  readonly persons: PersonTotals;
  /** Significant digits of every village the hazard touches. */
  readonly villages: ReadonlySet<string>;
  readonly points: { readonly [category in PointCategory]: ThingsAffected };
}

const isDrainOrIntake = ({ attributes }: Thing): boolean => attributes['siteType'] === 'drain' || attributes['siteType'] === 'intake';

/** A 核销 point is registered no longer. */
export const isLivePoint = ({ attributes }: Thing): boolean => attributes['controlState'] !== 'cancelled';

export function* countBasis(facts: CountyFacts, question: AffectedQuestion): Generator<void, Basis> {
  const { edgeMetres } = question;
  const zones = readyZones(question.zones, edgeMetres);
  yield;
  const reached = yield* villagesReached(facts.things('village'), zones, facts.boxOf);
  const located = yield* locateHouseholds(facts.population, zones, edgeMetres);
  const persons = yield* countPersons(facts.population, facts.digest, located, reached);
  const villages = new Set([...reached, ...persons.villages.map(({ areaCode }) => villageOf(areaCode))]);
  villages.delete('');
  const ground = { zones, edgeMetres, villages, boxOf: facts.boxOf };
  const find = (category: PointCategory, things: readonly Thing[]) => thingsAffected(things, ground, AFFECTED_SUMS[category] ?? []);
  const sites = facts.things('specialSite');
  const points = {
    specialSites: yield* find('specialSites', sites.filter((site) => !isDrainOrIntake(site))),
    drainsAndIntakes: yield* find('drainsAndIntakes', sites.filter(isDrainOrIntake)),
    hazardPoints: yield* find('hazardPoints', facts.things('hazardPoint')),
    shelters: yield* find('shelters', facts.things('shelter')),
    enterprises: yield* find('enterprises', facts.things('enterprise')),
    teams: yield* find('teams', facts.things('team')),
    stockpiles: yield* find('stockpiles', facts.things('stockpile')),
  };
  return { zones, located, persons, villages, points };
}

const personCautions = ({ population }: CountyFacts, persons: PersonTotals): readonly Caution[] => [
  ...(population.householdCount === 0 ? (['noPopulationData'] as const) : []),
  ...(persons.presentTonight.unknown > 0 ? (['presentTonightUnknown'] as const) : []),
  ...(persons.unlocated.households > 0 ? (['unlocatedHouseholds'] as const) : []),
  ...(persons.edge.insideMaybeOut.households + persons.edge.outsideMaybeIn.households > 0 ? (['nearEdge'] as const) : []),
];

export const quickCautions = (facts: CountyFacts, question: AffectedQuestion, basis: Basis): readonly Caution[] => {
  const county = checkCounty(question.zones, facts.bounds).map(({ reason }) => reason);
  const wind = question.toxic === null ? 'valid' : windState(question.toxic.wind, question.now);
  return [
    ...personCautions(facts, basis.persons),
    ...(basis.points.hazardPoints.list.some(({ thing }) => isLivePoint(thing)) ? [] : (['noRegisteredHazardPoint'] as const)),
    ...(wind === 'expired' ? (['windExpired'] as const) : wind === 'none' ? (['windNone'] as const) : []),
    ...(county.includes('countyUnknown') ? (['countyUnknown'] as const) : []),
    ...(county.includes('partlyOutsideCounty') || county.includes('outsideCounty') ? (['partlyOutsideCounty'] as const) : []),
  ];
};

export const quickCategories = ({ persons, points }: Basis) => {
  const { edge, unlocated, unlocatedHere } = persons;
  const base = { asOfFrom: persons.asOfFrom, asOfTo: persons.asOfTo, sources: [], sums: [] };
  const of = (field: 'households' | 'persons'): CategoryTotals => ({
    ...base,
    count: persons[field],
    unlocated: unlocated[field] + (field === 'persons' ? persons.personsWithoutHousehold : 0),
    unlocatedHere: unlocatedHere[field],
    insideMaybeOut: edge.insideMaybeOut[field],
    outsideMaybeIn: edge.outsideMaybeIn[field],
  });
  return {
    persons: of('persons'),
    households: of('households'),
    vulnerable: { ...base, count: persons.vulnerable, unlocated: 0, unlocatedHere: 0, insideMaybeOut: 0, outsideMaybeIn: 0 },
    specialSites: points.specialSites.totals,
    drainsAndIntakes: points.drainsAndIntakes.totals,
    hazardPoints: points.hazardPoints.totals,
    shelters: points.shelters.totals,
    enterprises: points.enterprises.totals,
    teams: points.teams.totals,
    stockpiles: points.stockpiles.totals,
  } satisfies CategoriesCounted;
};

export function* quickCount(facts: CountyFacts, question: AffectedQuestion): Generator<void, QuickCount> {
  const basis = yield* countBasis(facts, question);
  return { persons: basis.persons, categories: quickCategories(basis), cautions: quickCautions(facts, question, basis) };
}
