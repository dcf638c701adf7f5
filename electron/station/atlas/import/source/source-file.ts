// One file on disk as parsers see it: its name, its size, its first bytes, and a stream that obeys a signal.
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportRefused, refuse, throwIfCancelled, tooLarge } from '../import-failure.ts';
import type { ImportLimits } from '../limits.ts';
import { encodingByMark } from './text-encoding.ts';

export interface SourceFile {
  readonly path: string;
  /** As the user knows it, which may differ from the name on disk. */
  readonly fileName: string;
  readonly size: number;
}

export interface FileHead {
  readonly bytes: Uint8Array;
  /** The first characters, decoded well enough to tell formats apart. */
  readonly text: string;
  /** Lower case, without the dot. */
  readonly extension: string;
  /** Names inside, where the file is an archive. */
  readonly entries: readonly string[] | null;
}

const HEAD_BYTES = 64 * 1024;
const HEAD_TEXT_BYTES = 16 * 1024;
const CHUNK_BYTES = 256 * 1024;

export const extensionOf = (fileName: string): string => /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';

export const sourceFile = async (path: string, fileName: string | undefined, limits: ImportLimits): Promise<SourceFile> => {
  const status = await stat(path);
  if (!status.isFile()) refuse({ reason: 'notAFile' });
  if (status.size === 0) refuse({ reason: 'empty' });
  if (status.size > limits.fileBytes) throw tooLarge('fileBytes', limits.fileBytes);
  return { path, fileName: fileName ?? basename(path), size: status.size };
};

export const readHead = async (file: SourceFile): Promise<Uint8Array> => {
  const handle = await open(file.path);
  try {
    const buffer = new Uint8Array(Math.min(HEAD_BYTES, file.size));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

/** A guess good enough for `<kml` and `{"type"`: UTF-16 where it shows, everything else as UTF-8. */
export const headText = (bytes: Uint8Array): string => {
  const head = bytes.subarray(0, HEAD_TEXT_BYTES);
  return new TextDecoder(encodingByMark(head) ?? 'utf-8').decode(head);
};

/** The bytes of the file in chunks; stops with `cancelled` when the signal says so. */
export async function* fileChunks(
  file: SourceFile,
  signal: AbortSignal,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(file.path, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) {
      throwIfCancelled(signal);
      if (!(chunk instanceof Uint8Array)) throw new ImportRefused({ reason: 'notReadable' });
      onBytes?.(chunk.length);
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
}
