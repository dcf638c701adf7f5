// Reads the current state of everything out of the store when the station starts.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Reader } from '../store/store.ts';
import { type AtlasMemory, refreshSummary } from './atlas-memory.ts';
import type { BatchRow, ResidentIndexRow, ThingIndexRow } from './atlas-tables.ts';
import { removeThing, reserveSlots, showStaged, stageRow } from './layer.ts';
import { removeResident, showStagedResident, stageResident } from './resident-index.ts';
import { pageOfResidents } from './resident-ledger.ts';
import { createSlicer, type Slicer } from './slicer.ts';
import { pageOfRows } from './thing-ledger.ts';

const PAGE = 500;

/** Rows come in the order written, in which a thing's later version follows its earlier ones. */
const takeThing = (memory: AtlasMemory, row: ThingIndexRow): void => {
  const layer = memory.layers.get(row.kind);
  // A kind this program does not know (any more) stays in the store and is not shown.
  if (layer === undefined) return;
  if (row.removed === 0) showStaged(layer, stageRow(layer, row));
  else removeThing(layer, row.id, row.row_number);
};

const takeResident = (memory: AtlasMemory, row: ResidentIndexRow): void => {
  if (row.removed === 0) showStagedResident(memory.residents, stageResident(memory.residents, row));
  else removeResident(memory.residents, row.id, row.row_number);
};

const STEPS_BETWEEN_LOOKS = 32;

const inSlices = async <T>(rows: readonly T[], slicer: Slicer, take: (row: T) => void): Promise<void> => {
  for (const [index, row] of rows.entries()) {
    take(row);
    if (index % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
};

const loadThings = async (read: Reader, memory: AtlasMemory, visible: ReadonlySet<number>, slicer: Slicer): Promise<void> => {
  let after = 0;
  for (;;) {
    const rows = await pageOfRows(read, after, PAGE);
    await slicer.pause();
    for (const layer of new Set(rows.map(({ kind }) => memory.layers.get(kind)))) if (layer !== undefined) await reserveSlots(layer, PAGE, slicer);
    await inSlices(rows.filter(({ batch }) => batch === null || visible.has(batch)), slicer, (row) => takeThing(memory, row));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.row_number ?? after;
  }
};

const loadResidents = async (read: Reader, memory: AtlasMemory, visible: ReadonlySet<number>, slicer: Slicer): Promise<void> => {
  let after = 0;
  for (;;) {
    const rows = await pageOfResidents(read, after, PAGE);
    await slicer.pause();
    await inSlices(rows.filter(({ batch }) => visible.has(batch)), slicer, (row) => takeResident(memory, row));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.row_number ?? after;
  }
};

/** Fills an empty memory; takes about 12 µs a row that was ever written, in slices. */
export const loadMemory = async (read: Reader, memory: AtlasMemory, batches: readonly BatchRow[], clock: Clock): Promise<void> => {
  const visible = new Set(batches.filter((batch) => batch.published_seq !== null && batch.undone_seq === null).map(({ batch }) => batch));
  const slicer = createSlicer(clock);
  await loadThings(read, memory, visible, slicer);
  await loadResidents(read, memory, visible, slicer);
  for (const layer of memory.layers.values()) {
    layer.removals.clear();
    refreshSummary(memory, layer);
  }
  memory.residents.removals.clear();
};
