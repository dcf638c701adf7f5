// The rows of a batch on their way: checked, written in small slices, and waiting in memory where nobody sees them.
import { type Refusal, refusal } from '../../../shared/contract/refusal.ts';
import { checkContent } from '../../../shared/domain/atlas/check-content.ts';
import { residentFault } from '../../../shared/domain/atlas/check-resident.ts';
import type { Resident, ThingContent } from '../../../shared/domain/atlas/thing.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { Transaction } from '../store/store.ts';
import type { AtlasDesk } from './atlas-desk.ts';
import type { ResidentRow, ThingRow } from './atlas-tables.ts';
import { type Layer, releaseSlot, reserveSlots, stageRow } from './layer.ts';
import { releaseResident, stageResident } from './resident-index.ts';
import { insertResidents, lastResidentVersions, type ResidentPlace, rowOfResident, rowOfResidentRemoval, type Statement } from './resident-ledger.ts';
import { createSlicer } from './slicer.ts';
import { writeRefusal } from './store-refusal.ts';
import { rowOfRemoval, rowOfThing, type RowPlace } from './stored-thing.ts';
import { highestRow, insertThings, lastVersions } from './thing-ledger.ts';

/** The most rows one call may bring. */
export const MOST_ROWS = 500;

/** Rows of one transaction: it holds the thread for some 5 ms. */
const ROWS_PER_WRITE = 200;

export interface NewThing extends ThingContent {
  readonly kind: string;
  /** The importer's own, or made by it: an id that is current already is replaced by this content. */
  readonly id: string;
}

export interface Removal {
  readonly id: string;
  readonly rowNumber: number;
}

/** What waits in memory, by layer. */
export interface StagedLayer {
  readonly slots: number[];
  readonly removals: Removal[];
}

export interface StagedRows {
  readonly layers: Map<Layer, StagedLayer>;
  readonly residentSlots: number[];
  readonly residentRemovals: Removal[];
  thingCount: number;
  removedCount: number;
  residentCount: number;
}

export const createStagedRows = (): StagedRows => ({ layers: new Map(), residentSlots: [], residentRemovals: [], thingCount: 0, removedCount: 0, residentCount: 0 });

/** One row in the making: all that is known before its place in the order is. */
interface Draft {
  readonly layer: Layer;
  readonly id: string;
  readonly row: (place: RowPlace) => ThingRow;
}

type Outcome = Result<null, Refusal>;

const stagedLayer = (staged: StagedRows, layer: Layer): StagedLayer => {
  const known = staged.layers.get(layer) ?? { slots: [], removals: [] };
  staged.layers.set(layer, known);
  return known;
};

const keepRow = (staged: StagedRows, layer: Layer, row: ThingRow): void => {
  const { slots, removals } = stagedLayer(staged, layer);
  if (row.removed === 0) {
    slots.push(stageRow(layer, row));
    staged.thingCount += 1;
  } else {
    removals.push({ id: row.id, rowNumber: row.row_number });
    staged.removedCount += 1;
  }
};

const versionsOf = async (transaction: Transaction, drafts: readonly Draft[]): Promise<ReadonlyMap<Layer, Map<string, number>>> => {
  const versions = new Map<Layer, Map<string, number>>();
  for (const layer of new Set(drafts.map((draft) => draft.layer))) {
    const ids = drafts.filter((draft) => draft.layer === layer).map(({ id }) => id);
    versions.set(layer, new Map(await lastVersions(transaction, layer.kind.kind, ids)));
  }
  return versions;
};

const writeDrafts = async (desk: AtlasDesk, batch: number, drafts: readonly Draft[]): Promise<Result<readonly ThingRow[], Refusal>> => {
  const written = await desk.store.stage(async (transaction) => {
    const versions = await versionsOf(transaction, drafts);
    const highest = await highestRow(transaction, 'atlas_things');
    const rows = drafts.map(({ layer, id, row }, index) => {
      const version = (versions.get(layer)?.get(id) ?? 0) + 1;
      versions.get(layer)?.set(id, version);
      return row({ row_number: highest + index + 1, version, batch, from_seq: null });
    });
    await insertThings(transaction, rows);
    return rows;
  });
  return written.ok ? written : failure(writeRefusal(written.error));
};

const stageDrafts = async (desk: AtlasDesk, batch: number, staged: StagedRows, drafts: readonly Draft[]): Promise<Outcome> => {
  const slicer = createSlicer(desk.clock);
  for (let first = 0; first < drafts.length; first += ROWS_PER_WRITE) {
    const slice = drafts.slice(first, first + ROWS_PER_WRITE);
    for (const layer of new Set(slice.map((draft) => draft.layer))) await reserveSlots(layer, slice.length, slicer);
    const rows = await writeDrafts(desk, batch, slice);
    if (!rows.ok) return rows;
    for (const [index, row] of rows.value.entries()) {
      const draft = slice[index];
      if (draft !== undefined) keepRow(staged, draft.layer, row);
    }
    await slicer.pause();
  }
  return success(null);
};

const isId = (id: string): boolean => id.length > 0 && id.length <= 80;

