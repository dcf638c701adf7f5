// Makes the arrays the hazards count from rows held in memory, and runs what is cut into steps to its end.
import { VULNERABILITIES, type Vulnerability } from '../../../shared/domain/atlas/thing.ts';
import { NO, UNSAID, YES, type Population, type Said, type Statement } from '../../../shared/domain/hazard/population.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';

export interface HouseholdRow {
  readonly areaCode: string;
  /** Null where nobody has placed it. */
  readonly position: LonLat | null;
  readonly statement: Statement;
}

export interface ResidentRow {
  /** Index of the household row; -1 where the household is not known. */
  readonly household: number;
  /** 户籍, 常住, 当晚在村; null where nobody has said. */
  readonly isRegistered: boolean | null;
  readonly isResident: boolean | null;
  readonly isPresentTonight: boolean | null;
  readonly vulnerability: Vulnerability | null;
  readonly registeredBy: Statement;
  readonly residentBy: Statement;
  readonly presentBy: Statement;
}

/** Gives each distinct value a number in order of first appearance. */
const numbering = <T>(keyOf: (value: T) => string): { readonly of: (value: T) => number; readonly values: T[] } => {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of: (value) => {
      const key = keyOf(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
};

const answer = (value: boolean | null): number => (value === null ? UNSAID : value ? YES : NO);

const vulnerabilityNumbers: ReadonlyMap<Vulnerability, number> = new Map(VULNERABILITIES.map(({ value }, index) => [value, index + 1]));

const said = (count: number): Said => ({ answers: new Uint8Array(count), statements: new Uint32Array(count) });

interface Members {
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  readonly withoutHousehold: number;
}

const groupMembers = (households: Int32Array, householdCount: number): Members => {
  const starts = new Uint32Array(householdCount + 1);
  let withoutHousehold = 0;
  for (const household of households) {
    if (household < 0 || household >= householdCount) withoutHousehold += 1;
    else starts[household + 1] = (starts[household + 1] ?? 0) + 1;
  }
  for (let household = 0; household < householdCount; household += 1) starts[household + 1] = (starts[household + 1] ?? 0) + (starts[household] ?? 0);
  const members = new Uint32Array(households.length - withoutHousehold);
  const next = starts.slice();
  for (const [resident, household] of households.entries()) {
    if (household < 0 || household >= householdCount) continue;
    const place = next[household] ?? 0;
    members[place] = resident;
    next[household] = place + 1;
  }
  return { starts, members, withoutHousehold };
};

interface Numbers {
  readonly statementOf: (statement: Statement) => number;
  readonly areaOf: (areaCode: string) => number;
}

type HouseholdPart = Pick<Population, 'longitudes' | 'latitudes' | 'areas' | 'householdStatements'>;

const readHouseholds = (rows: readonly HouseholdRow[], numbers: Numbers): HouseholdPart => {
  const part = {
    longitudes: new Float64Array(rows.length).fill(Number.NaN),
    latitudes: new Float64Array(rows.length).fill(Number.NaN),
    areas: new Uint32Array(rows.length),
    householdStatements: new Uint32Array(rows.length),
  };
  for (const [index, row] of rows.entries()) {
    if (row.position !== null) [part.longitudes[index], part.latitudes[index]] = row.position;
    part.areas[index] = numbers.areaOf(row.areaCode);
    part.householdStatements[index] = numbers.statementOf(row.statement);
  }
  return part;
};

/** Makes the arrays; the order of both inputs is kept in the numbering. */
export const buildPopulation = (households: readonly HouseholdRow[], residents: readonly ResidentRow[]): Population => {
  const statements = numbering<Statement>(({ source, asOf }) => `${asOf} ${source}`);
  const areas = numbering<string>((code) => code);
  const numbers: Numbers = { statementOf: statements.of, areaOf: areas.of };
  const householdPart = readHouseholds(households, numbers);
  const count = residents.length;
  const [registered, resident, present] = [said(count), said(count), said(count)];
  const vulnerabilities = new Uint8Array(count);
  const householdOf = new Int32Array(count);
  for (const [index, row] of residents.entries()) {
    householdOf[index] = row.household;
    registered.answers[index] = answer(row.isRegistered);
    registered.statements[index] = numbers.statementOf(row.registeredBy);
    resident.answers[index] = answer(row.isResident);
    resident.statements[index] = numbers.statementOf(row.residentBy);
    present.answers[index] = answer(row.isPresentTonight);
    present.statements[index] = numbers.statementOf(row.presentBy);
    vulnerabilities[index] = row.vulnerability === null ? 0 : (vulnerabilityNumbers.get(row.vulnerability) ?? 0);
  }
  const grouped = groupMembers(householdOf, households.length);
  return {
    ...householdPart,
    ...grouped,
    statements: statements.values,
    areaCodes: areas.values,
    householdCount: households.length,
    residentCount: count,
    registered,
    resident,
    present,
    vulnerabilities,
  };
};

/** Runs a sliced computation to its end at once, where nothing else waits for the thread. */
export const runAtOnce = <T>(work: Generator<void, T>): T => {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
};

