// The population summed up household by household, made once for each change of the data, so that counting looks at no person.
import { VULNERABILITIES } from '../atlas/thing.ts';
import { NO, YES, type Population, type Said } from './population.ts';

/** What is summed of a household, in the order of its fields. */
export const FIELD = {
  households: 0,
  persons: 1,
  registered: 2,
  notRegistered: 3,
  resident: 4,
  notResident: 5,
  presentTonight: 6,
  absentTonight: 7,
  vulnerable: 8,
} as const;

/** Fields from here on count one kind of vulnerability each, in the order of VULNERABILITIES. */
export const FIRST_VULNERABILITY = 9;

export const FIELDS = FIRST_VULNERABILITY + VULNERABILITIES.length;

/** All who say yes are of one statement, or none is, or they are of several and must be looked at one by one. */
export const NO_STATEMENT = -1;
export const SEVERAL_STATEMENTS = -2;

export interface PopulationDigest {
  /** Field f of household h is `fields[FIELDS * h + f]`. */
  readonly fields: Int32Array;
  /** By household: who said yes, for each of the three populations. */
  readonly registeredBy: Int32Array;
  readonly residentBy: Int32Array;
  readonly presentBy: Int32Array;
  /** Households without coordinates. */
  readonly unlocated: readonly number[];
}

const STRETCH = 1024;

const digestSaid = ({ starts, members }: Population, { answers, statements }: Said, household: number, fields: Int32Array, yesField: number): number => {
  const end = starts[household + 1] ?? 0;
  let [yes, no, by] = [0, 0, NO_STATEMENT];
  for (let slot = starts[household] ?? 0; slot < end; slot += 1) {
    const member = members[slot] ?? 0;
    const answer = answers[member];
    if (answer === NO) no += 1;
    if (answer !== YES) continue;
    yes += 1;
    const statement = statements[member] ?? 0;
    if (by !== statement) by = by === NO_STATEMENT ? statement : SEVERAL_STATEMENTS;
  }
  fields[FIELDS * household + yesField] = yes;
  fields[FIELDS * household + yesField + 1] = no;
  return by;
};

const digestVulnerable = ({ starts, members, vulnerabilities }: Population, household: number, fields: Int32Array): void => {
  const end = starts[household + 1] ?? 0;
  for (let slot = starts[household] ?? 0; slot < end; slot += 1) {
    const kind = vulnerabilities[members[slot] ?? 0] ?? 0;
    if (kind === 0) continue;
    const [all, one] = [FIELDS * household + FIELD.vulnerable, FIELDS * household + FIRST_VULNERABILITY + kind - 1];
    fields[all] = (fields[all] ?? 0) + 1;
    fields[one] = (fields[one] ?? 0) + 1;
  }
};

interface Making extends PopulationDigest {
  readonly unlocated: number[];
}

const digestStretch = (population: Population, digest: Making, first: number, end: number): void => {
  const { fields, registeredBy, residentBy, presentBy } = digest;
  for (let household = first; household < end; household += 1) {
    fields[FIELDS * household + FIELD.households] = 1;
    fields[FIELDS * household + FIELD.persons] = (population.starts[household + 1] ?? 0) - (population.starts[household] ?? 0);
    registeredBy[household] = digestSaid(population, population.registered, household, fields, FIELD.registered);
    residentBy[household] = digestSaid(population, population.resident, household, fields, FIELD.resident);
    presentBy[household] = digestSaid(population, population.present, household, fields, FIELD.presentTonight);
    digestVulnerable(population, household, fields);
    if (Number.isNaN(population.longitudes[household] ?? Number.NaN)) digest.unlocated.push(household);
  }
};

export function* digestPopulation(population: Population): Generator<void, PopulationDigest> {
  const { householdCount } = population;
  const statements = () => new Int32Array(householdCount);
  const digest: Making = { fields: new Int32Array(FIELDS * householdCount), registeredBy: statements(), residentBy: statements(), presentBy: statements(), unlocated: [] };
  for (let first = 0; first < householdCount; first += STRETCH) {
    digestStretch(population, digest, first, Math.min(householdCount, first + STRETCH));
    yield;
  }
  return digest;
}
