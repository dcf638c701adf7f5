// Many things at once, for imports and the demonstration: staged out of sight, published by one entry, undone by one entry.
import { type Refusal, refusal } from '../../../shared/contract/refusal.ts';
import type { Resident } from '../../../shared/domain/atlas/thing.ts';
import type { Json } from '../../../shared/kernel/json.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { ChangeRefused } from '../store/store.ts';
import { type AtlasDesk, type Author, forgetRemovals } from './atlas-desk.ts';
import type { BatchRow } from './atlas-tables.ts';
import { deleteStaged, insertBatch, markPublished, markUndone, readBatch, readBatches } from './batch-ledger.ts';
import { type Refreshed, refreshBatch } from './refresh-things.ts';
import type { Statement } from './resident-ledger.ts';
import { showStagedRows } from './show-staged-rows.ts';
import { createStagedRows, type NewThing, releaseStaged, stageRemovals, stageResidentRemovals, stageResidents, stageThings, type StagedRows } from './staged-rows.ts';
import { createSlicer } from './slicer.ts';
import { changeRefusal, writeRefusal } from './store-refusal.ts';

export interface BatchEntry extends Author {
  readonly operation: string;
  /** What else the entry is to say; the batch and its counts are added. */
  readonly payload: { readonly [key: string]: Json };
}

export interface Published {
  readonly sequence: number;
  readonly batch: number;
  readonly thingCount: number;
  readonly removedCount: number;
  readonly residentCount: number;
  /** Of these, things somebody changed while they were being staged: the later word stands. */
  readonly overtakenCount: number;
}

/** Calls take at most 500 rows and run one after another; after a refusal of the store only `abandon` is left. */
export interface StagedBatch {
  readonly batch: number;
  /** All or none of a call; `detail.faults` names what does not fit and in which row. */
  readonly addThings: (things: readonly NewThing[]) => Promise<Result<null, Refusal>>;
  readonly removeThings: (kind: string, ids: readonly string[]) => Promise<Result<null, Refusal>>;
  readonly addResidents: (residents: readonly Resident[], statement: Statement) => Promise<Result<null, Refusal>>;
  readonly removeResidents: (ids: readonly string[]) => Promise<Result<null, Refusal>>;
  readonly publish: (entry: BatchEntry) => Promise<Result<Published, Refusal>>;
  readonly abandon: () => Promise<void>;
}

export type Undone = Refreshed & { readonly sequence: number };

export interface AtlasBulk {
  readonly stageBatch: (title: string) => Promise<Result<StagedBatch, Refusal>>;
  /** Refused with `conflict` where it is not visible; what was changed since is kept and named. */
  readonly undoBatch: (batch: number, entry: BatchEntry) => Promise<Result<Undone, Refusal>>;
  readonly listBatches: () => Promise<readonly BatchRow[]>;
}

const ROWS_PER_DELETE = 500;

/** Deletes what is left of a batch that was never published; gives up quietly where the store cannot be written: the next start tries again. */
export const sweepBatch = async ({ store, clock }: AtlasDesk, batch: number, isStopped: () => boolean): Promise<void> => {
  const slicer = createSlicer(clock);
  while (!isStopped()) {
    const deleted = await store.write(async (transaction) => deleteStaged(transaction, batch, ROWS_PER_DELETE));
    if (!deleted.ok || deleted.value) return;
    await slicer.pause();
  }
};

type Counts = Omit<Published, 'sequence' | 'overtakenCount'>;

/** What is kept of the outcome of a publishing; a repeated command gives it back. */
const countsOf = (outcome: Json): Counts => {
  const kept = new Map(Object.entries(typeof outcome === 'object' && outcome !== null ? outcome : {}));
  const count = (key: keyof Counts): number => {
    const value: Json | undefined = kept.get(key);
    if (typeof value !== 'number') throw new Error(`the outcome of a publishing has no ${key}`);
    return value;
  };
  return { batch: count('batch'), thingCount: count('thingCount'), removedCount: count('removedCount'), residentCount: count('residentCount') };
};

const contentsOf = (staged: StagedRows) => ({
  thing_count: staged.thingCount,
  removed_count: staged.removedCount,
  resident_count: staged.residentCount,
  kinds: [...staged.layers.keys()].map(({ kind }) => kind.kind).join(','),
});

interface OpenBatch {
  readonly batch: number;
  readonly title: string;
  readonly staged: StagedRows;
}

const entryOf = ({ operation, payload, seat, person, commandId }: BatchEntry, added: { readonly [key: string]: Json }) => ({
  seat,
  person,
  operation,
  payload: { ...payload, ...added },
  ...(commandId === undefined ? {} : { commandId }),
});

