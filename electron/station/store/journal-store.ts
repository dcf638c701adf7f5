// The journal over either engine: assembles changing, reading, verifying, backing up and closing into one Store.
import { setImmediate } from 'node:timers/promises';
import type { Transaction as KyselyTransaction } from 'kysely';
import { createChange, createWrite } from './change-store.ts';
import { createExclusiveQueue } from './exclusive-queue.ts';
import { journalSource } from './journal-source.ts';
import { journalStatements } from './journal-statements.ts';
import type { JournalTables } from './journal-tables.ts';
import { createListeners } from './listeners.ts';
import { createStoreCondition } from './store-condition.ts';
import { readEntries, readHead, type StoreDesk, tellUpTo } from './store-desk.ts';
import type { StoreEngine } from './store-engine.ts';
import { DEFAULT_LIMITS } from './store-limits.ts';
import { type JournalEntry, type Store, type StoreOptions, StoreUnavailable, type Transaction } from './store.ts';
import { verifyReadable } from './verify-chain.ts';
import { within } from './within.ts';

type Parts = Pick<StoreOptions, 'clock' | 'limits' | 'onFault'>;

/** Really writes: SQLite leaves the disk alone where a row is set to what it was. */
const touchHead = async (transaction: Transaction): Promise<void> => {
  const tables: KyselyTransaction<JournalTables> = transaction;
  await tables
    .updateTable('journal_head')
    .set((head) => ({ probed: head('probed', '+', 1) }))
    .where('id', '=', 1)
    .execute();
};

/** A durable write that means nothing; then the listeners hear what was committed while its answer was lost. */
const probe = async (desk: StoreDesk): Promise<void> => {
  const { queue, engine, condition, clock, limits, state } = desk;
  const touch = async (): Promise<void> => engine.transact((transaction) => within(clock, limits.changeMs, 'the probe', touchHead(transaction)));
  const tellAll = async (): Promise<void> => tellUpTo(desk, (await readHead(engine.read)).sequence);
  if (state.isClosed) return;
  try {
    await queue.run(touch, tellAll);
    condition.recovered();
  } catch (error) {
    // Nobody waits for a probe, so what it throws has no other place to go.
    condition.note(error instanceof StoreUnavailable ? error.failure : { reason: 'unreachable', detail: String(error) });
  }
};

const createDesk = (engine: StoreEngine, head: number, { clock, limits, onFault }: Parts): StoreDesk => {
  const allLimits = { ...DEFAULT_LIMITS, ...limits };
  const desk: StoreDesk = {
    engine,
    clock,
    limits: allLimits,
    statements: journalStatements(engine.read, engine.locksRows),
    queue: createExclusiveQueue(),
    condition: createStoreCondition({ clock, retryMs: allLimits.retryMs, probe: async () => probe(desk), ...(onFault && { onFault }) }),
    listeners: createListeners<JournalEntry>(onFault),
    state: { told: head, isClosed: false },
  };
  return desk;
};

/** Work that reads for long: ended, and waited for, when the store closes. */
const createLongReads = () => {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    run: async <T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> => {
      const promise = work(signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]));
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    end: async (): Promise<void> => {
      closing.abort(new Error('the store was closed'));
      await Promise.allSettled(running);
    },
  };
};

/**
 * Takes over `engine`, which must be migrated; disposing the store disposes it. Tries to write once, so that its health
 * is known from the start: with a full disk it opens for reading.
 */
export const createJournalStore = async (engine: StoreEngine, parts: Parts): Promise<Store> => {
  const desk = createDesk(engine, (await readHead(engine.read)).sequence, parts);
  await probe(desk);
  const { condition, listeners, clock, limits, queue, state } = desk;
  const longReads = createLongReads();
  const source = journalSource(engine.read, engine.payloadBytes);
  const stopHearing = engine.onLost(condition.note);
  const pause = async (): Promise<void> => setImmediate();
  return {
    read: engine.read,
    change: createChange(desk),
    write: createWrite(desk, desk.engine.transact),
    stage: createWrite(desk, desk.engine.transactLater),
    entries: async (after, limit) => readEntries(engine.read, after, limit),
    head: async () => readHead(engine.read),
    onEntry: listeners.add,
    verify: async (signal) =>
      longReads.run(async (either) => verifyReadable(source, { clock, sliceMs: limits.sliceMs, pause, signal: either }), signal),
    backup: async (folder, signal) => longReads.run(async (either) => engine.backup(folder, either), signal),
    health: condition.health,
    onHealth: condition.onHealth,
    dispose: async () => {
      if (state.isClosed) return;
      state.isClosed = true;
      condition.dispose();
      stopHearing();
      await longReads.end();
      await queue.idle();
      await engine.dispose();
    },
  };
};
