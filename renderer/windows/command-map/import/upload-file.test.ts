import { describe, expect, it } from 'vitest';
import { PART_LIMIT_BYTES } from '../../../../shared/contract/imports.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { ConnectionState, StationClient } from '../../../station-client/station-client.ts';
import { uploadFile } from './upload-file.ts';

interface Part {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly totalBytes: number;
}

/** A station that keeps what arrives, behind a line that can fail: `answer` may say something else for a part. */
const stationWith = (answer: (part: Part, count: number) => Result<{ received: number }, Refusal> | null) => {
  let held = new Uint8Array(0);
  let count = 0;
  const receive = (part: Part): Result<{ received: number }, Refusal> => {
    if (part.offset > held.length) return failure(refusal('conflict', { received: held.length }));
    const next = new Uint8Array(Math.max(held.length, part.offset + part.bytes.length));
    next.set(held);
    next.set(part.bytes, part.offset);
    held = next;
    return success({ received: held.length });
  };
  const client: Pick<StationClient, 'request' | 'connection' | 'onConnection'> = {
    request: (async (_name: string, part: Part) => {
      count += 1;
      const answered = answer(part, count) ?? receive(part);
      return answered.ok ? success({ value: answered.value, freshness: { from: 'station' } }) : answered;
    }) as StationClient['request'],
    connection: (): ConnectionState => ({ state: 'connected', since: 0 }),
    onConnection: () => () => undefined,
  };
  return {
    client: client as StationClient,
    held: () => held,
    forget: () => {
      held = new Uint8Array(0);
    },
  };
};

const fileOf = (size: number): File => new File([Uint8Array.from({ length: size }, (_, index) => index % 251)], '名册.csv');
const never = new AbortController().signal;

describe('sending a file in parts', () => {
  it('sends every byte once and tells how far it is', async () => {
    const { client, held } = stationWith(() => null);
    const told: number[] = [];
    expect(await uploadFile(client, fileOf(PART_LIMIT_BYTES + 1000), 'upload-0001', (done) => told.push(done), never)).toEqual(success(null));
    expect(held()).toHaveLength(PART_LIMIT_BYTES + 1000);
    expect(held().every((byte, index) => byte === index % 251)).toBe(true);
    expect(told).toEqual([PART_LIMIT_BYTES / (PART_LIMIT_BYTES + 1000), 1]);
  });

  it('sends an empty file too, so that the station can say it is empty', async () => {
    let parts = 0;
    const { client } = stationWith(() => {
      parts += 1;
      return null;
    });
    expect(await uploadFile(client, fileOf(0), 'upload-0001', () => undefined, never)).toEqual(success(null));
    expect(parts).toBe(1);
  });

  it('goes on where the station says after an answer was lost, and from the beginning after it was started anew', async () => {
    const { client, held, forget } = stationWith((_part, count) => {
      if (count === 2) return failure(refusal('offline'));
      if (count === 3) {
        forget();
        return failure(refusal('notFound', { received: 0 }));
      }
      return null;
    });
    const file = fileOf(2 * PART_LIMIT_BYTES);
    expect(await uploadFile(client, file, 'upload-0001', () => undefined, never)).toEqual(success(null));
    expect(held()).toHaveLength(file.size);
    expect(held().every((byte, index) => byte === index % 251)).toBe(true);
  });

  it('gives up in the end, at once where it is refused for another reason, and before sending what is too large', async () => {
    let asked = 0;
    const offline = stationWith(() => {
      asked += 1;
      return failure(refusal('timedOut'));
    });
    expect(await uploadFile(offline.client, fileOf(10), 'upload-0001', () => undefined, never)).toEqual(failure(refusal('timedOut')));
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(20);
    const denied = stationWith(() => failure(refusal('notPermitted')));
    expect(await uploadFile(denied.client, fileOf(10), 'upload-0001', () => undefined, never)).toEqual(failure(refusal('notPermitted')));
    const huge = Object.defineProperty(fileOf(1), 'size', { value: 1e10 });
    expect(await uploadFile(denied.client, huge, 'upload-0001', () => undefined, never)).toMatchObject({ error: { detail: { file: { reason: 'tooLarge' } } } });
  });
});
