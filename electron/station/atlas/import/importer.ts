// The station's side of an import: starts the worker, asks it, and bounds its memory and its silence.
import { basename } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../../shared/kernel/disposable.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import type { ConvertedRow } from './convert-row.ts';
import type { ImportFailure } from './import-failure.ts';
import type { ConvertRequest, ConvertSummary, FileReport, SheetReport, WorkerReply, WorkerRequest } from './import-wire.ts';
import { DEFAULT_LIMITS, type ImportLimits } from './limits.ts';

export interface ImportOptions {
  readonly clock: Clock;
  /** Code of the worker, where it is not the source beside this file. */
  readonly entry?: URL;
  /** As the user knows the file; the name on disk by default. */
  readonly fileName?: string;
  readonly home?: Bounds;
  readonly limits?: Partial<ImportLimits>;
  readonly signal?: AbortSignal;
  /** Silence after which the worker is given up. */
  readonly stallMs?: number;
}

export interface BatchListener {
  /** The next batch comes after this resolves. At most 500 rows. */
  readonly onBatch: (rows: readonly ConvertedRow[], done: number) => void | Promise<void>;
  readonly onProgress?: (done: number) => void;
}

export interface ImportSession {
  readonly report: FileReport;
  readonly guess: (sheet: number, kind: string, signal?: AbortSignal) => Promise<Result<SheetReport, ImportFailure>>;
  readonly preview: (request: ConvertRequest, signal?: AbortSignal) => Promise<Result<readonly ConvertedRow[], ImportFailure>>;
  readonly convert: (request: ConvertRequest, listener: BatchListener, signal?: AbortSignal) => Promise<Result<ConvertSummary, ImportFailure>>;
  readonly dispose: () => Promise<void>;
}

const OLD_SPACE_MIB = 768;
const YOUNG_SPACE_MIB = 64;
const STALL_MS = 30_000;

const startWorker = (entry: URL | undefined): Worker => {
  const options: WorkerOptions = {
    name: 'import',
    resourceLimits: { maxOldGenerationSizeMb: OLD_SPACE_MIB, maxYoungGenerationSizeMb: YOUNG_SPACE_MIB },
  };
  return new Worker(entry ?? new URL('./import-worker.ts', import.meta.url), options);
};

type Ending = Exclude<WorkerReply, { readonly type: 'batch' | 'progress' }>;

interface Pending {
  readonly listener: BatchListener | null;
  readonly settle: (reply: Result<Ending, ImportFailure>) => void;
  /** The listener threw: a bug of the caller, handed back to it. */
  readonly fail: (error: unknown) => void;
  /** Batches are handed on one after another, and the ending after the last of them. */
  queue: Promise<void>;
}

/** One worker with its requests under way; the first failure ends them all. */
interface Line {
  readonly ask: (request: (id: number) => WorkerRequest, listener: BatchListener | null, signal: AbortSignal | undefined) => Promise<Result<Ending, ImportFailure>>;
  readonly dispose: () => Promise<void>;
}

const failureOf = (error: unknown): ImportFailure =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { reason: 'outOfMemory' } : { reason: 'workerLost' };

const openLine = (worker: Worker, clock: Clock, stallMs: number): Line => {
  const pending = new Map<number, Pending>();
  let [lastId, ended]: [number, ImportFailure | null] = [0, null];
  let watch: Disposable | null = null;

  const end = (reason: ImportFailure): void => {
    ended ??= reason;
    watch?.dispose();
    watch = null;
    for (const { settle } of pending.values()) settle(failure(ended));
    pending.clear();
    void worker.terminate();
  };
  const rewatch = (): void => {
    watch?.dispose();
    watch = pending.size === 0 || ended !== null ? null : clock.after(stallMs, () => end({ reason: 'stalled' }));
  };
  const giveUp = (id: number, error: unknown): void => {
    const failed = pending.get(id);
    pending.delete(id);
    rewatch();
    if (ended === null) worker.postMessage({ type: 'cancel', id } satisfies WorkerRequest);
    failed?.fail(error);
  };
  const handOn = async (id: number, reply: WorkerReply): Promise<void> => {
    const waiting = pending.get(id);
    if (waiting === undefined) return;
    if (reply.type === 'batch') {
      await waiting.listener?.onBatch(reply.rows, reply.done);
      if (ended === null) worker.postMessage({ type: 'ready', id } satisfies WorkerRequest);
    } else if (reply.type !== 'progress') {
      pending.delete(id);
      rewatch();
      waiting.settle(success(reply));
    }
  };
  const take = (reply: WorkerReply): void => {
    rewatch();
    const waiting = pending.get(reply.id);
    if (waiting === undefined) return;
    if (reply.type === 'progress') waiting.listener?.onProgress?.(reply.done);
    else waiting.queue = waiting.queue.then(() => handOn(reply.id, reply)).catch((error: unknown) => giveUp(reply.id, error));
  };

  // Messages come from the worker of this same program: the type is its own.
  worker.on('message', (reply: WorkerReply) => take(reply));
  worker.on('error', (error) => end(failureOf(error)));
  worker.on('exit', () => end({ reason: 'workerLost' }));

  return {
    ask: (request, listener, signal) => {
      if (ended !== null) return Promise.resolve(failure(ended));
      if (signal?.aborted === true) return Promise.resolve(failure({ reason: 'cancelled' }));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        const cancel = (): void => worker.postMessage({ type: 'cancel', id } satisfies WorkerRequest);
        signal?.addEventListener('abort', cancel, { once: true });
        const leave = (): void => signal?.removeEventListener('abort', cancel);
        pending.set(id, {
          listener,
          settle: (reply) => {
            leave();
            resolve(reply);
          },
          fail: (error) => {
            leave();
            reject(error);
          },
          queue: Promise.resolve(),
        });
        rewatch();
        worker.postMessage(request(id));
      });
    },
    dispose: async () => {
      end({ reason: 'cancelled' });
      await worker.terminate();
    },
  };
};

const unexpected: Result<never, ImportFailure> = failure({ reason: 'workerLost' });

const sessionOf = (line: Line, report: FileReport): ImportSession => ({
  report,
  guess: async (sheet, kind, signal) => {
    const reply = await line.ask((id) => ({ type: 'guess', id, sheet, kind }), null, signal);
    if (!reply.ok) return reply;
    return reply.value.type === 'guessed' ? reply.value.result : unexpected;
  },
  preview: async (request, signal) => {
    const reply = await line.ask((id) => ({ type: 'preview', id, request }), null, signal);
    if (!reply.ok) return reply;
    return reply.value.type === 'previewed' ? reply.value.result : unexpected;
  },
  convert: async (request, listener, signal) => {
    const reply = await line.ask((id) => ({ type: 'convert', id, request }), listener, signal);
    if (!reply.ok) return reply;
    return reply.value.type === 'converted' ? reply.value.result : unexpected;
  },
  dispose: line.dispose,
});

/** Opens a file in a worker of its own. Dispose the session when done; a refused file leaves nothing open. */
export const openImport = async (path: string, options: ImportOptions): Promise<Result<ImportSession, ImportFailure>> => {
  const line = openLine(startWorker(options.entry), options.clock, options.stallMs ?? STALL_MS);
  const request = {
    path,
    fileName: options.fileName ?? basename(path),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    home: options.home ?? null,
  };
  const reply = await line.ask((id) => ({ type: 'open', id, request }), null, options.signal);
  const opened = !reply.ok ? reply : reply.value.type === 'opened' ? reply.value.result : unexpected;
  if (opened.ok) return success(sessionOf(line, opened.value));
  await line.dispose();
  return opened;
};
