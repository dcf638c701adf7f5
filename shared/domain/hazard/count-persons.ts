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
  /** By answer, and of the yes by statement. */
  readonly registered: Uint32Array;
  readonly registeredBy: Uint32Array;
  readonly resident: Uint32Array;
  readonly residentBy: Uint32Array;
  readonly present: Uint32Array;
  readonly presentBy: Uint32Array;
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
    registered: new Uint32Array(3),
    registeredBy: perStatement(),
    resident: new Uint32Array(3),
    residentBy: perStatement(),
    present: new Uint32Array(3),
    presentBy: perStatement(),
    householdStatements: new Uint8Array(population.statements.length),
    edge: new Uint32Array(4),
    unlocated: new Uint32Array(4),
  };
};

const bump = (counts: Uint32Array, index: number, by = 1): void => {
  counts[index] = (counts[index] ?? 0) + by;
};

/** The seven fields of one household, in `into`. Written out flat: this is the innermost loop of every count. */
const sumMembers = (population: Population, household: number, into: Float64Array): void => {
  const { starts, members, vulnerabilities } = population;
  const registered = population.registered.answers;
  const resident = population.resident.answers;
  const present = population.present.answers;
  const begin = starts[household] ?? 0;
  const end = starts[household + 1] ?? 0;
  let isRegistered = 0;
  let isResident = 0;
  let isPresent = 0;
  let presentUnknown = 0;
  let vulnerable = 0;
  for (let slot = begin; slot < end; slot += 1) {
    const member = members[slot] ?? 0;
    if (registered[member] === YES) isRegistered += 1;
    if (resident[member] === YES) isResident += 1;
    const presence = present[member];
    if (presence === YES) isPresent += 1;
    else if (presence === UNSAID) presentUnknown += 1;
    if (vulnerabilities[member] !== 0) vulnerable += 1;
  }
  into[HOUSEHOLDS] = 1;
  into[PERSONS] = end - begin;
  into[REGISTERED] = isRegistered;
  into[RESIDENT] = isResident;
  into[PRESENT] = isPresent;
  into[PRESENT_UNKNOWN] = presentUnknown;
  into[VULNERABLE] = vulnerable;
};

const add = (fields: Float64Array, into: Float64Array, at: number): void => {
  for (let field = 0; field < FIELDS; field += 1) into[at + field] = (into[at + field] ?? 0) + (fields[field] ?? 0);
};

const tellPopulation = ({ members }: Population, { answers, statements }: Said, begin: number, end: number, counts: Uint32Array, perStatement: Uint32Array): void => {
  for (let slot = begin; slot < end; slot += 1) {
    const member = members[slot] ?? 0;
    const answer = answers[member] ?? UNSAID;
    counts[answer] = (counts[answer] ?? 0) + 1;
    if (answer !== YES) continue;
    const statement = statements[member] ?? 0;
    perStatement[statement] = (perStatement[statement] ?? 0) + 1;
  }
};

const tellHousehold = (population: Population, household: number, sums: Sums): void => {
  const { starts, members, vulnerabilities } = population;
  const begin = starts[household] ?? 0;
  const end = starts[household + 1] ?? 0;
  tellPopulation(population, population.registered, begin, end, sums.registered, sums.registeredBy);
  tellPopulation(population, population.resident, begin, end, sums.resident, sums.residentBy);
  tellPopulation(population, population.present, begin, end, sums.present, sums.presentBy);
  for (let slot = begin; slot < end; slot += 1) {
    const kind = vulnerabilities[members[slot] ?? 0] ?? 0;
    if (kind !== 0) sums.vulnerabilities[kind] = (sums.vulnerabilities[kind] ?? 0) + 1;
  }
  sums.householdStatements[population.householdStatements[household] ?? 0] = 1;
};

const memberCount = ({ starts }: Population, household: number): number => (starts[household + 1] ?? 0) - (starts[household] ?? 0);

function* addHouseholds(population: Population, located: Located, sums: Sums): Generator<void, void> {
  const { zoneOf, edges, zones } = located;
  const fields = new Float64Array(FIELDS);
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
    sumMembers(population, household, fields);
    add(fields, sums.zones, FIELDS * (zone - 1));
    if (zones[zone - 1]?.isAffecting === true) {
      add(fields, sums.areas, FIELDS * (population.areas[household] ?? 0));
      tellHousehold(population, household, sums);
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

const tally = (population: Population, answers: Uint32Array, perStatement: Uint32Array): Tally => {
  const told = population.statements
    .map(({ source, asOf }, index) => ({ source, asOf, persons: perStatement[index] ?? 0 }))
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
    registered: tally(population, sums.registered, sums.registeredBy),
    resident: tally(population, sums.resident, sums.residentBy),
    presentTonight: tally(population, sums.present, sums.presentBy),
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
