// Makes memory say what the ledger says of things and residents whose rows ceased to be visible, or may have become so.
import type { JournalEntry } from '../store/store.ts';
import type { AtlasDesk, Doubt } from './atlas-desk.ts';
import { announceLayer, announceResidents, createTouched, settling, tellListeners, type Touched } from './atlas-memory.ts';
import type { BatchRow, ResidentIndexRow } from './atlas-tables.ts';
import { readBatch } from './batch-ledger.ts';
import { findSlot, type Layer, replaceThing } from './layer.ts';
import { replaceResident } from './resident-index.ts';
import { pageOfBatchResidents, visibleResidents } from './resident-ledger.ts';
import { createSlicer, type Slicer } from './slicer.ts';
import { type BatchThing, NOW, pageOfBatch, visibleRows } from './thing-ledger.ts';

const PAGE = 200;

/** Sets what memory has of these ids of one kind to their last visible rows. */
const refreshIds = async (desk: AtlasDesk, layer: Layer, ids: readonly string[], touched: Touched): Promise<void> => {
  const rows = await visibleRows(desk.store.read, layer.kind.kind, ids, NOW);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const id of ids) {
    replaceThing(layer, id, byId.get(id) ?? null);
    touched.add(layer, id);
  }
};

const byLayer = (desk: AtlasDesk, rows: readonly BatchThing[]): ReadonlyMap<Layer, readonly string[]> => {
  const grouped = new Map<Layer, string[]>();
  for (const { kind, id } of rows) {
    const layer = desk.memory.layers.get(kind);
    if (layer !== undefined) grouped.set(layer, [...(grouped.get(layer) ?? []), id]);
  }
  return grouped;
};

