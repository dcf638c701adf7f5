// Sends a file to the station in parts; a line that breaks is waited for, and what has arrived is not sent again.
import type { StationClient } from '../../../station-client/station-client.ts';
import { FILE_LIMIT_BYTES, PART_LIMIT_BYTES } from '../../../../shared/contract/imports.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import { whenConnected } from './when-connected.ts';

const MOST_TROUBLES = 5;
const LONGEST_NAME = 255;
const PART_TIMEOUT_MS = 60_000;

/** Where the station wants to go on from; null where the refusal is not about that. */
const wantedOffset = ({ detail }: Refusal): number | null => {
  const received = detail?.['received'];
  return typeof received === 'number' ? received : null;
};

const isLineTrouble = ({ reason }: Refusal): boolean => reason === 'offline' || reason === 'timedOut';

/** `onProgress` is told the share that has arrived, 0 to 1. */
export const uploadFile = async (client: StationClient, file: File, uploadId: string, onProgress: (done: number) => void, signal: AbortSignal): Promise<Result<null, Refusal>> => {
  if (file.size > FILE_LIMIT_BYTES) return failure(refusal('invalid', { file: { reason: 'tooLarge', limit: 'fileBytes', allowed: FILE_LIMIT_BYTES } }));
  const part = { uploadId, fileName: file.name.slice(-LONGEST_NAME), totalBytes: file.size };
  let [offset, troubles, isWhole] = [0, 0, false];
  while (!isWhole) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PART_LIMIT_BYTES).arrayBuffer());
    const sent = await client.request('uploadPart', { ...part, offset, bytes }, { signal, timeoutMs: PART_TIMEOUT_MS });
    if (signal.aborted) return failure(refusal('cancelled'));
    if (sent.ok) {
      offset = sent.value.value.received;
      isWhole = offset >= file.size;
      onProgress(file.size === 0 ? 1 : offset / file.size);
      continue;
    }
    troubles += 1;
    const wanted = wantedOffset(sent.error);
    if (troubles > MOST_TROUBLES || (wanted === null && !isLineTrouble(sent.error))) return sent;
    if (wanted !== null) offset = wanted;
    else if (!(await whenConnected(client, signal))) return sent;
  }
  return success(null);
};
