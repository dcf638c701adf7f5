// The line to one import worker: requests under way, batches one after another, silence and death noticed.
import type { Worker } from 'node:worker_threads';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../../shared/kernel/disposable.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { ConvertedRow } from './convert-row.ts';
import type { ImportFailure } from './import-failure.ts';
import type { WorkerReply, WorkerRequest } from './import-wire.ts';

export interface BatchListener {
  /** The next batch comes after this resolves. At most 500 rows. */
  readonly onBatch: (rows: readonly ConvertedRow[], done: number) => void | Promise<void>;
  readonly onProgress?: (done: number) => void;
}

/** What ends a request. */
export type Ending = Exclude<WorkerReply, { readonly type: 'batch' | 'progress' }>;

type Post = (request: WorkerRequest) => void;

interface Pending {
  readonly listener: BatchListener | null;
  readonly settle: (reply: Result<Ending, ImportFailure>) => void;
  /** The listener threw: a bug of the caller, handed back to it. */
  readonly fail: (error: unknown) => void;
  /** Batches are handed on one after another, and the ending after the last of them. */
  queue: Promise<void>;
}

interface PendingRequests {
  readonly isEmpty: () => boolean;
  readonly add: (id: number, pending: Omit<Pending, 'queue'>) => void;
  readonly take: (reply: WorkerReply) => void;
  readonly endAll: (reason: ImportFailure) => void;
}

/** Written by the worker of this same program: the type is its own. */
const rowsOf = (text: string): readonly ConvertedRow[] => JSON.parse(text) as readonly ConvertedRow[];

/** `onLeave` is called whenever a request has ended. */
const pendingRequests = (post: Post, onLeave: () => void): PendingRequests => {
  const pending = new Map<number, Pending>();
  const leave = (id: number): Pending | undefined => {
    const left = pending.get(id);
    pending.delete(id);
    onLeave();
    return left;
  };
  const giveUp = (id: number, error: unknown): void => {
    post({ type: 'cancel', id });
    leave(id)?.fail(error);
  };
  const handOn = async (id: number, reply: WorkerReply): Promise<void> => {
    if (reply.type === 'batch') {
      await pending.get(id)?.listener?.onBatch(rowsOf(reply.rows), reply.done);
      post({ type: 'ready', id });
    } else if (reply.type !== 'progress') leave(id)?.settle(success(reply));
  };
  return {
    isEmpty: () => pending.size === 0,
    add: (id, request) => pending.set(id, { ...request, queue: Promise.resolve() }),
    take: (reply) => {
      const waiting = pending.get(reply.id);
      if (waiting === undefined) return;
      if (reply.type === 'progress') waiting.listener?.onProgress?.(reply.done);
      else waiting.queue = waiting.queue.then(() => handOn(reply.id, reply)).catch((error: unknown) => giveUp(reply.id, error));
    },
    endAll: (reason) => {
      const left = [...pending.values()];
      pending.clear();
      for (const { settle } of left) settle(failure(reason));
    },
  };
};

export interface WorkerLine {
  /** `request` is given the id to carry. Cancelling by the signal is asked of the worker, which then answers. */
  readonly ask: (
    request: (id: number) => WorkerRequest,
    listener: BatchListener | null,
    signal: AbortSignal | undefined,
  ) => Promise<Result<Ending, ImportFailure>>;
  readonly dispose: () => Promise<void>;
}

const failureOf = (error: unknown): ImportFailure =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { reason: 'outOfMemory' } : { reason: 'workerLost' };

interface Watchdog {
  /** Starts the wait anew, or ends it where nothing is waited for. */
  readonly stir: (isWaiting: boolean) => void;
}

const watchdog = (clock: Clock, stallMs: number, onSilence: () => void): Watchdog => {
  let watch: Disposable | null = null;
  return {
    stir: (isWaiting) => {
      watch?.dispose();
      watch = isWaiting ? clock.after(stallMs, onSilence) : null;
    },
  };
};

export const workerLine = (worker: Worker, clock: Clock, stallMs: number): WorkerLine => {
  let [lastId, ended]: [number, ImportFailure | null] = [0, null];
  const post: Post = (request) => {
    if (ended === null) worker.postMessage(request);
  };
  const requests = pendingRequests(post, () => dog.stir(!requests.isEmpty()));
  const end = (reason: ImportFailure): void => {
    ended ??= reason;
    dog.stir(false);
    requests.endAll(ended);
    void worker.terminate();
  };
  const dog = watchdog(clock, stallMs, () => end({ reason: 'stalled' }));
  // Messages come from the worker of this same program: the type is its own.
  worker.on('message', (reply: WorkerReply) => {
    dog.stir(!requests.isEmpty());
    requests.take(reply);
  });
  worker.on('error', (error) => end(failureOf(error)));
  worker.on('exit', () => end({ reason: 'workerLost' }));

  const ask: WorkerLine['ask'] = (request, listener, signal) => {
    if (ended !== null) return Promise.resolve(failure(ended));
    if (signal?.aborted === true) return Promise.resolve(failure({ reason: 'cancelled' }));
    lastId += 1;
    const id = lastId;
    const cancel = (): void => post({ type: 'cancel', id });
    signal?.addEventListener('abort', cancel, { once: true });
    const answered = new Promise<Result<Ending, ImportFailure>>((resolve, reject) => {
      requests.add(id, { listener, settle: resolve, fail: reject });
    });
    dog.stir(true);
    post(request(id));
    return answered.finally(() => signal?.removeEventListener('abort', cancel));
  };
  return {
    ask,
    dispose: async () => {
      end({ reason: 'cancelled' });
      await worker.terminate();
    },
  };
};
