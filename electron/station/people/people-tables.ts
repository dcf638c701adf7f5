// The tables of the people's room and the steps that make them.
import { type Kysely, sql, type Transaction as KyselyTransaction } from 'kysely';
import { bytesColumn, textColumn, wholeColumn } from '../store/portable-columns.ts';
import type { Migration } from '../store/store.ts';

export interface PeopleTables {
  /** One row for each state an account was in; the present one has no `to_seq`. */
  readonly people_account: {
    readonly id: string;
    readonly from_seq: number;
    readonly to_seq: number | null;
    readonly version: number;
    readonly sign_in_name: string;
    readonly sign_in_key: string;
    readonly name: string;
    readonly post: string;
    /** JSON array of roles. */
    readonly roles: string;
    readonly is_disabled: number;
    readonly is_break_glass: number;
    readonly seal_opened_at: string | null;
  };
  /** Only the present password: a replaced hash is not kept. */
  readonly people_credential: {
    readonly account_id: string;
    readonly salt: Uint8Array;
    readonly hash: Uint8Array;
    readonly cost_n: number;
    readonly cost_r: number;
    readonly cost_p: number;
    /** The entry that set it; a session made under another is void. */
    readonly set_seq: number;
  };
  readonly people_role_name: { readonly role: string; readonly name: string; readonly from_seq: number; readonly to_seq: number | null };
  readonly people_session: {
    /** Hex SHA-256; the token itself is nowhere. */
    readonly token_hash: string;
    readonly person_id: string;
    readonly seat: string;
    readonly created_ms: number;
    readonly last_used_ms: number;
    /** Null for the people of a demonstration, who have no password. */
    readonly credential_seq: number | null;
  };
  /** Throttles by a keyed hash of the name, so that a password typed into the name field is not kept. */
  readonly people_attempt: {
    readonly name_hash: string;
    readonly account_id: string | null;
    readonly failures: number;
    readonly locks: number;
    readonly locked_at_ms: number | null;
    readonly lock_ms: number;
    readonly last_failure_ms: number;
  };
  /** Telemetry: every wrong password, of late. */
  readonly people_failed_sign_in: { readonly time_ms: number; readonly seat: string; readonly account_id: string | null };
  readonly people_notice: {
    readonly id: string;
    readonly sequence: number;
    readonly time: string;
    readonly kind: string;
    readonly person_name: string;
    readonly seat: string;
  };
  readonly people_setting: { readonly name: string; readonly value: string };
}

/** For reading, or inside a change. */
export type Tables = Kysely<PeopleTables>;

export type PeopleTransaction = KyselyTransaction<PeopleTables>;

const isPresent = sql<boolean>`to_seq is null`;

const createAccounts = async (tables: Tables): Promise<void> => {
  await tables.schema
    .createTable('people_account')
    .addColumn('id', textColumn, (column) => column.notNull())
    .addColumn('from_seq', wholeColumn, (column) => column.notNull())
    .addColumn('to_seq', wholeColumn)
    .addColumn('version', wholeColumn, (column) => column.notNull())
    .addColumn('sign_in_name', textColumn, (column) => column.notNull())
    .addColumn('sign_in_key', textColumn, (column) => column.notNull())
    .addColumn('name', textColumn, (column) => column.notNull())
    .addColumn('post', textColumn, (column) => column.notNull())
    .addColumn('roles', textColumn, (column) => column.notNull())
    .addColumn('is_disabled', wholeColumn, (column) => column.notNull())
    .addColumn('is_break_glass', wholeColumn, (column) => column.notNull())
    .addColumn('seal_opened_at', textColumn)
    .addPrimaryKeyConstraint('people_account_key', ['id', 'from_seq'])
    .execute();
  await tables.schema.createIndex('people_account_now').unique().on('people_account').column('id').where(isPresent).execute();
  await tables.schema.createIndex('people_account_name').unique().on('people_account').column('sign_in_key').where(isPresent).execute();
  await tables.schema
    .createTable('people_credential')
    .addColumn('account_id', textColumn, (column) => column.primaryKey())
    .addColumn('salt', bytesColumn, (column) => column.notNull())
    .addColumn('hash', bytesColumn, (column) => column.notNull())
    .addColumn('cost_n', wholeColumn, (column) => column.notNull())
    .addColumn('cost_r', wholeColumn, (column) => column.notNull())
    .addColumn('cost_p', wholeColumn, (column) => column.notNull())
    .addColumn('set_seq', wholeColumn, (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('people_role_name')
    .addColumn('role', textColumn, (column) => column.notNull())
    .addColumn('name', textColumn, (column) => column.notNull())
    .addColumn('from_seq', wholeColumn, (column) => column.notNull())
    .addColumn('to_seq', wholeColumn)
    .addPrimaryKeyConstraint('people_role_name_key', ['role', 'from_seq'])
    .execute();
};

const createSignIns = async (tables: Tables): Promise<void> => {
  await tables.schema
    .createTable('people_session')
    .addColumn('token_hash', textColumn, (column) => column.primaryKey())
    .addColumn('person_id', textColumn, (column) => column.notNull())
    .addColumn('seat', textColumn, (column) => column.notNull())
    .addColumn('created_ms', wholeColumn, (column) => column.notNull())
    .addColumn('last_used_ms', wholeColumn, (column) => column.notNull())
    .addColumn('credential_seq', wholeColumn)
    .execute();
  await tables.schema.createIndex('people_session_person').on('people_session').columns(['person_id', 'seat']).execute();
  await tables.schema
    .createTable('people_attempt')
    .addColumn('name_hash', textColumn, (column) => column.primaryKey())
    .addColumn('account_id', textColumn)
    .addColumn('failures', wholeColumn, (column) => column.notNull())
    .addColumn('locks', wholeColumn, (column) => column.notNull())
    .addColumn('locked_at_ms', wholeColumn)
    .addColumn('lock_ms', wholeColumn, (column) => column.notNull())
    .addColumn('last_failure_ms', wholeColumn, (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('people_failed_sign_in')
    .addColumn('time_ms', wholeColumn, (column) => column.notNull())
    .addColumn('seat', textColumn, (column) => column.notNull())
    .addColumn('account_id', textColumn)
    .execute();
  await tables.schema.createIndex('people_failed_sign_in_time').on('people_failed_sign_in').column('time_ms').execute();
};

const createNotices = async (tables: Tables): Promise<void> => {
  await tables.schema
    .createTable('people_notice')
    .addColumn('id', textColumn, (column) => column.primaryKey())
    .addColumn('sequence', wholeColumn, (column) => column.notNull())
    .addColumn('time', textColumn, (column) => column.notNull())
    .addColumn('kind', textColumn, (column) => column.notNull())
    .addColumn('person_name', textColumn, (column) => column.notNull())
    .addColumn('seat', textColumn, (column) => column.notNull())
    .execute();
  await tables.schema.createIndex('people_notice_sequence').on('people_notice').column('sequence').execute();
  await tables.schema
    .createTable('people_setting')
    .addColumn('name', textColumn, (column) => column.primaryKey())
    .addColumn('value', textColumn, (column) => column.notNull())
    .execute();
};

export const PEOPLE_MIGRATIONS: readonly Migration[] = [
  {
    name: 'people-001',
    up: async (transaction) => {
      const tables: PeopleTransaction = transaction;
      await createAccounts(tables);
      await createSignIns(tables);
      await createNotices(tables);
    },
  },
];