export interface ChangedSince {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** Things that a later row has changed since a row of a batch was current. */
const laterRow = (desk: AtlasDesk, row: BatchThing): ChangedSince | null => {
  const layer = desk.memory.layers.get(row.kind);
  if (layer === undefined) return null;
  const slot = findSlot(layer, row.id);
  const isLater = slot === -1 ? row.removed === 0 : (layer.columns.rowNumbers[slot] ?? 0) > row.row_number;
  return isLater ? { kind: row.kind, id: row.id, name: slot === -1 ? '' : (layer.columns.names[slot] ?? '') } : null;
};

export interface Refreshed {
  readonly thingCount: number;
  readonly residentCount: number;
  /** What the batch had brought and somebody has changed since, which stays as it is; the first 200. */
  readonly changedSince: readonly ChangedSince[];
  readonly changedSinceCount: number;
}

const MOST_NAMED = 200;

/** A first version that is current and whose batch is undone leaves nothing behind: there is no need to ask the store. */
const isFirstAndCurrent = (desk: AtlasDesk, { kind, id, version, row_number }: BatchThing): boolean => {
  const layer = desk.memory.layers.get(kind);
  const slot = layer === undefined ? -1 : findSlot(layer, id);
  return version === 1 && slot !== -1 && layer?.columns.rowNumbers[slot] === row_number;
};

const dropThing = (desk: AtlasDesk, { kind, id }: BatchThing, touched: Touched): void => {
  const layer = desk.memory.layers.get(kind);
  if (layer === undefined) return;
  replaceThing(layer, id, null);
  touched.add(layer, id);
};

const refreshPage = async (desk: AtlasDesk, rows: readonly BatchThing[], isUndone: boolean, touched: Touched): Promise<void> => {
  const dropped = isUndone ? rows.filter((row) => isFirstAndCurrent(desk, row)) : [];
  for (const row of dropped) dropThing(desk, row, touched);
  const gone = new Set(dropped);
  for (const [layer, ids] of byLayer(desk, rows.filter((row) => !gone.has(row)))) await refreshIds(desk, layer, ids, touched);
};

const refreshBatchThings = async (
  desk: AtlasDesk,
  { batch, isUndone }: { readonly batch: number; readonly isUndone: boolean },
  touched: Touched,
  slicer: Slicer,
): Promise<Omit<Refreshed, 'residentCount'>> => {
  const changedSince: ChangedSince[] = [];
  let [after, thingCount, changedSinceCount] = [0, 0, 0];
  for (;;) {
    const rows = await pageOfBatch(desk.store.read, batch, after, PAGE);
    for (const row of rows) {
      const later = laterRow(desk, row);
      if (later === null) continue;
      changedSinceCount += 1;
      if (changedSince.length < MOST_NAMED) changedSince.push(later);
    }
    await refreshPage(desk, rows, isUndone, touched);
    thingCount += rows.length;
    await slicer.pause();
    if (rows.length < PAGE) return { thingCount, changedSince, changedSinceCount };
    after = rows.at(-1)?.row_number ?? after;
  }
};

const refreshResidents = async ({ store, memory }: AtlasDesk, rows: readonly ResidentIndexRow[], isUndone: boolean): Promise<void> => {
  const { residents } = memory;
  const isFirstAndCurrent = ({ id, version, row_number }: ResidentIndexRow): boolean =>
    isUndone && version === 1 && residents.rowNumbers[residents.slots.get(id)] === row_number;
  const asked = rows.filter((row) => !isFirstAndCurrent(row)).map(({ id }) => id);
  const current = new Map((asked.length === 0 ? [] : await visibleResidents(store.read, asked)).map((row) => [row.id, row]));
  for (const { id } of rows) replaceResident(residents, id, current.get(id) ?? null);
};

const refreshBatchResidents = async (desk: AtlasDesk, batch: number, isUndone: boolean, slicer: Slicer): Promise<number> => {
  let [after, count] = [0, 0];
  for (;;) {
    const rows = await pageOfBatchResidents(desk.store.read, batch, after, PAGE);
    await refreshResidents(desk, rows, isUndone);
    count += rows.length;
    await slicer.pause();
    if (rows.length < PAGE) return count;
    after = rows.at(-1)?.row_number ?? after;
  }
};

const announce = (desk: AtlasDesk, touched: Touched, hasResidents: boolean): void => {
  for (const layer of touched.layers()) announceLayer(desk.memory, layer, touched.ids(layer));
  if (hasResidents) announceResidents(desk.memory);
  if (hasResidents || touched.layers().length > 0) tellListeners(desk.memory);
};

/** Takes over whatever the ledger says now of everything a batch has rows of; readers of its layers wait meanwhile. */
export const refreshBatch = async (desk: AtlasDesk, batch: BatchRow, isUndone: boolean): Promise<Refreshed> => {
  const touched = createTouched();
  const slicer = createSlicer(desk.clock);
  const layers = batch.kinds.split(',').flatMap((kind) => desk.memory.layers.get(kind) ?? []);
  return settling([...layers, ...(batch.resident_count > 0 ? [desk.memory.residents] : [])], async () => {
    const things = await refreshBatchThings(desk, { batch: batch.batch, isUndone }, touched, slicer);
    const residentCount = await refreshBatchResidents(desk, batch.batch, isUndone, slicer);
    announce(desk, touched, residentCount > 0);
    return { ...things, residentCount };
  });
};

const resolveDoubt = async (desk: AtlasDesk, doubt: Doubt): Promise<void> => {
  if (doubt.subject === 'batch') {
    const row = await readBatch(desk.store.read, doubt.batch);
    if (row !== undefined && row.published_seq !== null) await refreshBatch(desk, row, row.undone_seq !== null);
    return;
  }
  const layer = desk.memory.layers.get(doubt.kind);
  if (layer === undefined) return;
  const touched = createTouched();
  await refreshIds(desk, layer, [doubt.id], touched);
  announce(desk, touched, false);
};

/** Looks up what became of changes whose writing was in doubt. Must run in a turn; what cannot be read stays in doubt. */
export const resolveDoubts = async (desk: AtlasDesk): Promise<void> => {
  for (const doubt of desk.doubts) {
    await resolveDoubt(desk, doubt);
    desk.doubts.delete(doubt);
  }
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const ONE_THING: ReadonlySet<string> = new Set(['addThing', 'changeThing', 'removeThing']);

/** What an entry written by somebody else has changed of the atlas; null where it is none of the atlas's. */
export const doubtOfEntry = ({ operation, payload }: Pick<JournalEntry, 'operation' | 'payload'>): Doubt | null => {
  if (!ONE_THING.has(operation) && !payload.includes('"atlasBatch"')) return null;
  const said: unknown = JSON.parse(payload);
  if (typeof said !== 'object' || said === null) return null;
  if ('atlasBatch' in said && typeof said.atlasBatch === 'number') return { subject: 'batch', batch: said.atlasBatch };
  return 'kind' in said && 'id' in said ? { subject: 'thing', kind: textOf(said.kind), id: textOf(said.id) } : null;
};
