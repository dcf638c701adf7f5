// Counts the people of the located households: three populations apart, each with who said so, and what is uncertain.
import { VULNERABILITIES, type Vulnerability } from '../atlas/thing.ts';
import { INSIDE_NEAR_EDGE, OUTSIDE_NEAR_EDGE, type Located } from './located-households.ts';
import type { ZoneGrade } from './hazard-zone.ts';
import { NO, UNSAID, villageOf, YES, type Population, type Said } from './population.ts';

/** One of 户籍, 常住, 当晚在村 among the people listed. `unknown`: nobody has said; it is never zero. */
export interface Tally {
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
  /** Who said yes of how many, most first. */
  readonly statements: readonly { readonly source: string; readonly asOf: string; readonly persons: number }[];
  /** Statements left off the list. */
  readonly furtherStatements: number;
}

export interface ZoneTally {
  readonly grade: ZoneGrade;
  readonly households: number;
  readonly persons: number;
  readonly registered: number;
  readonly resident: number;
  readonly presentTonight: number;
  readonly presentUnknown: number;
  readonly vulnerable: number;
}

export interface AreaTally {
  readonly areaCode: string;
  readonly households: number;
  readonly persons: number;
  readonly registered: number;
  readonly resident: number;
  readonly presentTonight: number;
  readonly presentUnknown: number;
  readonly vulnerable: number;
}

export interface HouseholdsAndPersons {
  readonly households: number;
  readonly persons: number;
}

export interface PersonTotals {
  readonly households: number;
  /** Everyone in the lists of these households, whichever population they are of. */
  readonly persons: number;
  readonly registered: Tally;
  readonly resident: Tally;
  readonly presentTonight: Tally;
  readonly vulnerable: number;
  readonly vulnerabilities: { readonly [kind in Vulnerability]: number };
  readonly zones: readonly ZoneTally[];
  readonly villages: readonly AreaTally[];
  readonly edge: { readonly metres: number; readonly insideMaybeOut: HouseholdsAndPersons; readonly outsideMaybeIn: HouseholdsAndPersons };
  readonly unlocated: HouseholdsAndPersons;
  /** Of the unlocated, those registered in a village the hazard touches: the likeliest to be missed. */
  readonly unlocatedHere: HouseholdsAndPersons;
  readonly personsWithoutHousehold: number;
  /** Oldest and newest date of the affected households’ data; empty where none has a date. */
  readonly asOfFrom: string;
  readonly asOfTo: string;
}

const FIELDS = 7;
const [HOUSEHOLDS, PERSONS, REGISTERED, RESIDENT, PRESENT, PRESENT_UNKNOWN, VULNERABLE] = [0, 1, 2, 3, 4, 5, 6] as const;
const MOST_STATEMENTS = 30;
const SLICE = 1024;

interface Sums {
  readonly zones: Float64Array;
  readonly areas: Float64Array;
  readonly vulnerabilities: Uint32Array;
  readonly statements: readonly [Uint32Array, Uint32Array, Uint32Array];
  readonly answers: readonly [Uint32Array, Uint32Array, Uint32Array];
  readonly householdStatements: Uint8Array;
  readonly edge: Uint32Array;
  readonly unlocated: Uint32Array;
}

const emptySums = (population: Population, zoneCount: number): Sums => {
  const perStatement = () => new Uint32Array(population.statements.length);
  return {
    zones: new Float64Array(FIELDS * zoneCount),
    areas: new Float64Array(FIELDS * population.areaCodes.length),
    vulnerabilities: new Uint32Array(VULNERABILITIES.length + 1),
    statements: [perStatement(), perStatement(), perStatement()],
    answers: [new Uint32Array(3), new Uint32Array(3), new Uint32Array(3)],
    householdStatements: new Uint8Array(population.statements.length),
    edge: new Uint32Array(4),
    unlocated: new Uint32Array(4),
  };
};

const bump = (counts: Uint32Array | Float64Array, index: number, by = 1): void => {
  counts[index] = (counts[index] ?? 0) + by;
};

