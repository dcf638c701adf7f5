// Reads and writes versions of residents, who always come in batches.
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import { type Resident, VULNERABILITIES, type Vulnerability } from '../../../shared/domain/atlas/thing.ts';
import type { AtlasTables, ResidentIndexRow, ResidentRow } from './atlas-tables.ts';
import { ROWS_PER_INSERT } from './thing-ledger.ts';
import type { Reader, Transaction } from '../store/store.ts';

const INDEX_COLUMNS = [
  'row_number', 'id', 'version', 'batch', 'removed', 'household_id', 'is_registered', 'is_resident', 'is_present_tonight', 'vulnerability', 'source', 'as_of',
] as const satisfies readonly (keyof ResidentIndexRow)[];

export const insertResidents = async (transaction: Transaction, rows: readonly ResidentRow[]): Promise<void> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  for (let first = 0; first < rows.length; first += ROWS_PER_INSERT) {
    await tables.insertInto('atlas_residents').values(rows.slice(first, first + ROWS_PER_INSERT)).execute();
  }
};

/** The highest version ever written of each id, visible or not. */
export const lastResidentVersions = async (transaction: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  const rows = await tables
    .selectFrom('atlas_residents')
    .select(['id', ({ fn }) => fn.max('version').as('version')])
    .where('id', 'in', ids)
    .groupBy('id')
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
};

/** Index columns of every row after `after`, visible or not, in the order written. */
export const pageOfResidents = async (read: Reader, after: number, limit: number): Promise<readonly ResidentIndexRow[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables.selectFrom('atlas_residents').select(INDEX_COLUMNS).where('row_number', '>', after).orderBy('row_number').limit(limit).execute();
};

export const pageOfBatchResidents = async (read: Reader, batch: number, after: number, limit: number): Promise<readonly ResidentIndexRow[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables
    .selectFrom('atlas_residents')
    .select(INDEX_COLUMNS)
    .where('batch', '=', batch)
    .where('row_number', '>', after)
    .orderBy('row_number')
    .limit(limit)
    .execute();
};

/** The last visible row of each id, rows that remove included; ids never visible are left out. */
export const visibleResidents = async (read: Reader, ids: readonly string[]): Promise<readonly ResidentIndexRow[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables
    .selectFrom('atlas_residents')
    .select(INDEX_COLUMNS)
    .where('row_number', 'in', (from) =>
      from
        .selectFrom('atlas_residents as r')
        .innerJoin('atlas_batches as b', 'b.batch', 'r.batch')
        .select(({ fn }) => fn.max('r.row_number').as('last'))
        .where('r.id', 'in', ids)
        .where('b.published_seq', 'is not', null)
        .where('b.undone_seq', 'is', null)
        .groupBy('r.id'),
    )
    .execute();
};

const vulnerabilityOf = (value: string | null): Vulnerability | null => VULNERABILITIES.find((known) => known.value === value)?.value ?? null;

const truth = (value: number | null): boolean | null => (value === null ? null : value !== 0);

const residentOf = (row: ResidentRow): Resident => ({
  id: row.id,
  householdId: row.household_id,
  name: row.name,
  sex: row.sex === 'male' || row.sex === 'female' ? row.sex : null,
  birthYear: row.birth_year,
  isRegistered: truth(row.is_registered),
  isResident: truth(row.is_resident),
  isPresentTonight: truth(row.is_present_tonight),
  vulnerability: vulnerabilityOf(row.vulnerability),
  phone: row.phone,
});

/** Whole rows by number, in order of number. */
export const readResidents = async (read: Reader, rowNumbers: readonly number[]): Promise<readonly Resident[]> => {
  if (rowNumbers.length === 0) return [];
  const tables: Kysely<AtlasTables> = read;
  const rows = await tables.selectFrom('atlas_residents').selectAll().where('row_number', 'in', rowNumbers).orderBy('row_number').execute();
  return rows.map(residentOf);
};

const whole = (value: boolean | null): number | null => (value === null ? null : Number(value));

export interface ResidentPlace {
  readonly row_number: number;
  readonly version: number;
  readonly batch: number;
}

/** Who said so, and of which date. */
export interface Statement {
  readonly source: string;
  readonly asOf: string;
}

export const rowOfResident = (resident: Resident, statement: Statement, place: ResidentPlace): ResidentRow => ({
  ...place,
  id: resident.id,
  removed: 0,
  household_id: resident.householdId,
  is_registered: whole(resident.isRegistered),
  is_resident: whole(resident.isResident),
  is_present_tonight: whole(resident.isPresentTonight),
  vulnerability: resident.vulnerability,
  source: statement.source,
  as_of: statement.asOf,
  name: resident.name,
  sex: resident.sex,
  birth_year: resident.birthYear,
  phone: resident.phone,
});

export const rowOfResidentRemoval = (id: string, place: ResidentPlace): ResidentRow => ({
  ...place,
  id,
  removed: 1,
  household_id: '',
  is_registered: null,
  is_resident: null,
  is_present_tonight: null,
  vulnerability: null,
  source: '',
  as_of: '',
  name: '',
  sex: null,
  birth_year: null,
  phone: '',
});
