// Counts the people of the located households: three populations apart, each with who said so, and what is uncertain.
import { VULNERABILITIES, type Vulnerability } from '../atlas/thing.ts';
import { INSIDE_NEAR_EDGE, OUTSIDE_NEAR_EDGE, type Located } from './located-households.ts';
import type { ZoneGrade } from './hazard-zone.ts';
import { FIELD, FIELDS, FIRST_VULNERABILITY, NO_STATEMENT, SEVERAL_STATEMENTS, type PopulationDigest } from './population-digest.ts';
import { villageOf, YES, type Population, type Said } from './population.ts';

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

const MOST_STATEMENTS = 30;
/** Households between two chances to give way: well under a millisecond. */
const STRETCH = 8192;

interface Sums {
  /** The fields of zone z and area a, at `FIELDS * (z * areas + a)`. */
  readonly cells: Int32Array;
  /** Of those who said yes, by statement. */
  readonly registeredBy: Uint32Array;
  readonly residentBy: Uint32Array;
  readonly presentBy: Uint32Array;
  readonly householdStatements: Uint8Array;
  readonly edge: Uint32Array;
  readonly unlocated: Uint32Array;
}

const emptySums = (population: Population, zoneCount: number): Sums => {
  const perStatement = () => new Uint32Array(population.statements.length);
  return {
    cells: new Int32Array(FIELDS * zoneCount * population.areaCodes.length),
    registeredBy: perStatement(),
    residentBy: perStatement(),
    presentBy: perStatement(),
    householdStatements: new Uint8Array(population.statements.length),
    edge: new Uint32Array(4),
    unlocated: new Uint32Array(4),
  };
};

const bump = (counts: Uint32Array, index: number, by = 1): void => {
  counts[index] = (counts[index] ?? 0) + by;
};

const memberCount = ({ starts }: Population, household: number): number => (starts[household + 1] ?? 0) - (starts[household] ?? 0);

const add = (fields: Int32Array, household: number, into: Int32Array, index: number): void => {
  const [from, to] = [FIELDS * household, FIELDS * index];
  // Few households have somebody vulnerable; the fields by kind are then all zero.
  const end = (fields[from + FIELD.vulnerable] ?? 0) === 0 ? FIELD.vulnerable : FIELDS;
  for (let field = 0; field < end; field += 1) into[to + field] = (into[to + field] ?? 0) + (fields[from + field] ?? 0);
};

/** Who said yes of a household whose members are of several statements. */
const tellEach = ({ starts, members }: Population, { answers, statements }: Said, household: number, perStatement: Uint32Array): void => {
  const end = starts[household + 1] ?? 0;
  for (let slot = starts[household] ?? 0; slot < end; slot += 1) {
    const member = members[slot] ?? 0;
    if (answers[member] === YES) bump(perStatement, statements[member] ?? 0);
  }
};

const tellHousehold = (population: Population, digest: PopulationDigest, household: number, sums: Sums): void => {
  const { fields } = digest;
  const at = FIELDS * household;
  const registeredBy = digest.registeredBy[household] ?? NO_STATEMENT;
  const residentBy = digest.residentBy[household] ?? NO_STATEMENT;
  const presentBy = digest.presentBy[household] ?? NO_STATEMENT;
  if (registeredBy >= 0) bump(sums.registeredBy, registeredBy, fields[at + FIELD.registered] ?? 0);
  else if (registeredBy === SEVERAL_STATEMENTS) tellEach(population, population.registered, household, sums.registeredBy);
  if (residentBy >= 0) bump(sums.residentBy, residentBy, fields[at + FIELD.resident] ?? 0);
  else if (residentBy === SEVERAL_STATEMENTS) tellEach(population, population.resident, household, sums.residentBy);
  if (presentBy >= 0) bump(sums.presentBy, presentBy, fields[at + FIELD.presentTonight] ?? 0);
  else if (presentBy === SEVERAL_STATEMENTS) tellEach(population, population.present, household, sums.presentBy);
  sums.householdStatements[population.householdStatements[household] ?? 0] = 1;
};

/** A plain function over a stretch of households: generators are not where hot loops run fast. */
const addStretch = (population: Population, digest: PopulationDigest, { zoneOf, edges, zones }: Located, sums: Sums, first: number, end: number): void => {
  const areaCount = population.areaCodes.length;
  for (let household = first; household < end; household += 1) {
    const zone = zoneOf[household] ?? 0;
    const edge = edges[household] ?? 0;
    if (edge === INSIDE_NEAR_EDGE || edge === OUTSIDE_NEAR_EDGE) {
      const at = edge === INSIDE_NEAR_EDGE ? 0 : 2;
      bump(sums.edge, at);
      bump(sums.edge, at + 1, memberCount(population, household));
    }
    if (zone === 0) continue;
    add(digest.fields, household, sums.cells, (zone - 1) * areaCount + (population.areas[household] ?? 0));
    if (zones[zone - 1]?.isAffecting === true) tellHousehold(population, digest, household, sums);
  }
};

function* addHouseholds(population: Population, digest: PopulationDigest, located: Located, sums: Sums): Generator<void, void> {
  for (let first = 0; first < population.householdCount; first += STRETCH) {
    addStretch(population, digest, located, sums, first, Math.min(population.householdCount, first + STRETCH));
    yield;
  }
}

