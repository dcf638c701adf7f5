// The imports that were made, newest first, and taking one back whole.
import { committedPayloadShape, undonePayloadShape, type CommittedPayload } from '../../../../shared/contract/import-shapes.ts';
import type { Caller, Handlers } from '../../../../shared/contract/feature.ts';
import type { IMPORT_OPERATIONS } from '../../../../shared/contract/imports.ts';
import { refusal } from '../../../../shared/contract/refusal.ts';
import { failure, success } from '../../../../shared/kernel/result.ts';
import type { JournalEntry } from '../../store/store.ts';
import { authorOf } from '../atlas-desk.ts';
import type { BatchRow } from '../atlas-tables.ts';
import { answering } from '../store-refusal.ts';
import { COMMIT_OPERATION } from './commit-import.ts';
import type { ImportsDesk } from './imports-desk.ts';

type HistoryHandlers = Pick<Handlers<typeof IMPORT_OPERATIONS>, 'listImports' | 'undoImport'>;

const entryAt = async ({ store }: ImportsDesk, sequence: number): Promise<JournalEntry | undefined> => (await store.entries(sequence - 1, 1))[0];

/** Null for a batch that is no import: the generated county is one too. */
const importOf = async (desk: ImportsDesk, batch: BatchRow): Promise<{ readonly entry: JournalEntry; readonly past: CommittedPayload } | null> => {
  const entry = batch.published_seq === null ? undefined : await entryAt(desk, batch.published_seq);
  if (entry?.operation !== COMMIT_OPERATION) return null;
  const past = committedPayloadShape.safeParse(JSON.parse(entry.payload));
  return past.success ? { entry, past: past.data } : null;
};

const undoOf = async (desk: ImportsDesk, { undone_seq }: BatchRow): Promise<{ readonly at: string; readonly by: string } | null> => {
  const entry = undone_seq === null ? undefined : await entryAt(desk, undone_seq);
  if (entry === undefined) return null;
  const said = undonePayloadShape.safeParse(JSON.parse(entry.payload));
  return { at: entry.time, by: said.success ? said.data.personName : '' };
};

const listed = async (desk: ImportsDesk, batch: BatchRow) => {
  const found = await importOf(desk, batch);
  if (found === null) return null;
  const { fileName, kind, source, asOf, personName } = found.past;
  return {
    batch: batch.batch,
    fileName,
    kind,
    source,
    asOf,
    thingCount: batch.thing_count,
    removedCount: batch.removed_count,
    importedAt: found.entry.time,
    importedBy: personName,
    undone: await undoOf(desk, batch),
  };
};

const list = (desk: ImportsDesk): HistoryHandlers['listImports'] =>
  async ({ limit }, caller) =>
    answering(caller.signal, async () => {
      const batches = (await desk.bulk.listBatches()).toReversed();
      const imports: NonNullable<Awaited<ReturnType<typeof listed>>>[] = [];
      for (const batch of batches) {
        caller.signal.throwIfAborted();
        const one = await listed(desk, batch);
        if (one !== null) imports.push(one);
        // One more than is shown tells that there are more.
        if (imports.length > limit) break;
      }
      return success({ imports: imports.slice(0, limit), isTruncated: imports.length > limit });
    });

const nameOf = ({ person }: Caller): string => person?.name ?? '';

const undo = (desk: ImportsDesk): HistoryHandlers['undoImport'] =>
  async ({ batch }, caller) =>
    answering(caller.signal, async () => {
      const row = (await desk.bulk.listBatches()).find((one) => one.batch === batch);
      const found = row === undefined ? null : await importOf(desk, row);
      if (found === null) return failure(refusal('notFound', { batch }));
      const entry = { ...authorOf(caller), operation: 'undoImport', payload: { fileName: found.past.fileName, personName: nameOf(caller) } };
      const undone = await desk.bulk.undoBatch(batch, entry);
      if (!undone.ok) return undone;
      const { changedSince, changedSinceCount } = undone.value;
      return success({ batch, changedSince: [...changedSince], changedSinceCount });
    });

export const createImportHistory = (desk: ImportsDesk): HistoryHandlers => ({ listImports: list(desk), undoImport: undo(desk) });