/** Everything that does not fit, each with the number of its row; empty where all may be staged. */
const thingFaults = (desk: AtlasDesk, things: readonly NewThing[]): { index: number; reason: string; key: string; value: string }[] =>
  things.flatMap((thing, index) => {
    const kind = desk.memory.layers.get(thing.kind)?.kind;
    if (kind === undefined) return [{ index, reason: 'unknownKind', key: 'kind', value: thing.kind.slice(0, 60) }];
    if (!isId(thing.id)) return [{ index, reason: 'badId', key: 'id', value: thing.id.slice(0, 60) }];
    return checkContent(kind, thing).map((fault) => ({ index, ...fault }));
  });

const MOST_FAULTS = 100;

export const stageThings = async (desk: AtlasDesk, batch: number, staged: StagedRows, things: readonly NewThing[]): Promise<Outcome> => {
  if (things.length > MOST_ROWS) return failure(refusal('tooMany', { limit: MOST_ROWS }));
  const faults = thingFaults(desk, things);
  if (faults.length > 0) return failure(refusal('invalid', { faults: faults.slice(0, MOST_FAULTS) }));
  const slicer = createSlicer(desk.clock);
  const drafts: Draft[] = [];
  for (const { kind, id, ...content } of things) {
    const layer = desk.memory.layers.get(kind);
    if (layer === undefined) throw new Error(`${kind} was a kind a moment ago`);
    const texts = desk.searchTexts(layer.kind, id, content);
    drafts.push({ layer, id, row: (place) => rowOfThing(layer.kind, id, content, texts, place) });
    if (slicer.isDue()) await slicer.pause();
  }
  return stageDrafts(desk, batch, staged, drafts);
};

export const stageRemovals = async (desk: AtlasDesk, batch: number, staged: StagedRows, kind: string, ids: readonly string[]): Promise<Outcome> => {
  const layer = desk.memory.layers.get(kind);
  if (layer === undefined) return failure(refusal('notFound', { kind }));
  if (ids.length > MOST_ROWS) return failure(refusal('tooMany', { limit: MOST_ROWS }));
  if (!ids.every(isId)) return failure(refusal('invalid', { faults: [{ reason: 'badId', key: 'id' }] }));
  return stageDrafts(desk, batch, staged, ids.map((id) => ({ layer, id, row: (place) => rowOfRemoval(kind, id, place) })));
};

type ResidentDraft = { readonly id: string; readonly row: (place: ResidentPlace) => ResidentRow };

const stageResidentDrafts = async (desk: AtlasDesk, batch: number, staged: StagedRows, drafts: readonly ResidentDraft[]): Promise<Outcome> => {
  const slicer = createSlicer(desk.clock);
  for (let first = 0; first < drafts.length; first += ROWS_PER_WRITE) {
    const slice = drafts.slice(first, first + ROWS_PER_WRITE);
    const written = await desk.store.stage(async (transaction) => {
      const versions = new Map(await lastResidentVersions(transaction, slice.map(({ id }) => id)));
      const highest = await highestRow(transaction, 'atlas_residents');
      const rows = slice.map(({ id, row }, index) => {
        const version = (versions.get(id) ?? 0) + 1;
        versions.set(id, version);
        return row({ row_number: highest + index + 1, version, batch });
      });
      await insertResidents(transaction, rows);
      return rows;
    });
    if (!written.ok) return failure(writeRefusal(written.error));
    for (const row of written.value) {
      if (row.removed === 0) staged.residentSlots.push(stageResident(desk.memory.residents, row));
      else staged.residentRemovals.push({ id: row.id, rowNumber: row.row_number });
    }
    staged.residentCount += written.value.length;
    await slicer.pause();
  }
  return success(null);
};

export const stageResidents = async (desk: AtlasDesk, batch: number, staged: StagedRows, residents: readonly Resident[], statement: Statement): Promise<Outcome> => {
  if (residents.length > MOST_ROWS) return failure(refusal('tooMany', { limit: MOST_ROWS }));
  const faults = residents.flatMap((resident, index) => {
    const reason = residentFault(resident);
    return reason === null ? [] : [{ index, reason }];
  });
  if (faults.length > 0) return failure(refusal('invalid', { faults: faults.slice(0, MOST_FAULTS) }));
  return stageResidentDrafts(desk, batch, staged, residents.map((resident) => ({ id: resident.id, row: (place) => rowOfResident(resident, statement, place) })));
};

export const stageResidentRemovals = async (desk: AtlasDesk, batch: number, staged: StagedRows, ids: readonly string[]): Promise<Outcome> => {
  if (ids.length > MOST_ROWS) return failure(refusal('tooMany', { limit: MOST_ROWS }));
  if (!ids.every(isId)) return failure(refusal('invalid', { faults: [{ reason: 'badId', key: 'id' }] }));
  return stageResidentDrafts(desk, batch, staged, ids.map((id) => ({ id, row: (place) => rowOfResidentRemoval(id, place) })));
};

/** Forgets what waits in memory. */
export const releaseStaged = async (desk: AtlasDesk, staged: StagedRows): Promise<void> => {
  const slicer = createSlicer(desk.clock);
  const look = async (): Promise<void> => (slicer.isDue() ? slicer.pause() : undefined);
  for (const [layer, { slots }] of staged.layers) {
    for (const slot of slots) {
      releaseSlot(layer, slot);
      await look();
    }
  }
  for (const slot of staged.residentSlots) {
    releaseResident(desk.memory.residents, slot);
    await look();
  }
  staged.layers.clear();
  staged.residentSlots.length = 0;
};