/** The sums of one household's members, written into `into` from `at`. */
const sumMembers = (population: Population, household: number, into: Float64Array, at: number): void => {
  const { starts, members, registered, resident, present, vulnerabilities } = population;
  const end = starts[household + 1] ?? 0;
  for (let slot = starts[household] ?? 0; slot < end; slot += 1) {
    const member = members[slot] ?? 0;
    const presence = present.answers[member];
    if (registered.answers[member] === YES) bump(into, at + REGISTERED);
    if (resident.answers[member] === YES) bump(into, at + RESIDENT);
    if (presence === YES) bump(into, at + PRESENT);
    if (presence === UNSAID) bump(into, at + PRESENT_UNKNOWN);
    if ((vulnerabilities[member] ?? 0) > 0) bump(into, at + VULNERABLE);
  }
  bump(into, at + HOUSEHOLDS);
  bump(into, at + PERSONS, end - (starts[household] ?? 0));
};

const tellStatements = (population: Population, household: number, sums: Sums): void => {
  const { starts, members, vulnerabilities } = population;
  const populations = [population.registered, population.resident, population.present] as const;
  const end = starts[household + 1] ?? 0;
  for (let slot = starts[household] ?? 0; slot < end; slot += 1) {
    const member = members[slot] ?? 0;
    bump(sums.vulnerabilities, vulnerabilities[member] ?? 0);
    for (const which of [0, 1, 2] as const) {
      const said = populations[which];
      const answer = said.answers[member] ?? UNSAID;
      bump(sums.answers[which], answer);
      if (answer === YES) bump(sums.statements[which], said.statements[member] ?? 0);
    }
  }
  sums.householdStatements[population.householdStatements[household] ?? 0] = 1;
};

const memberCount = ({ starts }: Population, household: number): number => (starts[household + 1] ?? 0) - (starts[household] ?? 0);

function* addHouseholds(population: Population, located: Located, sums: Sums): Generator<void, void> {
  const { zoneOf, edges, zones } = located;
  let budget = SLICE;
  for (let household = 0; household < population.householdCount; household += 1) {
    const zone = zoneOf[household] ?? 0;
    const edge = edges[household] ?? 0;
    if (zone === 0 && edge === 0) continue;
    if (edge === INSIDE_NEAR_EDGE || edge === OUTSIDE_NEAR_EDGE) {
      const at = edge === INSIDE_NEAR_EDGE ? 0 : 2;
      bump(sums.edge, at);
      bump(sums.edge, at + 1, memberCount(population, household));
    }
    if (zone === 0) continue;
    sumMembers(population, household, sums.zones, FIELDS * (zone - 1));
    if (zones[zone - 1]?.isAffecting === true) {
      sumMembers(population, household, sums.areas, FIELDS * (population.areas[household] ?? 0));
      tellStatements(population, household, sums);
    }
    budget -= 1;
    if (budget > 0) continue;
    budget = SLICE;
    yield;
  }
}

/** Areas the hazard touches: where someone affected lives, and those named from outside by their shape. */
const touchedAreas = (population: Population, sums: Sums, villages: ReadonlySet<string>): Uint8Array =>
  Uint8Array.from(population.areaCodes, (code, area) =>
    (sums.areas[FIELDS * area + HOUSEHOLDS] ?? 0) > 0 || (code !== '' && villages.has(villageOf(code))) ? 1 : 0,
  );

function* addUnlocated(population: Population, touched: Uint8Array, sums: Sums): Generator<void, void> {
  for (let household = 0; household < population.householdCount; household += 1) {
    if (household % 16_384 === 0) yield;
    if (!Number.isNaN(population.longitudes[household] ?? Number.NaN)) continue;
    const persons = memberCount(population, household);
    bump(sums.unlocated, 0);
    bump(sums.unlocated, 1, persons);
    if (touched[population.areas[household] ?? 0] !== 1) continue;
    bump(sums.unlocated, 2);
    bump(sums.unlocated, 3, persons);
  }
}

