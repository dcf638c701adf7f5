// The clock of the page.
import type { Clock } from '../../shared/kernel/clock.ts';
import { disposable } from '../../shared/kernel/disposable.ts';

export const browserClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return disposable(() => clearTimeout(timer));
  },
};
