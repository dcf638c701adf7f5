// Time as a dependency: everything that waits or stamps is handed a clock, so tests can turn it by hand.
import type { Disposable } from './disposable.ts';

export interface Clock {
  /** Milliseconds since the Unix epoch; what is written on records. */
  readonly now: () => number;
  /** Milliseconds that only ever grow; what durations are measured with. */
  readonly elapsed: () => number;
  /** Calls back once after `delayMs`; disposing cancels it. */
  readonly after: (delayMs: number, callback: () => void) => Disposable;
}
