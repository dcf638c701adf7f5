// When a part that ended by itself is started again, and when it is left alone and a person is told.
import type { Milliseconds } from '../../shared/kernel/units.ts';

export interface RestartPolicy {
  readonly firstDelayMs: Milliseconds;
  readonly mostDelayMs: Milliseconds;
  /** More endings than this within `withinMs` and it is given up. */
  readonly most: number;
  readonly withinMs: Milliseconds;
}

export type Restart = { readonly kind: 'restart'; readonly afterMs: Milliseconds } | { readonly kind: 'giveUp' };

export interface Endings {
  /** Notes an ending at `now` and says what follows. */
  readonly note: (now: Milliseconds) => Restart;
  /** A person tries again: earlier endings no longer count. */
  readonly forget: () => void;
}

export const createEndings = ({ firstDelayMs, mostDelayMs, most, withinMs }: RestartPolicy): Endings => {
  let times: readonly Milliseconds[] = [];
  return {
    note: (now) => {
      times = [...times.filter((time) => now - time < withinMs), now];
      if (times.length > most) return { kind: 'giveUp' };
      return { kind: 'restart', afterMs: Math.min(firstDelayMs * 2 ** (times.length - 1), mostDelayMs) };
    },
    forget: () => {
      times = [];
    },
  };
};
