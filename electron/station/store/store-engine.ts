// What SQLite and PostgreSQL each have to supply; everything else about the journal is written once, above it.
import type { RawBuilder } from 'kysely';
import type { Result } from '../../../shared/kernel/result.ts';
import type { BackupReport, Reader, StoreFailure, Transaction } from './store.ts';

export interface StoreEngine {
  /** Committed state only; refuses to write. Failures of the store itself come as `StoreUnavailable`. */
  readonly read: Reader;
  /** Runs `work` in one durable transaction; undone where it throws. Never called while another is open. */
  readonly transact: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /** As `transact`, without waiting for the disk: lost with the power unless a later `transact` was acknowledged. */
  readonly transactLater: StoreEngine['transact'];
  /** Whether the journal's head has to be locked for update, or the transaction alone keeps other writers out. */
  readonly locksRows: boolean;
  /** The stored bytes of `journal.payload`. */
  readonly payloadBytes: RawBuilder<Uint8Array>;
  readonly backup: (folder: string, signal?: AbortSignal) => Promise<Result<BackupReport, StoreFailure>>;
  /** The engine lost its writer while idle. */
  readonly onLost: (listener: (failure: StoreFailure) => void) => () => void;
  readonly dispose: () => Promise<void>;
}
