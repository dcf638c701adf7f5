// Makes the next journal entry out of what was asked: its text canonical, sealed to the entry before it.
import { canonicalJson, type Json } from '../../../shared/kernel/json.ts';
import { entryHash } from './journal-hash.ts';
import type { JournalEntry, JournalHead, NewEntry } from './store.ts';

/** The next entry after `head`; `payload` is the text to store. */
export const sealEntry = (head: JournalHead, entry: NewEntry, payload: string, time: string): JournalEntry => {
  const unsealed = {
    sequence: head.sequence + 1,
    time,
    seat: entry.seat,
    person: entry.person,
    operation: entry.operation,
    payload,
    commandId: entry.commandId ?? null,
    previousHash: head.hash,
  };
  return { ...unsealed, hash: entryHash(unsealed) };
};

/** Canonical JSON no longer than `limit` bytes; anything else is a bug of the caller and throws before anything is written. */
export const storedText = (value: Json, what: string, limit: number): string => {
  const text = canonicalJson(value);
  if (Buffer.byteLength(text) > limit) throw new RangeError(`${what} is longer than ${limit} bytes; keep it in a ledger table`);
  JSON.parse(text); // an undefined inside would have made text that is not JSON
  return text;
};
