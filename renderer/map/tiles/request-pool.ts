// Shares a few requests at a time among all the map's layers, the most urgent first.
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';

export interface RequestPool extends Disposable {
  /** Runs `work` when its turn comes; disposing what is returned takes it out of the queue or aborts it. Lower is more urgent. */
  readonly run: (urgency: number, work: (signal: AbortSignal) => Promise<void>) => Disposable;
  readonly waiting: () => number;
}

interface Job {
  readonly urgency: number;
  readonly work: (signal: AbortSignal) => Promise<void>;
  readonly abort: AbortController;
}

export const createRequestPool = (atOnce: number): RequestPool => {
  const queue = new Set<Job>();
  const running = new Set<Job>();
  const mostUrgent = (): Job | null => {
    let best: Job | null = null;
    for (const job of queue) if (best === null || job.urgency < best.urgency) best = job;
    return best;
  };
  const fill = (): void => {
    while (running.size < atOnce) {
      const job = mostUrgent();
      if (job === null) return;
      queue.delete(job);
      running.add(job);
      // `work` answers for its own failures; the pool only needs to know that it is over.
      void job.work(job.abort.signal).finally(() => {
        running.delete(job);
        fill();
      });
    }
  };
  return {
    run: (urgency, work) => {
      const job: Job = { urgency, work, abort: new AbortController() };
      queue.add(job);
      // Jobs handed in together are sorted before the first one starts.
      queueMicrotask(fill);
      return disposable(() => {
        queue.delete(job);
        job.abort.abort();
      });
    },
    waiting: () => queue.size,
    dispose: () => {
      queue.clear();
      for (const job of running) job.abort.abort();
    },
  };
};
