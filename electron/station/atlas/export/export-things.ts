// Writes things to a file in one format; the file appears under its name only once it is whole.
import { open, rename, rm } from 'node:fs/promises';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import type { ExportFormat, ExportOptions } from './export-options.ts';

export interface ExportSummary {
  readonly things: number;
  readonly located: number;
  readonly bytes: number;
}

export type ExportFailure =
  | { readonly reason: 'diskFull' | 'notWritable' | 'cancelled' }
  | { readonly reason: 'tooManyRows'; readonly allowed: number };

class ExportStopped extends Error {
  readonly failure: ExportFailure;
  constructor(reason: ExportFailure) {
    super(`export stopped: ${reason.reason}`);
    this.failure = reason;
  }
}

interface Tally {
  things: number;
  located: number;
}

async function* counted(things: AsyncIterable<Thing>, tally: Tally, format: ExportFormat, signal: AbortSignal): AsyncGenerator<Thing> {
  for await (const thing of things) {
    if (signal.aborted) throw new ExportStopped({ reason: 'cancelled' });
    tally.things += 1;
    if (thing.geometry !== null) tally.located += 1;
    if (format.mostRows !== null && tally.things > format.mostRows) {
      throw new ExportStopped({ reason: 'tooManyRows', allowed: format.mostRows });
    }
    yield thing;
  }
}

const failureOf = (error: unknown): ExportFailure | null => {
  if (error instanceof ExportStopped) return error.failure;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { reason: 'diskFull' };
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT' || code === 'EISDIR' ? { reason: 'notWritable' } : null;
};

const writeAll = async (path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> => {
  const file = await open(path, 'w');
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      await file.writeFile(piece);
      bytes += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes;
};

/** Things are read one by one and never held; a failure leaves no half file behind. */
export const exportThings = async (
  things: AsyncIterable<Thing>,
  path: string,
  format: ExportFormat,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<Result<ExportSummary, ExportFailure>> => {
  const tally: Tally = { things: 0, located: 0 };
  const partial = `${path}.part`;
  try {
    const bytes = await writeAll(partial, format.write(counted(things, tally, format, signal), options));
    await rename(partial, path);
    return success({ ...tally, bytes });
  } catch (error) {
    await rm(partial, { force: true });
    const reason = failureOf(error);
    if (reason === null) throw error;
    return failure(reason);
  }
};
