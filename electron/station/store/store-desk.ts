// What every way of using a store shares: its engine, its turns, its condition, and who is told of entries.
import type { Kysely } from 'kysely';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { ExclusiveQueue } from './exclusive-queue.ts';
import type { JournalStatements } from './journal-statements.ts';
import { ENTRY_COLUMNS, type JournalTables } from './journal-tables.ts';
import type { Listeners } from './listeners.ts';
import type { StoreCondition } from './store-condition.ts';
import type { StoreEngine } from './store-engine.ts';
import type { StoreLimits } from './store-limits.ts';
import { type JournalEntry, type JournalHead, type Reader, type StoreFailure, StoreUnavailable } from './store.ts';

export interface StoreDesk {
  readonly engine: StoreEngine;
  readonly clock: Clock;
  readonly limits: StoreLimits;
  readonly statements: JournalStatements;
  readonly queue: ExclusiveQueue;
  readonly condition: StoreCondition;
  readonly listeners: Listeners<JournalEntry>;
  readonly state: {
    /** Sequence of the last entry the listeners were told of. */
    told: number;
    isClosed: boolean;
  };
}

const PAGE_OF_MISSED = 500;

export const requiredHead = (head: JournalHead | undefined): JournalHead => {
  if (head === undefined) throw new StoreUnavailable({ reason: 'corrupt', detail: 'the head row of the journal is missing' });
  return head;
};

export const readHead = async (read: Reader): Promise<JournalHead> => {
  const tables: Kysely<JournalTables> = read;
  return requiredHead(await tables.selectFrom('journal_head').select(['sequence', 'hash']).where('id', '=', 1).executeTakeFirst());
};

export const readEntries = async (read: Reader, after: number, limit: number): Promise<readonly JournalEntry[]> => {
  const tables: Kysely<JournalTables> = read;
  return tables.selectFrom('journal').select(ENTRY_COLUMNS).where('sequence', '>', after).orderBy('sequence').limit(limit).execute();
};

/** Tells the listeners of everything up to `sequence`, also of what was committed while its answer was lost. */
export const tellUpTo = async ({ engine, state, listeners }: StoreDesk, sequence: number): Promise<void> => {
  while (state.told < sequence) {
    const missed = await readEntries(engine.read, state.told, Math.min(PAGE_OF_MISSED, sequence - state.told));
    if (missed.length === 0) return;
    for (const entry of missed) {
      state.told = entry.sequence;
      listeners.tell(entry);
    }
  }
};

/** What cannot be told now is told with the next entry; the entry itself is written, so this never fails. */
export const tellOf = async (desk: StoreDesk, entry: JournalEntry): Promise<void> => {
  const { condition, listeners, state } = desk;
  try {
    await tellUpTo(desk, entry.sequence - 1);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    condition.note(error.failure);
    return;
  }
  if (entry.sequence !== state.told + 1) return;
  state.told = entry.sequence;
  listeners.tell(entry);
};

const refusalNow = ({ state, queue, limits, condition }: StoreDesk): StoreFailure | undefined => {
  if (state.isClosed) return { reason: 'unreachable', detail: 'the store is closed' };
  if (queue.length() >= limits.waitingChanges)
    return { reason: 'unreachable', detail: `${limits.waitingChanges} changes are already waiting to be written` };
  return condition.refusal();
};

/** Takes a turn and returns what the store cannot do as a failure; every other exception passes through. */
export const inTurn = async <T>(
  desk: StoreDesk,
  task: () => Promise<T>,
  after?: (value: T) => Promise<void>,
): Promise<Result<T, StoreFailure>> => {
  const { queue, condition } = desk;
  const refusal = refusalNow(desk);
  if (refusal !== undefined) return failure(refusal);
  const attempt = async (): Promise<Result<T, StoreFailure>> => {
    // The condition may have changed while waiting for the turn.
    const refused = condition.refusal();
    if (refused !== undefined) return failure(refused);
    try {
      const value = await task();
      condition.recovered();
      return success(value);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      condition.note(error.failure);
      return failure(error.failure);
    }
  };
  return queue.run(attempt, async (result) => {
    if (result.ok) await after?.(result.value);
  });
};
