// All things a filter lets through, as they stood at one moment, read slice by slice: for exports.
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import type { Thing } from '../../../shared/domain/atlas/thing.ts';
import type { AtlasDesk } from './atlas-desk.ts';
import { findSlot } from './layer.ts';
import { isCurrent, type LayerViews } from './layer-view.ts';
import { createSlicer } from './slicer.ts';
import { thingOfRow } from './stored-thing.ts';
import { readRows } from './thing-ledger.ts';

export interface SelectedThings {
  readonly total: number;
  /** In the order of lists; whatever changes meanwhile, each as it was when it was selected. Rejects where the signal is aborted. */
  readonly things: AsyncIterable<Thing>;
}

export interface ThingSelection {
  /** Null for a kind that is not known. */
  readonly select: (kind: string, filter: AtlasFilter, mayReadPersonal: boolean, signal: AbortSignal) => Promise<SelectedThings | null>;
  readonly nameOf: (kind: string, id: string) => string | undefined;
}

const ROWS_PER_READ = 100;

/** Rows once visible never change and are never deleted: their numbers are the moment. */
async function* thingsOfRows(desk: AtlasDesk, rowNumbers: readonly number[], signal: AbortSignal): AsyncGenerator<Thing> {
  const slicer = createSlicer(desk.clock, signal);
  for (let first = 0; first < rowNumbers.length; first += ROWS_PER_READ) {
    for (const row of await readRows(desk.store.read, rowNumbers.slice(first, first + ROWS_PER_READ))) {
      yield thingOfRow(row);
      if (slicer.isDue()) await slicer.pause();
    }
  }
}

export const createThingSelection = (desk: AtlasDesk, views: LayerViews): ThingSelection => ({
  select: async (kind, filter, mayReadPersonal, signal) => {
    const layer = desk.memory.layers.get(kind);
    if (layer === undefined) return null;
    for (;;) {
      const { view, order } = await views.ordered(layer, filter, mayReadPersonal, signal);
      if (!isCurrent(view)) continue;
      const rowNumbers = order.map((slot) => layer.columns.rowNumbers[slot] ?? 0);
      return { total: rowNumbers.length, things: thingsOfRows(desk, rowNumbers, signal) };
    }
  },
  nameOf: (kind, id) => {
    const layer = desk.memory.layers.get(kind);
    const slot = layer === undefined ? -1 : findSlot(layer, id);
    return slot === -1 ? undefined : layer?.columns.names[slot];
  },
});
