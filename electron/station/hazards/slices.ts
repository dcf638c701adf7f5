// Runs a long computation in slices, so that the station's thread is never held for long.
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';

/** A slice ends with the first step after this; steps are made to take less than a millisecond or two. */
const SLICE_MS: Milliseconds = 6;

/** `cancelled` once the signal is aborted; the work is then abandoned. */
export const runInSlices = async <T>(work: Generator<void, T>, clock: Clock, signal?: AbortSignal): Promise<Result<T, 'cancelled'>> => {
  let ends = clock.elapsed() + SLICE_MS;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return success(step.value);
    if (clock.elapsed() < ends) continue;
    await setImmediate();
    if (signal?.aborted === true) return failure('cancelled');
    ends = clock.elapsed() + SLICE_MS;
  }
};
