// Recomputes the journal's chain from the first entry to the head and names the first entry that does not fit.
import type { Clock } from '../../../shared/kernel/clock.ts';
import { entryHash, GENESIS_HASH, type Hashed } from './journal-hash.ts';
import { type JournalHead, StoreUnavailable, type Verification } from './store.ts';

export interface StoredEntry extends Hashed {
  readonly hash: string;
  readonly payload: Uint8Array;
}

export interface ChainSource {
  /** The head row and the highest sequence in the journal, read at one moment. */
  readonly ends: () => Promise<{ readonly head: JournalHead | undefined; readonly last: number }>;
  /** Bytes of each payload after `after`, so that a page can be kept small before it is read. */
  readonly sizes: (after: number, limit: number) => Promise<readonly number[]>;
  readonly page: (after: number, limit: number) => Promise<readonly StoredEntry[]>;
}

export interface ChainReading {
  readonly clock: Clock;
  readonly sliceMs: number;
  /** Lets the event loop run. */
  readonly pause: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

const MOST_ENTRIES_A_PAGE = 200;
const BYTES_A_PAGE = 1024 * 1024;

/** Why `entry` cannot follow `before`; undefined where it does. */
const misfit = (before: JournalHead, entry: StoredEntry): Verification | undefined => {
  const broken = (brokenSequence: number, detail: string): Verification => ({
    intact: false,
    entries: before.sequence,
    brokenSequence,
    detail,
  });
  const expected = before.sequence + 1;
  if (entry.sequence !== expected) return broken(expected, `entry ${expected} is missing; the next there is ${entry.sequence}`);
  if (entry.previousHash !== before.hash)
    return broken(expected, `entry ${expected} does not name the hash of entry ${before.sequence}: one of the two was altered or moved`);
  if (entryHash(entry) !== entry.hash) return broken(expected, `entry ${expected} does not match its own hash: it was altered`);
  return undefined;
};

const endMisfit = (reached: JournalHead, head: JournalHead | undefined, last: number): Verification | undefined => {
  const broken = (brokenSequence: number, detail: string): Verification => ({
    intact: false,
    entries: reached.sequence,
    brokenSequence,
    detail,
  });
  if (head === undefined) return broken(reached.sequence + 1, 'the head row is missing');
  if (reached.sequence < head.sequence)
    return broken(reached.sequence + 1, `the head names entry ${head.sequence}, but the journal ends at ${reached.sequence}`);
  if (last > head.sequence) return broken(head.sequence + 1, `the head names entry ${head.sequence}, but the journal goes on to ${last}`);
  if (reached.hash !== head.hash) return broken(head.sequence, `entry ${head.sequence} does not have the hash the head names`);
  return undefined;
};

/** How many of the next entries make one page: at least one. */
const pageLength = (sizes: readonly number[]): number => {
  let bytes = 0;
  const over = sizes.findIndex((size) => (bytes += size) > BYTES_A_PAGE);
  return Math.max(1, over === -1 ? sizes.length : over);
};

const verifyChain = async (source: ChainSource, reading: ChainReading): Promise<Verification> => {
  const { clock, sliceMs, pause, signal } = reading;
  const { head, last } = await source.ends();
  const until = head?.sequence ?? 0;
  let reached: JournalHead = { sequence: 0, hash: GENESIS_HASH };
  let sliceEnds = clock.elapsed() + sliceMs;
  while (reached.sequence < until) {
    signal?.throwIfAborted();
    const sizes = await source.sizes(reached.sequence, Math.min(MOST_ENTRIES_A_PAGE, until - reached.sequence));
    if (sizes.length === 0) break;
    const page = await source.page(reached.sequence, pageLength(sizes));
    for (const entry of page) {
      const found = misfit(reached, entry);
      if (found !== undefined) return found;
      reached = entry;
      if (clock.elapsed() < sliceEnds) continue;
      await pause();
      sliceEnds = clock.elapsed() + sliceMs;
    }
  }
  return endMisfit(reached, head, last) ?? { intact: true, entries: reached.sequence, headHash: reached.hash };
};

/** Entries written after it began are left for the next verification. What the engine cannot read because it is corrupt counts as broken there. */
export const verifyReadable = async (source: ChainSource, reading: ChainReading): Promise<Verification> => {
  let read = 0;
  const page: ChainSource['page'] = async (after, limit) => {
    read = after;
    return source.page(after, limit);
  };
  try {
    return await verifyChain({ ...source, page }, reading);
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || error.failure.reason !== 'corrupt') throw error;
    return { intact: false, entries: read, brokenSequence: read + 1, detail: error.failure.detail };
  }
};
