// The closed list of reasons for which a whole file is refused, and the one way parsers leave with one.
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { LimitName } from './limits.ts';

export type FormatName = 'csv' | 'xlsx' | 'geojson' | 'kml' | 'gpx' | 'shapefile';

/** Files recognised as something the importer does not read; each message says what to save it as. */
export type UnreadableKind =
  | 'oldExcel'
  | 'binaryExcel'
  | 'openDocument'
  | 'xmlSpreadsheet'
  | 'htmlTable'
  | 'wordDocument'
  | 'pdf'
  | 'picture'
  | 'nestedArchive'
  | 'otherArchive'
  | 'looseShapefile'
  | 'otherXml'
  | 'otherJson'
  | 'binary';

export type ImportFailure =
  | { readonly reason: 'notFound' | 'notAFile' | 'notReadable' | 'empty' | 'encrypted' | 'forbiddenXml' | 'unknownEncoding' }
  | { readonly reason: 'unreadableKind'; readonly kind: UnreadableKind }
  | { readonly reason: 'tooLarge'; readonly limit: LimitName; readonly allowed: number }
  /** `where` names the part and place for the technician, in English. */
  | { readonly reason: 'damaged'; readonly format: FormatName; readonly where: string }
  | { readonly reason: 'noTable' }
  | { readonly reason: 'noSuchSheet' | 'badMapping' }
  | { readonly reason: 'cancelled' | 'outOfMemory' | 'stalled' | 'workerLost' };

/** Thrown inside parsers only, and turned into a value by `settled`; no other exception is expected. */
export class ImportRefused extends Error {
  readonly failure: ImportFailure;
  constructor(failure: ImportFailure) {
    super(`import refused: ${failure.reason}`);
    this.failure = failure;
  }
}

export const refuse = (reason: ImportFailure): never => {
  throw new ImportRefused(reason);
};

export const damaged = (format: FormatName, where: string): ImportRefused =>
  new ImportRefused({ reason: 'damaged', format, where });

export const tooLarge = (limit: LimitName, allowed: number): ImportRefused =>
  new ImportRefused({ reason: 'tooLarge', limit, allowed });

const fileSystemReason = (error: unknown): ImportFailure | null => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return { reason: 'notFound' };
  if (code === 'EISDIR') return { reason: 'notAFile' };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EIO') return { reason: 'notReadable' };
  return null;
};

export const throwIfCancelled = (signal: AbortSignal): void => {
  if (signal.aborted) refuse({ reason: 'cancelled' });
};

/** Runs parser code and returns its refusal as a value; anything else that is thrown is a bug and goes on. */
export const settled = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<Result<T, ImportFailure>> => {
  try {
    return success(await work());
  } catch (error) {
    if (error instanceof ImportRefused) return failure(error.failure);
    if (signal.aborted) return failure({ reason: 'cancelled' });
    const reason = fileSystemReason(error);
    if (reason !== null) return failure(reason);
    throw error;
  }
};
