// Long work in short slices, so that nothing holds the station's thread.
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';

export interface Slicer {
  /** Whether this slice has lasted long enough; cheap enough to ask every few dozen steps. */
  readonly isDue: () => boolean;
  /** Lets everything else that waits for the thread run, then begins the next slice. Rejects where `signal` is aborted. */
  readonly pause: () => Promise<void>;
}

/** Well under the 20 ms nothing may hold the thread for, since the last step of a slice may itself take some. */
const SLICE_MS: Milliseconds = 6;

export const createSlicer = (clock: Clock, signal?: AbortSignal): Slicer => {
  let begun = clock.elapsed();
  return {
    isDue: () => clock.elapsed() - begun >= SLICE_MS,
    pause: async () => {
      await setImmediate();
      signal?.throwIfAborted();
      begun = clock.elapsed();
    },
  };
};
