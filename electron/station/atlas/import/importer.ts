// The station's side of an import: starts the worker, asks it, and bounds its memory and its silence.
import { basename } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import type { ConvertedRow } from './convert-row.ts';
import type { ImportFailure } from './import-failure.ts';
import type { ConvertRequest, ConvertSummary, FileReport, SheetReport } from './import-wire.ts';
import { DEFAULT_LIMITS, type ImportLimits } from './limits.ts';
import { workerLine, type BatchListener, type WorkerLine } from './worker-line.ts';

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

const unexpected: Result<never, ImportFailure> = failure({ reason: 'workerLost' });

const sessionOf = (line: WorkerLine, report: FileReport): ImportSession => ({
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
  const line = workerLine(startWorker(options.entry), options.clock, options.stallMs ?? STALL_MS);
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
