// The accounts as they are and were, their passwords' hashes, and what the roles are called.
import type { Selectable } from 'kysely';
import type { Account, Person } from '../../../shared/contract/people.ts';
import { ROLES, type Role } from '../../../shared/domain/people/role.ts';
import type { PasswordHash } from './password-hash.ts';
import type { PeopleTables, Tables } from './people-tables.ts';
import { signInKey } from './person-name.ts';

type AccountRow = Selectable<PeopleTables['people_account']>;

/** Sets of roles are kept in the order of ROLES, each once; a role this program does not know gives no right. */
export const inOrder = (roles: readonly unknown[]): Role[] => ROLES.filter((role) => roles.includes(role));

const rolesOf = (text: string): Role[] => {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? inOrder(value) : [];
};

const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  post: row.post,
  roles: rolesOf(row.roles),
  signInName: row.sign_in_name,
  isDisabled: row.is_disabled === 1,
  isBreakGlass: row.is_break_glass === 1,
  sealOpenedAt: row.seal_opened_at,
  version: row.version,
});

export const personOf = ({ id, name, post, roles }: Account): Person => ({ id, name, post, roles });

export const readAccounts = async (tables: Tables): Promise<Account[]> => {
  const rows = await tables.selectFrom('people_account').selectAll().where('to_seq', 'is', null).orderBy('sign_in_key').execute();
  return rows.map(accountOf);
};

export const readAccount = async (tables: Tables, id: string): Promise<Account | null> => {
  const row = await tables.selectFrom('people_account').selectAll().where('id', '=', id).where('to_seq', 'is', null).executeTakeFirst();
  return row === undefined ? null : accountOf(row);
};

export const findAccount = async (tables: Tables, signInName: string): Promise<Account | null> => {
  const named = tables.selectFrom('people_account').selectAll().where('sign_in_key', '=', signInKey(signInName));
  const row = await named.where('to_seq', 'is', null).executeTakeFirst();
  return row === undefined ? null : accountOf(row);
};

export const countAccounts = async (tables: Tables): Promise<number> => {
  const counted = tables.selectFrom('people_account').select(({ fn }) => fn.countAll<number>().as('count'));
  return Number((await counted.where('to_seq', 'is', null).executeTakeFirstOrThrow()).count);
};

/** Writes the state an account is in from entry `sequence` on. */
export const writeAccount = async (tables: Tables, sequence: number, account: Account): Promise<void> => {
  await tables.updateTable('people_account').set({ to_seq: sequence }).where('id', '=', account.id).where('to_seq', 'is', null).execute();
  await tables
    .insertInto('people_account')
    .values({
      id: account.id,
      from_seq: sequence,
      to_seq: null,
      version: account.version,
      sign_in_name: account.signInName,
      sign_in_key: signInKey(account.signInName),
      name: account.name,
      post: account.post,
      roles: JSON.stringify(account.roles),
      is_disabled: account.isDisabled ? 1 : 0,
      is_break_glass: account.isBreakGlass ? 1 : 0,
      seal_opened_at: account.sealOpenedAt,
    })
    .execute();
};

export interface Credential extends PasswordHash {
  readonly setSeq: number;
}

export const readCredential = async (tables: Tables, accountId: string): Promise<Credential | null> => {
  const row = await tables.selectFrom('people_credential').selectAll().where('account_id', '=', accountId).executeTakeFirst();
  if (row === undefined) return null;
  return { salt: row.salt, hash: row.hash, cost: { N: row.cost_n, r: row.cost_r, p: row.cost_p }, setSeq: row.set_seq };
};

export const writeCredential = async (tables: Tables, sequence: number, accountId: string, { salt, hash, cost }: PasswordHash): Promise<void> => {
  await tables.deleteFrom('people_credential').where('account_id', '=', accountId).execute();
  const row = { account_id: accountId, salt, hash, cost_n: cost.N, cost_r: cost.r, cost_p: cost.p, set_seq: sequence };
  await tables.insertInto('people_credential').values(row).execute();
};

export type RoleNames = { readonly [role in Role]?: string };

export const readRoleNames = async (tables: Tables): Promise<RoleNames> => {
  const rows = await tables.selectFrom('people_role_name').select(['role', 'name']).where('to_seq', 'is', null).execute();
  const names = new Map(rows.map(({ role, name }) => [role, name]));
  return Object.fromEntries(ROLES.filter((role) => names.has(role)).map((role) => [role, names.get(role)]));
};

export const writeRoleNames = async (tables: Tables, sequence: number, names: RoleNames): Promise<void> => {
  await tables.updateTable('people_role_name').set({ to_seq: sequence }).where('to_seq', 'is', null).execute();
  const rows = Object.entries(names).map(([role, name]) => ({ role, name, from_seq: sequence, to_seq: null }));
  if (rows.length > 0) await tables.insertInto('people_role_name').values(rows).execute();
};