/** The outcome of the entry, and whether it is this batch that it published. */
const publishEntry = async (desk: AtlasDesk, open: OpenBatch, entry: BatchEntry): Promise<Result<Published, Refusal>> => {
  const { batch, title, staged } = open;
  const counts = { batch, thingCount: staged.thingCount, removedCount: staged.removedCount, residentCount: staged.residentCount };
  const { batch: atlasBatch, ...rest } = counts;
  const changed = await desk.store.change<Json>(entryOf(entry, { ...rest, atlasBatch, title }), async (transaction, sequence) => {
    desk.writing = sequence;
    if (!(await markPublished(transaction, batch, sequence, contentsOf(staged)))) throw new ChangeRefused({ reason: 'conflict', detail: { batch } });
    return counts;
  });
  desk.writing = 0;
  if (!changed.ok) {
    if (changed.error.reason === 'store') desk.doubts.add({ subject: 'batch', batch });
    return failure(changeRefusal(changed.error));
  }
  return success({ ...countsOf(changed.value.outcome), sequence: changed.value.entry.sequence, overtakenCount: 0 });
};

const publish = async (desk: AtlasDesk, open: OpenBatch, entry: BatchEntry): Promise<Result<Published, Refusal>> =>
  desk.turns.take(async () => {
    const published = await publishEntry(desk, open, entry);
    if (!published.ok) return published;
    // A repeated command published another batch long ago; this one was staged in vain.
    if (published.value.batch !== open.batch) return published;
    const overtakenCount = await showStagedRows(desk, open.staged);
    desk.openBatches.delete(open.batch);
    forgetRemovals(desk);
    return success({ ...published.value, overtakenCount });
  });

const abandon = async (desk: AtlasDesk, open: OpenBatch): Promise<void> => {
  await releaseStaged(desk, open.staged);
  await sweepBatch(desk, open.batch, () => false);
  desk.openBatches.delete(open.batch);
  forgetRemovals(desk);
};

const createStagedBatch = (desk: AtlasDesk, batch: number, title: string): StagedBatch => {
  const open: OpenBatch = { batch, title, staged: createStagedRows() };
  let state: 'open' | 'broken' | 'closed' = 'open';
  let isBusy = false;
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isBusy) throw new Error('calls to a staged batch must wait for each other');
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  };
  const adding = async (work: () => Promise<Result<null, Refusal>>): Promise<Result<null, Refusal>> =>
    alone(async () => {
      if (state !== 'open') return failure(refusal('conflict', { batch, state }));
      const added = await work();
      if (!added.ok && added.error.reason === 'storeReadOnly') state = 'broken';
      return added;
    });
  return {
    batch,
    addThings: async (things) => adding(async () => stageThings(desk, batch, open.staged, things)),
    removeThings: async (kind, ids) => adding(async () => stageRemovals(desk, batch, open.staged, kind, ids)),
    addResidents: async (residents, statement) => adding(async () => stageResidents(desk, batch, open.staged, residents, statement)),
    removeResidents: async (ids) => adding(async () => stageResidentRemovals(desk, batch, open.staged, ids)),
    publish: async (entry) =>
      alone(async () => {
        if (state !== 'open') return failure(refusal('conflict', { batch, state }));
        const published = await publish(desk, open, entry);
        if (!published.ok) return published;
        state = 'closed';
        if (published.value.batch !== batch) await abandon(desk, open);
        return published;
      }),
    abandon: async () =>
      alone(async () => {
        if (state === 'closed') return;
        state = 'closed';
        await abandon(desk, open);
      }),
  };
};

const stageBatch = async (desk: AtlasDesk, title: string): Promise<Result<StagedBatch, Refusal>> => {
  const stagedAt = new Date(desk.clock.now()).toISOString();
  const written = await desk.store.write(async (transaction) => insertBatch(transaction, title, stagedAt));
  if (!written.ok) return failure(writeRefusal(written.error));
  desk.openBatches.add(written.value);
  return success(createStagedBatch(desk, written.value, title));
};

const undoBatch = async (desk: AtlasDesk, batch: number, entry: BatchEntry): Promise<Result<Undone, Refusal>> =>
  desk.turns.take(async () => {
    const row = await readBatch(desk.store.read, batch);
    if (row === undefined || row.published_seq === null) return failure(refusal('notFound', { batch }));
    const changed = await desk.store.change(entryOf(entry, { atlasBatch: batch, title: row.title }), async (transaction, sequence) => {
      desk.writing = sequence;
      if (!(await markUndone(transaction, batch, sequence))) throw new ChangeRefused({ reason: 'conflict', detail: { batch, state: 'undone' } });
      return { batch };
    });
    desk.writing = 0;
    if (!changed.ok) {
      if (changed.error.reason === 'store') desk.doubts.add({ subject: 'batch', batch });
      return failure(changeRefusal(changed.error));
    }
    return success({ ...(await refreshBatch(desk, row, true)), sequence: changed.value.entry.sequence });
  });

export const createAtlasBulk = (desk: AtlasDesk): AtlasBulk => ({
  stageBatch: async (title) => stageBatch(desk, title),
  undoBatch: async (batch, entry) => undoBatch(desk, batch, entry),
  listBatches: async () => readBatches(desk.store.read),
});