interface Folded {
  /** Fields by zone, and by area over the affecting zones. */
  readonly zones: Float64Array;
  readonly areas: Float64Array;
}

const fold = (population: Population, { zones }: Located, { cells }: Sums): Folded => {
  const areaCount = population.areaCodes.length;
  const folded = { zones: new Float64Array(FIELDS * zones.length), areas: new Float64Array(FIELDS * areaCount) };
  for (const [zone, { isAffecting }] of zones.entries()) {
    for (let area = 0; area < areaCount; area += 1) {
      const from = FIELDS * (zone * areaCount + area);
      for (let field = 0; field < FIELDS; field += 1) {
        const sum = cells[from + field] ?? 0;
        folded.zones[FIELDS * zone + field] = (folded.zones[FIELDS * zone + field] ?? 0) + sum;
        if (isAffecting) folded.areas[FIELDS * area + field] = (folded.areas[FIELDS * area + field] ?? 0) + sum;
      }
    }
  }
  return folded;
};

/** Areas the hazard touches: where someone affected lives, and those named from outside by their shape. */
const touchedAreas = (population: Population, { areas }: Folded, villages: ReadonlySet<string>): Uint8Array =>
  Uint8Array.from(population.areaCodes, (code, area) =>
    (areas[FIELDS * area + FIELD.households] ?? 0) > 0 || (code !== '' && villages.has(villageOf(code))) ? 1 : 0,
  );

const addUnlocated = (population: Population, { unlocated }: PopulationDigest, touched: Uint8Array, sums: Sums): void => {
  for (const household of unlocated) {
    const persons = memberCount(population, household);
    bump(sums.unlocated, 0);
    bump(sums.unlocated, 1, persons);
    if (touched[population.areas[household] ?? 0] !== 1) continue;
    bump(sums.unlocated, 2);
    bump(sums.unlocated, 3, persons);
  }
};

const tally = (population: Population, persons: number, yes: number, no: number, perStatement: Uint32Array): Tally => {
  const told = population.statements
    .map(({ source, asOf }, index) => ({ source, asOf, persons: perStatement[index] ?? 0 }))
    .filter((statement) => statement.persons > 0)
    .toSorted((left, right) => right.persons - left.persons);
  return { yes, no, unknown: persons - yes - no, statements: told.slice(0, MOST_STATEMENTS), furtherStatements: Math.max(0, told.length - MOST_STATEMENTS) };
};

const fieldsAt = (values: Float64Array, index: number): Omit<ZoneTally, 'grade'> => {
  const at = (field: number): number => values[FIELDS * index + field] ?? 0;
  return {
    households: at(FIELD.households),
    persons: at(FIELD.persons),
    registered: at(FIELD.registered),
    resident: at(FIELD.resident),
    presentTonight: at(FIELD.presentTonight),
    presentUnknown: at(FIELD.persons) - at(FIELD.presentTonight) - at(FIELD.absentTonight),
    vulnerable: at(FIELD.vulnerable),
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

const vulnerabilityCounts = (total: (field: number) => number): PersonTotals['vulnerabilities'] => {
  const of = (kind: Vulnerability): number => total(FIRST_VULNERABILITY + VULNERABILITIES.findIndex(({ value }) => value === kind));
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
export function* countPersons(population: Population, digest: PopulationDigest, located: Located, touchedVillages: ReadonlySet<string>): Generator<void, PersonTotals> {
  const sums = emptySums(population, located.zones.length);
  yield* addHouseholds(population, digest, located, sums);
  const folded = fold(population, located, sums);
  addUnlocated(population, digest, touchedAreas(population, folded, touchedVillages), sums);
  const total = (field: number): number => located.zones.reduce((sum, { isAffecting }, index) => (isAffecting ? sum + (folded.zones[FIELDS * index + field] ?? 0) : sum), 0);
  const persons = total(FIELD.persons);
  return {
    households: total(FIELD.households),
    persons,
    registered: tally(population, persons, total(FIELD.registered), total(FIELD.notRegistered), sums.registeredBy),
    resident: tally(population, persons, total(FIELD.resident), total(FIELD.notResident), sums.residentBy),
    presentTonight: tally(population, persons, total(FIELD.presentTonight), total(FIELD.absentTonight), sums.presentBy),
    vulnerable: total(FIELD.vulnerable),
    vulnerabilities: vulnerabilityCounts(total),
    zones: located.zones.map(({ grade }, index) => ({ grade, ...fieldsAt(folded.zones, index) })),
    villages: population.areaCodes
      .map((areaCode, area) => ({ areaCode, ...fieldsAt(folded.areas, area) }))
      .filter(({ households }) => households > 0)
      .toSorted((left, right) => (left.areaCode < right.areaCode ? -1 : 1)),
    edge: { metres: located.edgeMetres, insideMaybeOut: pair(sums.edge, 0), outsideMaybeIn: pair(sums.edge, 2) },
    unlocated: pair(sums.unlocated, 0),
    unlocatedHere: pair(sums.unlocated, 2),
    personsWithoutHousehold: population.withoutHousehold,
    ...dateRange(population.statements.filter((_statement, index) => sums.householdStatements[index] === 1).map(({ asOf }) => asOf)),
  };
}
