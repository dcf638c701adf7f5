// One thing at a time for one import: a newer look ends the one before it, and nothing ends a commit but its cancelling.
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import { failure, type Result } from '../../../../shared/kernel/result.ts';
import { answering } from '../store-refusal.ts';

export interface TaskLane {
  readonly run: <T>(kind: 'look' | 'commit', signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result<T, Refusal>>) => Promise<Result<T, Refusal>>;
  readonly cancel: () => void;
  readonly isBusy: () => boolean;
  /** Cancels what is under way and resolves when it has ended. */
  readonly close: () => Promise<void>;
}

export const createTaskLane = (): TaskLane => {
  let current: { readonly kind: 'look' | 'commit'; readonly controller: AbortController } | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  return {
    run: async (kind, signal, work) => {
      if (isClosed) return failure(refusal('notFound'));
      if (current?.kind === 'commit') return failure(refusal('conflict', { isBusy: true }));
      current?.controller.abort();
      const mine = { kind, controller: new AbortController() };
      current = mine;
      const either = AbortSignal.any([signal, mine.controller.signal]);
      const task = tail.then(() => (either.aborted ? failure(refusal('cancelled')) : answering(either, () => work(either))));
      tail = task.catch(() => undefined);
      try {
        return await task;
      } finally {
        if (current === mine) current = null;
      }
    },
    cancel: () => current?.controller.abort(),
    isBusy: () => current !== null,
    close: async () => {
      isClosed = true;
      current?.controller.abort();
      await tail;
    },
  };
};
