import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { entryHash, GENESIS_HASH } from './journal-hash.ts';

const entry = {
  sequence: 1,
  time: '2026-11-22T03:15:00.000Z',
  seat: 'console-1',
  person: null,
  operation: 'sound',
  payload: '{"村":"山早"}',
  commandId: null,
  previousHash: GENESIS_HASH,
};

test('the hash is the SHA-256 of the length-prefixed fields, as anyone can recompute it', () => {
  const text = `20:fenghuotai-journal-1,64:${GENESIS_HASH},1:1,24:2026-11-22T03:15:00.000Z,9:console-1,-,5:sound,-,16:{"村":"山早"},`;
  expect(entryHash(entry)).toBe(hash('sha256', text, 'hex'));
});

test('the stored bytes give the same hash as the text', () => {
  expect(entryHash({ ...entry, payload: new TextEncoder().encode(entry.payload) })).toBe(entryHash(entry));
});

test('moving a character from one field to the next, or nothing to an empty text, changes the hash', () => {
  const seen = new Set([
    entryHash(entry),
    entryHash({ ...entry, seat: 'console-', person: '1' }),
    entryHash({ ...entry, seat: 'console-1sound', operation: '' }),
    entryHash({ ...entry, person: '' }),
    entryHash({ ...entry, commandId: '' }),
    entryHash({ ...entry, person: '-' }),
    entryHash({ ...entry, seat: 'console-1,-' }),
  ]);
  expect(seen.size).toBe(7);
});
