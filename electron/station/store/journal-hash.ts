// The hash of a journal entry, so that no entry can be altered, moved or dropped unnoticed.
import { hash } from 'node:crypto';
import type { JournalEntry } from './store.ts';

/** What the first entry names as the hash before it. */
export const GENESIS_HASH = '0'.repeat(64);

export type Hashed = Omit<JournalEntry, 'hash' | 'payload'> & { readonly payload: string | Uint8Array };

/** One field as `<length in bytes>:<bytes>,`; an absent one as `-,`: no two lists of fields share a text. */
const field = (value: string | null): string => (value === null ? '-,' : `${Buffer.byteLength(value)}:${value},`);

/**
 * Hex SHA-256 over the UTF-8 bytes of the fields previousHash, sequence (decimal), time, seat, person, operation,
 * commandId, payload, each length-prefixed, after the field `fenghuotai-journal-1` that names this layout.
 */
export const entryHash = (entry: Hashed): string => {
  const before =
    field('fenghuotai-journal-1') +
    field(entry.previousHash) +
    field(String(entry.sequence)) +
    field(entry.time) +
    field(entry.seat) +
    field(entry.person) +
    field(entry.operation) +
    field(entry.commandId);
  if (typeof entry.payload === 'string') return hash('sha256', before + field(entry.payload), 'hex');
  return hash('sha256', Buffer.concat([Buffer.from(`${before}${entry.payload.byteLength}:`), entry.payload, Buffer.from(',')]), 'hex');
};
