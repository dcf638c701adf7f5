// Gives the thread back now and then: node:sqlite answers at once, so a loop of awaited queries would never let a timer fire.
import type { Clock } from '../../../shared/kernel/clock.ts';

export interface ThreadRest {
  /** Undefined while the event loop has turned within the last `sliceMs`; otherwise wait for it before working on. */
  readonly due: () => Promise<void> | undefined;
}

export const createThreadRest = (clock: Clock, sliceMs: number): ThreadRest => {
  let heldSince: number | undefined;
  return {
    due: () => {
      if (heldSince === undefined) {
        heldSince = clock.elapsed();
        setImmediate(() => {
          heldSince = undefined;
        });
        return undefined;
      }
      if (clock.elapsed() - heldSince < sliceMs) return undefined;
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
};
