// A limit to how long something may take.
import type { Clock } from '../../../shared/kernel/clock.ts';

/** Rejects when `work` has not ended after `limitMs`; what `work` still does then is its own affair. */
export const within = async <T>(clock: Clock, limitMs: number, what: string, work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = clock.after(limitMs, () => late.reject(new Error(`${what} took over ${limitMs} ms and was undone`)));
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    timer.dispose();
  }
};
