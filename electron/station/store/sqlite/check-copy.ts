// Opens a copy of the store in a thread of its own and reads every page of it, so that the station's thread never waits.
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { GENESIS_HASH } from '../journal-hash.ts';
import type { JournalHead } from '../store.ts';
import { within } from '../within.ts';

const LONGEST_CHECK_MS = 60 * 60 * 1_000;

// Text, not a file of its own: it must be there however the station is bundled. Nothing of ours is imported in it.
const CHECK = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const { statSync } = require('node:fs');
const answer = () => {
  const database = new DatabaseSync(workerData.path, { readOnly: !workerData.makeSingle, timeout: 1000 });
  try {
    if (workerData.makeSingle) database.exec('pragma journal_mode = delete');
    const { integrity_check: integrity } = database.prepare('pragma integrity_check(1)').get();
    if (integrity !== 'ok') return { detail: integrity };
    const head = database.prepare('select sequence, hash from journal_head where id = 1').get();
    const last = database.prepare('select sequence, hash from journal order by sequence desc limit 1').get();
    return { head: head && { ...head }, last: last && { ...last }, bytes: statSync(workerData.path).size };
  } finally {
    database.close();
  }
};
try {
  parentPort.postMessage(answer());
} catch (error) {
  parentPort.postMessage({ detail: String(error) });
}
`;

export type CheckedCopy =
  | { readonly sound: true; readonly head: JournalHead; readonly bytes: number }
  | { readonly sound: false; readonly detail: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const headIn = (value: unknown): JournalHead | undefined => {
  if (!isRecord(value)) return undefined;
  const { sequence, hash } = value;
  return typeof sequence === 'number' && typeof hash === 'string' ? { sequence, hash } : undefined;
};

/** What the worker's answer means: pages sound, and the head naming the last entry. */
const parseAnswer = (answer: unknown): CheckedCopy => {
  if (!isRecord(answer)) return { sound: false, detail: 'the check gave no answer' };
  if (typeof answer['detail'] === 'string') return { sound: false, detail: answer['detail'] };
  const head = headIn(answer['head']);
  const bytes = answer['bytes'];
  if (head === undefined || typeof bytes !== 'number') return { sound: false, detail: 'the copy has no journal head' };
  const last = headIn(answer['last']) ?? { sequence: 0, hash: GENESIS_HASH };
  if (last.sequence !== head.sequence || last.hash !== head.hash) return { sound: false, detail: 'the head does not name the last entry' };
  return { sound: true, head, bytes };
};

interface CopyCheck {
  readonly path: string;
  /** Also folds SQLite's log into the file, so that the copy is one file. */
  readonly makeSingle: boolean;
}

const answerOf = async (worker: Worker): Promise<unknown> => {
  const answer = Promise.withResolvers<unknown>();
  worker.once('message', answer.resolve);
  worker.once('error', answer.reject);
  worker.once('exit', (code) => answer.reject(new Error(`the check of the copy ended with ${code}`)));
  return answer.promise;
};

/** `integrity_check`, and the head against the last entry. Rejects when aborted. */
export const checkCopy = async (check: CopyCheck, clock: Clock, signal?: AbortSignal): Promise<CheckedCopy> => {
  signal?.throwIfAborted();
  const worker = new Worker(CHECK, { eval: true, workerData: check });
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return parseAnswer(await within(clock, LONGEST_CHECK_MS, 'the check of the copy', answerOf(worker)));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
};
