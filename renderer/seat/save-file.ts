// Reads a file from the station part by part and hands it to the user as a download.
import type { Refusal } from '../../shared/contract/refusal.ts';
import { failure, success, type Result } from '../../shared/kernel/result.ts';

export interface FilePart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly totalBytes: number;
}

/** Until the browser has surely begun to write it. */
const KEPT_MS = 60_000;

const offer = (blob: Blob, fileName: string): void => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
};

export const saveFile = async (fileName: string, readPart: (offset: number) => Promise<Result<FilePart, Refusal>>): Promise<Result<null, Refusal>> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let [offset, totalBytes] = [0, Infinity];
  while (offset < totalBytes) {
    const part = await readPart(offset);
    if (!part.ok) return part;
    // The file has become shorter than it said: what there is would be half a file.
    if (part.value.bytes.byteLength === 0 && offset < part.value.totalBytes) return failure({ reason: 'fault' });
    parts.push(part.value.bytes);
    offset += part.value.bytes.byteLength;
    totalBytes = part.value.totalBytes;
  }
  offer(new Blob(parts), fileName);
  return success(null);
};