const tally = (population: Population, sums: Sums, which: 0 | 1 | 2): Tally => {
  const answers = sums.answers[which];
  const told = population.statements
    .map(({ source, asOf }, index) => ({ source, asOf, persons: sums.statements[which][index] ?? 0 }))
    .filter(({ persons }) => persons > 0)
    .toSorted((left, right) => right.persons - left.persons);
  return {
    yes: answers[YES] ?? 0,
    no: answers[NO] ?? 0,
    unknown: answers[UNSAID] ?? 0,
    statements: told.slice(0, MOST_STATEMENTS),
    furtherStatements: Math.max(0, told.length - MOST_STATEMENTS),
  };
};

const fieldsAt = (values: Float64Array, index: number): Omit<ZoneTally, 'grade'> => {
  const at = (field: number): number => values[FIELDS * index + field] ?? 0;
  return {
    households: at(HOUSEHOLDS),
    persons: at(PERSONS),
    registered: at(REGISTERED),
    resident: at(RESIDENT),
    presentTonight: at(PRESENT),
    presentUnknown: at(PRESENT_UNKNOWN),
    vulnerable: at(VULNERABLE),
  };
};

/** Oldest and newest of some dates; the empty one says nothing. */
export const dateRange = (dates: Iterable<string>): { readonly asOfFrom: string; readonly asOfTo: string } => {
  let [asOfFrom, asOfTo] = ['', ''];
  for (const date of dates) {
    if (date === '') continue;
    if (asOfFrom === '' || date < asOfFrom) asOfFrom = date;
    if (date > asOfTo) asOfTo = date;
  }
  return { asOfFrom, asOfTo };
};

const pair = (counts: Uint32Array, at: number): HouseholdsAndPersons => ({ households: counts[at] ?? 0, persons: counts[at + 1] ?? 0 });

const vulnerabilityCounts = ({ vulnerabilities }: Sums): PersonTotals['vulnerabilities'] => {
  const of = (kind: Vulnerability): number => vulnerabilities[1 + VULNERABILITIES.findIndex(({ value }) => value === kind)] ?? 0;
  return {
    elderlyAlone: of('elderlyAlone'),
    disabled: of('disabled'),
    bedridden: of('bedridden'),
    child: of('child'),
    pregnant: of('pregnant'),
    illness: of('illness'),
  };
};

/** `touchedVillages`: significant digits of the villages whose land the hazard reaches, whoever lives there. */
export function* countPersons(population: Population, located: Located, touchedVillages: ReadonlySet<string>): Generator<void, PersonTotals> {
  const sums = emptySums(population, located.zones.length);
  yield* addHouseholds(population, located, sums);
  yield* addUnlocated(population, touchedAreas(population, sums, touchedVillages), sums);
  const zones = located.zones.map(({ grade }, index) => ({ grade, ...fieldsAt(sums.zones, index) }));
  const affecting = zones.filter((_zone, index) => located.zones[index]?.isAffecting === true);
  const total = (field: 'households' | 'persons' | 'vulnerable'): number => affecting.reduce((sum, zone) => sum + zone[field], 0);
  return {
    households: total('households'),
    persons: total('persons'),
    registered: tally(population, sums, 0),
    resident: tally(population, sums, 1),
    presentTonight: tally(population, sums, 2),
    vulnerable: total('vulnerable'),
    vulnerabilities: vulnerabilityCounts(sums),
    zones,
    villages: population.areaCodes
      .map((areaCode, area) => ({ areaCode, ...fieldsAt(sums.areas, area) }))
      .filter(({ households }) => households > 0)
      .toSorted((left, right) => (left.areaCode < right.areaCode ? -1 : 1)),
    edge: { metres: located.edgeMetres, insideMaybeOut: pair(sums.edge, 0), outsideMaybeIn: pair(sums.edge, 2) },
    unlocated: pair(sums.unlocated, 0),
    unlocatedHere: pair(sums.unlocated, 2),
    personsWithoutHousehold: population.withoutHousehold,
    ...dateRange(population.statements.filter((_statement, index) => sums.householdStatements[index] === 1).map(({ asOf }) => asOf)),
  };
}
