// Receives files in parts: in order, within limits, each part safe to send again.
import type { FileHandle } from 'node:fs/promises';
import { FILE_LIMIT_BYTES } from '../../../../shared/contract/imports.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import { fileRefusal, isDiskFull } from './file-refusal.ts';
import type { TemporaryFiles } from './temporary-files.ts';

export interface UploadPart {
  readonly uploadId: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly totalBytes: number;
}

export interface UploadedFile {
  readonly path: string;
  readonly fileName: string;
}

export interface Uploads {
  readonly receive: (owner: string, part: UploadPart) => Promise<Result<{ readonly received: number }, Refusal>>;
  /** The whole file; it stays the uploads' own until `release`. */
  readonly whole: (owner: string, uploadId: string) => Result<UploadedFile, Refusal>;
  readonly release: (owner: string, uploadId: string) => Promise<void>;
  /** Releases what nobody has sent a part of since and nobody has opened. */
  readonly sweep: (idleMs: number, isInUse: (owner: string, uploadId: string) => boolean) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

const MOST_UPLOADS = 16;
const MOST_BYTES = 4 * FILE_LIMIT_BYTES;

interface Upload {
  readonly owner: string;
  readonly uploadId: string;
  readonly path: string;
  readonly fileName: string;
  readonly totalBytes: number;
  readonly handle: FileHandle;
  received: number;
  touchedAt: number;
  /** Parts are written one after another. */
  tail: Promise<unknown>;
}

const keyOf = (owner: string, uploadId: string): string => `${owner} ${uploadId}`;

const writePart = async (upload: Upload, { offset, bytes, fileName, totalBytes }: UploadPart): Promise<Result<{ readonly received: number }, Refusal>> => {
  const conflict = failure(refusal('conflict', { received: upload.received }));
  if (fileName !== upload.fileName || totalBytes !== upload.totalBytes || offset > upload.received) return conflict;
  const end = offset + bytes.byteLength;
  if (end > totalBytes) return failure(refusal('tooLarge', { limitBytes: totalBytes }));
  if (end > upload.received) {
    await upload.handle.write(bytes, 0, bytes.byteLength, offset);
    upload.received = end;
  }
  return success({ received: upload.received });
};

export const createUploads = (files: TemporaryFiles, clock: Clock): Uploads => {
  const uploads = new Map<string, Promise<Upload>>();
  const opened = new Map<string, Upload>();
  let reservedBytes = 0;

  const start = async (owner: string, part: UploadPart): Promise<Upload> => {
    const path = files.newPath('.upload');
    const upload: Upload = {
      owner,
      uploadId: part.uploadId,
      path,
      fileName: part.fileName,
      totalBytes: part.totalBytes,
      handle: await files.create(path),
      received: 0,
      touchedAt: clock.elapsed(),
      tail: Promise.resolve(),
    };
    opened.set(keyOf(owner, part.uploadId), upload);
    return upload;
  };

  const release = async (owner: string, uploadId: string): Promise<void> => {
    const key = keyOf(owner, uploadId);
    const upload = opened.get(key);
    if (upload === undefined) return;
    uploads.delete(key);
    opened.delete(key);
    reservedBytes -= upload.totalBytes;
    await upload.tail.catch(() => undefined);
    await upload.handle.close();
    await files.remove(upload.path);
  };

  const receive = async (owner: string, part: UploadPart): Promise<Result<{ readonly received: number }, Refusal>> => {
    const key = keyOf(owner, part.uploadId);
    if (!uploads.has(key)) {
      if (part.offset > 0) return failure(refusal('notFound', { received: 0 }));
      if (uploads.size >= MOST_UPLOADS || reservedBytes + part.totalBytes > MOST_BYTES) return failure(refusal('tooMany', { limit: MOST_UPLOADS }));
      reservedBytes += part.totalBytes;
      uploads.set(key, start(owner, part));
    }
    const upload = await uploads.get(key);
    if (upload === undefined) return failure(refusal('notFound', { received: 0 }));
    upload.touchedAt = clock.elapsed();
    const written = upload.tail.then(() => writePart(upload, part));
    upload.tail = written.catch(() => undefined);
    return written;
  };

  return {
    receive: async (owner, part) => {
      try {
        return await receive(owner, part);
      } catch (error) {
        await release(owner, part.uploadId);
        if (isDiskFull(error)) return failure(fileRefusal({ reason: 'diskFull' }));
        throw error;
      }
    },
    whole: (owner, uploadId) => {
      const upload = opened.get(keyOf(owner, uploadId));
      if (upload === undefined) return failure(refusal('notFound', { uploadId }));
      if (upload.received < upload.totalBytes) return failure(refusal('conflict', { received: upload.received, totalBytes: upload.totalBytes }));
      return success({ path: upload.path, fileName: upload.fileName });
    },
    release,
    sweep: async (idleMs, isInUse) => {
      const now = clock.elapsed();
      for (const { owner, uploadId, touchedAt } of [...opened.values()]) if (now - touchedAt > idleMs && !isInUse(owner, uploadId)) await release(owner, uploadId);
    },
    dispose: async () => {
      for (const { owner, uploadId } of [...opened.values()]) await release(owner, uploadId);
    },
  };
};
