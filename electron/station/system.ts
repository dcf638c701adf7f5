// The machine's own clock, randomness and ids, for whoever builds a station outside a test.
import { randomBytes as systemRandomBytes } from 'node:crypto';
import type { Clock } from '../../shared/kernel/clock.ts';
import { disposable } from '../../shared/kernel/disposable.ts';
import { timeOrderedIds, type Ids } from '../../shared/kernel/ids.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return disposable(() => clearTimeout(timer));
  },
};

export const randomBytes = (count: number): Uint8Array => systemRandomBytes(count);

export const systemIds: Ids = timeOrderedIds(() => Date.now(), randomBytes);
