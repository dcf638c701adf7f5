// An archive that cannot expand beyond what was allowed: entries, declared and real sizes, ratio and checksum are watched.
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { damaged, ImportRefused, refuse, throwIfCancelled, tooLarge, type FormatName } from '../import-failure.ts';
import type { ImportLimits } from '../limits.ts';
import type { SourceFile } from './source-file.ts';

export interface BoundedZip {
  /** Names with forward slashes, as stored, folders left out. */
  readonly names: readonly string[];
  readonly size: (name: string) => number;
  /** The expanded bytes of one entry. Throws `ImportRefused`. */
  readonly stream: (name: string, signal: AbortSignal) => AsyncGenerator<Uint8Array>;
  readonly dispose: () => void;
}

const entryName = (entry: Entry): string => {
  const raw = entry.fileNameRaw;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
  } catch {
    // Chinese Windows archivers store names in GBK without saying so.
    return new TextDecoder('gb18030').decode(raw).replaceAll('\\', '/');
  }
};

const checkEntry = (entry: Entry, format: FormatName, limits: ImportLimits): void => {
  if (entry.isEncrypted()) refuse({ reason: 'encrypted' });
  if (entry.uncompressedSize <= limits.ratioFreeBytes) return;
  if (entry.uncompressedSize > entry.compressedSize * limits.expansionRatio) {
    throw tooLarge('expansionRatio', limits.expansionRatio);
  }
  if (entry.uncompressedSize > limits.expandedBytes) throw tooLarge('expandedBytes', limits.expandedBytes);
};

const listEntries = async (
  zip: ZipFile,
  fileBytes: number,
  format: FormatName,
  limits: ImportLimits,
): Promise<ReadonlyMap<string, Entry>> => {
  const entries = new Map<string, Entry>();
  let [packed, expanded, count] = [0, 0, 0];
  if (zip.entryCount > limits.archiveEntries) throw tooLarge('archiveEntries', limits.archiveEntries);
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > limits.archiveEntries) throw tooLarge('archiveEntries', limits.archiveEntries);
    checkEntry(entry, format, limits);
    packed += entry.compressedSize;
    expanded += entry.uncompressedSize;
    if (expanded > limits.expandedBytes) throw tooLarge('expandedBytes', limits.expandedBytes);
    // Entries that share bytes are how a small archive declares honest sizes and still explodes.
    if (packed > fileBytes) throw damaged(format, 'archive entries overlap');
    const name = entryName(entry);
    if (!name.endsWith('/')) entries.set(name, entry);
  }
  return entries;
};

/** Whatever the zip library throws means a damaged archive; refusals pass through. */
const asDamage = (error: unknown, format: FormatName, signal: AbortSignal): ImportRefused => {
  if (error instanceof ImportRefused) return error;
  if (signal.aborted) return new ImportRefused({ reason: 'cancelled' });
  return damaged(format, error instanceof Error ? `archive: ${error.message.slice(0, 120)}` : 'archive');
};

async function* entryChunks(
  zip: ZipFile,
  entry: Entry,
  format: FormatName,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw asDamage(error, format, signal);
  });
  try {
    for await (const chunk of stream) {
      throwIfCancelled(signal);
      if (!(chunk instanceof Uint8Array)) throw damaged(format, 'archive stream');
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
  if (checksum !== entry.crc32) throw damaged(format, 'archive checksum');
}

async function* guarded(
  chunks: AsyncGenerator<Uint8Array>,
  format: FormatName,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    while (true) {
      const next = await chunks.next().catch((error: unknown) => {
        throw asDamage(error, format, signal);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await chunks.return(undefined);
  }
}

/** Opens an archive and checks its directory before anything is expanded. Throws `ImportRefused`. */
export const openZip = async (
  file: SourceFile,
  format: FormatName,
  limits: ImportLimits,
  signal: AbortSignal,
): Promise<BoundedZip> => {
  const zip = await openPromise(file.path, {
    lazyEntries: true,
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: true,
  }).catch((error: unknown) => {
    throw asDamage(error, format, signal);
  });
  try {
    const entries = await listEntries(zip, file.size, format, limits);
    return {
      names: [...entries.keys()],
      size: (name) => entries.get(name)?.uncompressedSize ?? 0,
      stream: (name, streamSignal) => {
        const entry = entries.get(name);
        if (entry === undefined) throw damaged(format, `${name} is missing`);
        return guarded(entryChunks(zip, entry, format, streamSignal), format, streamSignal);
      },
      dispose: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw asDamage(error, format, signal);
  }
};
