// One frame for a message over a byte door: JSON, and beside it the raw bytes of every Uint8Array in it.
import { failure, success, type Result } from '../kernel/result.ts';

const MARK = '$bytes';
const HEADER_BYTES = 4;

interface Marked {
  readonly [MARK]: readonly [offset: number, length: number];
}

/** Text where the message holds no bytes; otherwise u32 length of the JSON (little endian), the JSON, the bytes. */
export const encodeMessage = (message: unknown): string | Uint8Array<ArrayBuffer> => {
  const parts: Uint8Array[] = [];
  let total = 0;
  const json = JSON.stringify(message, (_key, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    parts.push(value);
    total += value.byteLength;
    return { [MARK]: [total - value.byteLength, value.byteLength] } satisfies Marked;
  });
  if (parts.length === 0) return json;
  const head = new TextEncoder().encode(json);
  const frame = new Uint8Array(HEADER_BYTES + head.byteLength + total);
  new DataView(frame.buffer).setUint32(0, head.byteLength, true);
  frame.set(head, HEADER_BYTES);
  let offset = HEADER_BYTES + head.byteLength;
  for (const part of parts) {
    frame.set(part, offset);
    offset += part.byteLength;
  }
  return frame;
};

const isMarked = (value: unknown): value is Marked =>
  typeof value === 'object' && value !== null && MARK in value && Array.isArray((value as { [MARK]: unknown })[MARK]);

/** The message of a frame, or `notAMessage` where the frame is none: truncated, not JSON, or pointing outside itself. */
export const decodeMessage = (frame: string | Uint8Array): Result<unknown, 'notAMessage'> => {
  try {
    if (typeof frame === 'string') return success(JSON.parse(frame) as unknown);
    if (frame.byteLength < HEADER_BYTES) return failure('notAMessage');
    const headBytes = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0, true);
    const bytesStart = HEADER_BYTES + headBytes;
    if (bytesStart > frame.byteLength) return failure('notAMessage');
    const json = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(HEADER_BYTES, bytesStart));
    let isOutside = false;
    const message = JSON.parse(json, (_key, value: unknown) => {
      if (!isMarked(value)) return value;
      const [offset, length] = value[MARK];
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || bytesStart + offset + length > frame.byteLength) {
        isOutside = true;
        return null;
      }
      return frame.slice(bytesStart + offset, bytesStart + offset + length);
    }) as unknown;
    return isOutside ? failure('notAMessage') : success(message);
  } catch {
    return failure('notAMessage');
  }
};
