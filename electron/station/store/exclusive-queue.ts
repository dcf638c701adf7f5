// One at a time, in the order asked: what keeps a transaction from ever interleaving with another.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface ExclusiveQueue {
  /**
   * Runs `task`, then `after`, when all asked before have ended. Asking from within a running `task` throws, since it
   * would wait for itself; `after` may ask, so that what listens to a change can cause the next.
   */
  readonly run: <T>(task: () => Promise<T>, after?: (value: T) => Promise<void>) => Promise<T>;
  /** Tasks running or waiting. */
  readonly length: () => number;
  /** Resolves once everything asked so far has ended. */
  readonly idle: () => Promise<void>;
}

interface Turn {
  hasEnded: boolean;
}

export const createExclusiveQueue = (): ExclusiveQueue => {
  const current = new AsyncLocalStorage<Turn>();
  let tail: Promise<void> = Promise.resolve();
  let length = 0;
  const inside = async <T>(task: () => Promise<T>): Promise<T> => {
    const turn: Turn = { hasEnded: false };
    try {
      return await current.run(turn, task);
    } finally {
      turn.hasEnded = true;
    }
  };
  const take = async <T>(before: Promise<void>, task: () => Promise<T>, after?: (value: T) => Promise<void>): Promise<T> => {
    try {
      await before;
      const value = await inside(task);
      await after?.(value);
      return value;
    } finally {
      length -= 1;
    }
  };
  return {
    run: (task, after) => {
      if (current.getStore()?.hasEnded === false) throw new Error('a change asked for from within a change would wait for itself');
      length += 1;
      const taken = take(tail, task, after);
      tail = taken.then(
        () => undefined,
        () => undefined,
      );
      return taken;
    },
    length: () => length,
    idle: () => tail,
  };
};
