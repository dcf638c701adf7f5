// Saves an import: compares once more while it stages, and publishes everything with one entry, or nothing at all.
import type { COMMIT_PROBLEMS, ImportCounts } from '../../../../shared/contract/import-shapes.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import type { Ids } from '../../../../shared/kernel/ids.ts';
import type { Json } from '../../../../shared/kernel/json.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { Store } from '../../store/store.ts';
import type { Author } from '../atlas-desk.ts';
import type { AtlasBulk, Published, StagedBatch } from '../bulk.ts';
import type { RowComparison } from '../import/compare.ts';
import type { ConvertedThing, RowKey } from '../import/convert-row.ts';
import { createSlicer } from '../slicer.ts';
import { MOST_ROWS, type NewThing } from '../staged-rows.ts';
import { writeRefusal } from '../store-refusal.ts';
import type { TalliedComparison } from './comparison-tally.ts';
import { dropListCodes, listName, writeListCodes, type ListCode } from './list-codes.ts';
import { runComparison, type ComparisonParts, type ComparisonRequest, type RowTaker } from './run-comparison.ts';

export interface CommitParts extends ComparisonParts {
  readonly store: Store;
  readonly bulk: AtlasBulk;
  readonly ids: Ids;
}

export interface CommitRequest {
  readonly comparison: ComparisonRequest;
  /** Of the preview that the operator saw. */
  readonly digest: string;
  readonly title: string;
  readonly author: Author;
  /** What the entry says beside the counts. */
  readonly payload: { readonly [key: string]: Json };
  readonly progress: (phase: 'saving' | 'publishing', fraction: number | null, rows: number) => void;
}

export interface Committed {
  readonly published: Published;
  readonly counts: ImportCounts;
}

export const COMMIT_OPERATION = 'commitImport';

export const commitProblem = (problem: (typeof COMMIT_PROBLEMS)[number], detail: Refusal['detail'] = {}): Refusal =>
  refusal(problem === 'changedSincePreview' ? 'stale' : 'invalid', { problem, ...detail });

/** Ids as this product makes them; anything else a file says is no id. */
const MADE_ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}$/;

/** A thing that was removed, or comes from another station, keeps the id its export wrote. */
const newId = (key: RowKey, ids: Ids): string => (key.by === 'thingId' && MADE_ID.test(key.id) ? key.id : ids.next());

interface Gathered {
  readonly waiting: NewThing[];
  readonly codes: ListCode[];
}

const gather = ({ waiting, codes }: Gathered, kind: string, ids: Ids): NonNullable<RowTaker['row']> => {
  const stage = (id: string, content: ConvertedThing['content']): string => {
    waiting.push({ kind, id, ...content });
    return id;
  };
  const idOf = (row: ConvertedThing, compared: RowComparison): string | null => {
    if (compared.outcome === 'new') return stage(newId(row.key, ids), compared.content);
    if (compared.outcome === 'changed') return stage(compared.thing.id, compared.content);
    return compared.outcome === 'unchanged' ? compared.thing.id : null;
  };
  return (row, compared) => {
    const thingId = idOf(row, compared);
    if (thingId !== null && row.key.by === 'code') codes.push({ code: row.key.code, thingId });
  };
};

const inCalls = async <T>(items: readonly T[], call: (some: readonly T[]) => Promise<Result<null, Refusal>>): Promise<Result<null, Refusal>> => {
  for (let first = 0; first < items.length; first += MOST_ROWS) {
    const done = await call(items.slice(first, first + MOST_ROWS));
    if (!done.ok) return done;
  }
  return success(null);
};

/** Stages everything that is to be saved; what was compared and which numbers things have in the list. */
const stageAll = async (parts: CommitParts, batch: StagedBatch, request: CommitRequest, signal: AbortSignal): Promise<Result<TalliedComparison, Refusal>> => {
  const { mapping, source } = request.comparison;
  const gathered: Gathered = { waiting: [], codes: [] };
  const taker: RowTaker = {
    row: gather(gathered, mapping.kind, parts.ids),
    batch: async () => inCalls(gathered.waiting.splice(0), batch.addThings),
    gone: async (things: readonly Thing[]) => inCalls(things.map(({ id }) => id), (ids) => batch.removeThings(mapping.kind, ids)),
    progress: (fraction, rows) => request.progress('saving', fraction, rows),
  };
  const compared = await runComparison(parts, request.comparison, taker, signal);
  if (!compared.ok) return compared;
  const { counts, digest } = compared.value;
  if (digest !== request.digest) return failure(commitProblem('changedSincePreview', { counts }));
  if (counts.new + counts.changed + counts.gone === 0) return failure(commitProblem('nothingToDo', { counts }));
  const kept = await writeListCodes(parts.store, listName(mapping, source), batch.batch, gathered.codes, createSlicer(parts.clock, signal));
  return kept.ok ? compared : failure(writeRefusal(kept.error));
};

const stageAndPublish = async (parts: CommitParts, batch: StagedBatch, request: CommitRequest, signal: AbortSignal): Promise<Result<Committed, Refusal>> => {
  const staged = await stageAll(parts, batch, request, signal);
  if (!staged.ok) return staged;
  const { counts } = staged.value;
  // From here on it is too late to cancel.
  signal.throwIfAborted();
  request.progress('publishing', null, counts.new + counts.changed + counts.gone);
  const published = await batch.publish({ ...request.author, operation: COMMIT_OPERATION, payload: { ...request.payload, counts } });
  return published.ok ? success({ published: published.value, counts }) : published;
};

/** Rejects where the signal is aborted or the store cannot be read, having left nothing: call it inside `answering`. */
export const commitImport = async (parts: CommitParts, request: CommitRequest, signal: AbortSignal): Promise<Result<Committed, Refusal>> => {
  const batch = await parts.bulk.stageBatch(request.title);
  if (!batch.ok) return batch;
  let isDone = false;
  try {
    // The number may have been another batch's, which was never published.
    const cleared = await dropListCodes(parts.store, batch.value.batch);
    if (!cleared.ok) return failure(writeRefusal(cleared.error));
    const committed = await stageAndPublish(parts, batch.value, request, signal);
    // A repeated command published another batch long ago.
    isDone = committed.ok && committed.value.published.batch === batch.value.batch;
    return committed;
  } finally {
    if (!isDone) {
      await dropListCodes(parts.store, batch.value.batch);
      await batch.value.abandon();
    }
  }
};
