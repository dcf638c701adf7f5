// The hazards as they are and were: every version, and which entry made it.
import { hazardShape, type HazardRecord } from '../../../shared/contract/hazards.ts';
import type { HazardReader, HazardTransaction } from './hazard-tables.ts';

/** The stored text was written by this program; a row that does not fit its shape is a defect and throws. */
const hazardOf = (row: { readonly record: string }): HazardRecord => hazardShape.parse(JSON.parse(row.record));

export const readPresent = async (tables: HazardReader, id: string): Promise<HazardRecord | null> => {
  const row = await tables.selectFrom('hazard_version').select('record').where('id', '=', id).where('to_seq', 'is', null).executeTakeFirst();
  return row === undefined ? null : hazardOf(row);
};

export const readVersion = async (tables: HazardReader, id: string, version: number): Promise<HazardRecord | null> => {
  const row = await tables.selectFrom('hazard_version').select('record').where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return row === undefined ? null : hazardOf(row);
};

/** The version that was the present one right after an entry of the journal; null where there was none. */
export const readAsOfEntry = async (tables: HazardReader, id: string, sequence: number): Promise<HazardRecord | null> => {
  const row = await tables
    .selectFrom('hazard_version')
    .select('record')
    .where('id', '=', id)
    .where('from_seq', '<=', sequence)
    .where((where) => where.or([where('to_seq', 'is', null), where('to_seq', '>', sequence)]))
    .executeTakeFirst();
  return row === undefined ? null : hazardOf(row);
};

/** Oldest first, at most `limit`. */
export const readVersions = async (tables: HazardReader, id: string, limit: number): Promise<readonly HazardRecord[]> => {
  const rows = await tables.selectFrom('hazard_version').select('record').where('id', '=', id).orderBy('version', 'desc').limit(limit).execute();
  return rows.map(hazardOf).toReversed();
};

export type HazardState = HazardRecord['state'];

/** Present versions, last changed first. */
export const listPresent = async (tables: HazardReader, state: HazardState | undefined, offset: number, limit: number): Promise<readonly HazardRecord[]> => {
  const all = tables.selectFrom('hazard_version').select('record').where('to_seq', 'is', null);
  const some = state === undefined ? all : all.where('state', '=', state);
  const rows = await some.orderBy('changed_at', 'desc').orderBy('id', 'desc').offset(offset).limit(limit).execute();
  return rows.map(hazardOf);
};

export const countPresent = async (tables: HazardReader, state: HazardState | undefined): Promise<number> => {
  const all = tables.selectFrom('hazard_version').select(({ fn }) => fn.countAll<number>().as('count')).where('to_seq', 'is', null);
  const some = state === undefined ? all : all.where('state', '=', state);
  return Number((await some.executeTakeFirstOrThrow()).count);
};

/** Writes the version a hazard is in from entry `sequence` on. */
export const writeVersion = async (tables: HazardTransaction, sequence: number, hazard: HazardRecord): Promise<void> => {
  await tables.updateTable('hazard_version').set({ to_seq: sequence }).where('id', '=', hazard.id).where('to_seq', 'is', null).execute();
  await tables
    .insertInto('hazard_version')
    .values({ id: hazard.id, version: hazard.version, from_seq: sequence, to_seq: null, state: hazard.state, changed_at: hazard.changedAt, record: JSON.stringify(hazard) })
    .execute();
};
