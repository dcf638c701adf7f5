// A clock that stands still until a test turns it.
import type { Clock } from '../../../shared/kernel/clock.ts';
import { disposable } from '../../../shared/kernel/disposable.ts';

export interface ManualClock extends Clock {
  /** Time passes; what falls due is called in order. */
  readonly pass: (ms: number) => void;
  /** The wall clock is set, as by a time server; nothing passes. */
  readonly set: (ms: number) => void;
}

export const createManualClock = (startMs = Date.UTC(2026, 10, 22, 3, 15)): ManualClock => {
  let offset = startMs;
  let elapsed = 0;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  return {
    now: () => offset + elapsed,
    elapsed: () => elapsed,
    after: (delayMs, callback) => {
      const timer = { at: elapsed + delayMs, callback };
      timers.add(timer);
      return disposable(() => timers.delete(timer));
    },
    pass: (ms) => {
      const end = elapsed + ms;
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at)[0];
        if (due === undefined) break;
        timers.delete(due);
        elapsed = Math.max(elapsed, due.at);
        due.callback();
      }
      elapsed = end;
    },
    set: (ms) => {
      offset = ms - elapsed;
    },
  };
};
