// The sessions on disk, by the hash of their token.
import type { Selectable } from 'kysely';
import type { Use } from './activity.ts';
import type { PeopleTables, Tables } from './people-tables.ts';


export interface Session {
  readonly tokenHash: string;
  readonly personId: string;
  readonly seat: string;
  readonly createdMs: number;
  readonly lastUsedMs: number;
  readonly credentialSeq: number | null;
}

const sessionOf = (row: Selectable<PeopleTables['people_session']>): Session => ({
  tokenHash: row.token_hash,
  personId: row.person_id,
  seat: row.seat,
  createdMs: row.created_ms,
  lastUsedMs: row.last_used_ms,
  credentialSeq: row.credential_seq,
});

export const readSession = async (tables: Tables, tokenHash: string): Promise<Session | null> => {
  const row = await tables.selectFrom('people_session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
  return row === undefined ? null : sessionOf(row);
};

/** Of more than `kept` sessions of the person the ones used longest ago go. */
export const addSession = async (tables: Tables, session: Session, kept: number): Promise<void> => {
  const { tokenHash, personId, seat, createdMs, lastUsedMs, credentialSeq } = session;
  const row = { token_hash: tokenHash, person_id: personId, seat, created_ms: createdMs, last_used_ms: lastUsedMs, credential_seq: credentialSeq };
  const others = tables.selectFrom('people_session').select('token_hash').where('person_id', '=', personId);
  const surplus = await others.orderBy('last_used_ms', 'desc').orderBy('token_hash').offset(kept - 1).limit(kept).execute();
  for (const { token_hash } of surplus) await tables.deleteFrom('people_session').where('token_hash', '=', token_hash).execute();
  await tables.insertInto('people_session').values(row).execute();
};

/** With `madeByMs` only those made at or before it. */
export const endSessionsAt = async (tables: Tables, personId: string, seat: string, madeByMs: number = Number.MAX_SAFE_INTEGER): Promise<void> => {
  const sessions = tables.deleteFrom('people_session').where('person_id', '=', personId).where('seat', '=', seat);
  await sessions.where('created_ms', '<=', madeByMs).execute();
};

export const endSessionsOf = async (tables: Tables, personId: string): Promise<void> => {
  await tables.deleteFrom('people_session').where('person_id', '=', personId).execute();
};

export const touchSessions = async (tables: Tables, { personId, seat, usedMs }: Use): Promise<void> => {
  const sessions = tables.updateTable('people_session').set({ last_used_ms: usedMs });
  await sessions.where('person_id', '=', personId).where('seat', '=', seat).execute();
};

export interface Sitting {
  readonly personId: string;
  readonly seat: string;
  /** The latest use of any of its sessions. */
  readonly lastUsedMs: number;
}

/** A person at a seat whose every session was last used at or before `untilMs`; at most `limit`. */
export const idleSittings = async (tables: Tables, untilMs: number, limit: number): Promise<readonly Sitting[]> => {
  const grouped = tables.selectFrom('people_session').select(['person_id', 'seat', ({ fn }) => fn.max('last_used_ms').as('last_used')]);
  const rows = await grouped
    .groupBy(['person_id', 'seat'])
    .having(({ fn }) => fn.max('last_used_ms'), '<=', untilMs)
    .limit(limit)
    .execute();
  return rows.map((row) => ({ personId: row.person_id, seat: row.seat, lastUsedMs: Number(row.last_used) }));
};
