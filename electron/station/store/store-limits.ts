// Every limit of the store in one place: how long it waits, how much it takes, how often it tries again.
import type { Milliseconds } from '../../../shared/kernel/units.ts';

export interface StoreLimits {
  /** A change that has not finished by then is undone, so that one hung feature cannot hold the journal. */
  readonly changeMs: Milliseconds;
  /** Pause between attempts while the store cannot be written. */
  readonly retryMs: Milliseconds;
  /** Changes waiting for their turn; one more is refused as `unreachable`. */
  readonly waitingChanges: number;
  /** UTF-8 bytes of one payload or one outcome; more belongs in a ledger table. */
  readonly textBytes: number;
  /** Work on the thread for longer than this lets everything else run before it goes on. */
  readonly sliceMs: Milliseconds;
}

export const DEFAULT_LIMITS: StoreLimits = {
  changeMs: 15_000,
  retryMs: 1_000,
  waitingChanges: 10_000,
  textBytes: 4 * 1024 * 1024,
  sliceMs: 5,
};
