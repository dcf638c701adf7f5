// The one interface to what is on disk: an append-only journal and the ledgers each entry changes.
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Json } from '../../../shared/kernel/json.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { StoreLimits } from './store-limits.ts';

/**
 * Tables belong to features; each narrows to its own: `const tables: Kysely<ItsTables> = store.read`, and inside a
 * change `const tables: KyselyTransaction<ItsTables> = transaction`.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- Kysely is invariant in its tables; features narrow it at their ledger
export type AnyTables = any;
export type Reader = Kysely<AnyTables>;
export type Transaction = KyselyTransaction<AnyTables>;

/** What a feature asks to be written down. */
export interface NewEntry {
  readonly seat: string;
  readonly person: string | null;
  readonly operation: string;
  readonly payload: Json;
  /** Made by the client; a second change with the same id returns the first outcome and writes nothing. */
  readonly commandId?: string;
}

export interface JournalEntry {
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number;
  /** UTC, `2026-11-22T03:15:00.000Z`. */
  readonly time: string;
  readonly seat: string;
  readonly person: string | null;
  readonly operation: string;
  /** The stored bytes: canonical JSON text. */
  readonly payload: string;
  readonly commandId: string | null;
  /** Hex SHA-256 of the entry before; 64 zeros for the first. */
  readonly previousHash: string;
  /** Hex SHA-256 over previousHash, sequence, time, seat, person, operation, commandId, payload bytes: see journal-hash.ts. */
  readonly hash: string;
}

export interface JournalHead {
  /** 0 and 64 zeros where nothing has been written. */
  readonly sequence: number;
  readonly hash: string;
}

export interface Changed<T extends Json> {
  readonly entry: JournalEntry;
  readonly outcome: T;
  /** True where the command id had been seen and nothing was written. */
  readonly repeated: boolean;
}

/**
 * Why a store refuses; each has a screen that says what to do.
 * `unreachable`: the server, the disk or a tool the store needs does not answer.
 * `newerSchema`: `found` steps are in the store, `known` to this program, and at least one found is not known.
 */
export type StoreFailure =
  | { readonly reason: 'diskFull'; readonly detail: string }
  | { readonly reason: 'readOnly'; readonly detail: string }
  | { readonly reason: 'corrupt'; readonly detail: string }
  | { readonly reason: 'newerSchema'; readonly found: number; readonly known: number }
  | { readonly reason: 'inUse'; readonly detail: string }
  | { readonly reason: 'unreachable'; readonly detail: string };

export type StoreHealth = { readonly state: 'writable' } | { readonly state: 'readOnly'; readonly failure: StoreFailure };

/** A feature refuses inside its change by throwing this; the transaction rolls back and the refusal is returned. */
export class ChangeRefused extends Error {
  readonly refusal: Json;
  constructor(refusal: Json) {
    super('change refused');
    this.refusal = refusal;
  }
}

/** Reading rejects with this where the store cannot answer; inside a change it becomes the returned failure. */
export class StoreUnavailable extends Error {
  readonly failure: StoreFailure;
  constructor(failure: StoreFailure, cause?: unknown) {
    super('detail' in failure ? `${failure.reason}: ${failure.detail}` : failure.reason, { cause });
    this.failure = failure;
  }
}

export type ChangeFailure =
  | { readonly reason: 'refused'; readonly refusal: Json }
  | { readonly reason: 'store'; readonly failure: StoreFailure };

export type Verification =
  | { readonly intact: true; readonly entries: number; readonly headHash: string }
  | { readonly intact: false; readonly entries: number; readonly brokenSequence: number; readonly detail: string };

export interface BackupReport {
  readonly path: string;
  readonly entries: number;
  readonly headHash: string;
  readonly bytes: number;
  readonly durationMs: number;
}

export interface Store {
  /**
   * For reading outside a change: what is committed, never half a change. Inside a change use its transaction,
   * since this does not see what the change has done so far. Refuses to write.
   */
  readonly read: Reader;
  /**
   * Writes the entry and whatever `apply` changes in one durable transaction; resolved only once it is on disk.
   * `apply` may use nothing of the store but its transaction, and any failed statement in it undoes the whole.
   * A command id seen before gives the first outcome without calling `apply`; with another operation it is a bug and throws.
   * `unreachable` while committing leaves open whether the change was written: ask again with the same command id.
   */
  readonly change: <T extends Json>(
    entry: NewEntry,
    apply: (transaction: Transaction, sequence: number, time: string) => Promise<T>,
  ) => Promise<Result<Changed<T>, ChangeFailure>>;
  /** Writes rows that are not facts yet (staged imports) or not facts at all (telemetry): durable, no entry. */
  readonly write: <T>(apply: (transaction: Transaction) => Promise<T>) => Promise<Result<T, StoreFailure>>;
  /**
   * Writes rows that mean nothing until a later change says so: as `write`, but the disk is not waited for. A change
   * acknowledged afterwards makes them durable with it; with the power gone before, they may be gone too, in order.
   */
  readonly stage: Store['write'];
  /** Entries with `sequence > after`, oldest first, at most `limit`. */
  readonly entries: (after: number, limit: number) => Promise<readonly JournalEntry[]>;
  readonly head: () => Promise<JournalHead>;
  /**
   * Called after each committed entry, in order, before its `change` resolves; returns the way to stop.
   * An entry whose commit was in doubt when the connection broke is told once it is found written.
   */
  readonly onEntry: (listener: (entry: JournalEntry) => void) => () => void;
  /** Reads the whole journal in slices and recomputes its chain; the event loop runs between slices. */
  readonly verify: (signal?: AbortSignal) => Promise<Verification>;
  /** A consistent copy made while the store goes on working, checked before it is reported. */
  readonly backup: (folder: string, signal?: AbortSignal) => Promise<Result<BackupReport, StoreFailure>>;
  readonly health: () => StoreHealth;
  /** Called when health changes; returns the way to stop. A full disk or a lost server is tried again until it answers. */
  readonly onHealth: (listener: (health: StoreHealth) => void) => () => void;
  readonly dispose: () => Promise<void>;
}

/**
 * One step of a feature's schema; steps are applied once, in order, and never edited after release.
 * Both engines run the same step: take column types from portable-columns.ts.
 */
export interface Migration {
  /** `<feature>-<number>`, for example `atlas-001`. */
  readonly name: string;
  readonly up: (transaction: Transaction) => Promise<void>;
}

export type StoreSetting =
  | { readonly engine: 'sqlite'; readonly folder: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly backupFolder: string };

export interface StoreOptions {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** A listener threw: a bug in the listener that must not undo the change it was told of. Default: thrown on its own turn. */
  readonly onFault?: (error: unknown) => void;
  readonly limits?: Partial<StoreLimits>;
}
