// The tables of the hazards' room and the steps that make them.
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import { realColumn, textColumn, wholeColumn } from '../store/portable-columns.ts';
import type { Migration, Transaction } from '../store/store.ts';

export interface HazardTables {
  /** One row for each version of a hazard; the present one has no `to_seq`. */
  readonly hazard_version: {
    readonly id: string;
    readonly version: number;
    readonly from_seq: number;
    readonly to_seq: number | null;
    readonly state: string;
    readonly changed_at: string;
    /** JSON of the whole hazard. */
    readonly record: string;
  };
  /** Substances changed or added here; the shipped table lies under them. */
  readonly hazard_substance: {
    readonly id: string;
    readonly version: number;
    readonly from_seq: number;
    readonly to_seq: number | null;
    /** JSON of the whole substance. */
    readonly record: string;
  };
  readonly telephone_note: {
    readonly id: string;
    readonly sequence: number;
    readonly area_code: string;
    readonly caller: string;
    readonly phone: string;
    readonly words: string;
    readonly time_heard: string;
    readonly time_of_fact: string;
    readonly lon: number | null;
    readonly lat: number | null;
    /** JSON of the reports by aspect. */
    readonly reports: string;
    readonly corrects: string | null;
    readonly corrected_by: string | null;
    /** The entry of the correction, so that the past can be read as it was known. */
    readonly corrected_seq: number | null;
    readonly written_by_id: string;
    readonly written_by_name: string;
    readonly written_at: string;
    readonly is_exercise: number;
  };
  /** What a village was known to be in; one row for each change of that knowledge. */
  readonly village_state: {
    readonly area_code: string;
    readonly from_seq: number;
    readonly to_seq: number | null;
    /** JSON of the knowledge. */
    readonly knowledge: string;
  };
}

export type HazardReader = Kysely<HazardTables>;
export type HazardTransaction = KyselyTransaction<HazardTables>;

const createHazardTables = async (transaction: Transaction): Promise<void> => {
  const { schema } = transaction;
  await schema
    .createTable('hazard_version')
    .addColumn('id', textColumn, (column) => column.notNull())
    .addColumn('version', wholeColumn, (column) => column.notNull())
    .addColumn('from_seq', wholeColumn, (column) => column.notNull())
    .addColumn('to_seq', wholeColumn)
    .addColumn('state', textColumn, (column) => column.notNull())
    .addColumn('changed_at', textColumn, (column) => column.notNull())
    .addColumn('record', textColumn, (column) => column.notNull())
    .addPrimaryKeyConstraint('hazard_version_key', ['id', 'version'])
    .execute();
  await schema.createIndex('hazard_version_present').on('hazard_version').columns(['to_seq', 'changed_at']).execute();
  await schema
    .createTable('hazard_substance')
    .addColumn('id', textColumn, (column) => column.notNull())
    .addColumn('version', wholeColumn, (column) => column.notNull())
    .addColumn('from_seq', wholeColumn, (column) => column.notNull())
    .addColumn('to_seq', wholeColumn)
    .addColumn('record', textColumn, (column) => column.notNull())
    .addPrimaryKeyConstraint('hazard_substance_key', ['id', 'version'])
    .execute();
};

const createVillageTables = async (transaction: Transaction): Promise<void> => {
  const { schema } = transaction;
  await schema
    .createTable('telephone_note')
    .addColumn('id', textColumn, (column) => column.primaryKey())
    .addColumn('sequence', wholeColumn, (column) => column.notNull())
    .addColumn('area_code', textColumn, (column) => column.notNull())
    .addColumn('caller', textColumn, (column) => column.notNull())
    .addColumn('phone', textColumn, (column) => column.notNull())
    .addColumn('words', textColumn, (column) => column.notNull())
    .addColumn('time_heard', textColumn, (column) => column.notNull())
    .addColumn('time_of_fact', textColumn, (column) => column.notNull())
    .addColumn('lon', realColumn)
    .addColumn('lat', realColumn)
    .addColumn('reports', textColumn, (column) => column.notNull())
    .addColumn('corrects', textColumn)
    .addColumn('corrected_by', textColumn)
    .addColumn('corrected_seq', wholeColumn)
    .addColumn('written_by_id', textColumn, (column) => column.notNull())
    .addColumn('written_by_name', textColumn, (column) => column.notNull())
    .addColumn('written_at', textColumn, (column) => column.notNull())
    .addColumn('is_exercise', wholeColumn, (column) => column.notNull())
    .execute();
  await schema.createIndex('telephone_note_of_area').on('telephone_note').columns(['area_code', 'time_heard']).execute();
  await schema.createIndex('telephone_note_by_time').on('telephone_note').columns(['time_heard', 'sequence']).execute();
  await schema
    .createTable('village_state')
    .addColumn('area_code', textColumn, (column) => column.notNull())
    .addColumn('from_seq', wholeColumn, (column) => column.notNull())
    .addColumn('to_seq', wholeColumn)
    .addColumn('knowledge', textColumn, (column) => column.notNull())
    .addPrimaryKeyConstraint('village_state_key', ['area_code', 'from_seq'])
    .execute();
};

export const HAZARD_MIGRATIONS: readonly Migration[] = [
  { name: 'hazards-001', up: createHazardTables },
  { name: 'hazards-002', up: createVillageTables },
];
