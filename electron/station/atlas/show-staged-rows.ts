// Makes the rows of a published batch current in memory, all at once as far as any reader can see.
import type { AtlasDesk } from './atlas-desk.ts';
import { announceLayer, announceResidents, createTouched, settling, tellListeners, type Touched } from './atlas-memory.ts';
import { type Layer, removeThing, showStaged } from './layer.ts';
import { removeResident, showStagedResident } from './resident-index.ts';
import { createSlicer, type Slicer } from './slicer.ts';
import type { StagedLayer, StagedRows } from './staged-rows.ts';

const STEPS_BETWEEN_LOOKS = 32;

const inSlices = async <T>(items: readonly T[], slicer: Slicer, take: (item: T) => void): Promise<void> => {
  for (const [index, item] of items.entries()) {
    take(item);
    if (index % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
};

/** How many of the rows a later one had overtaken. */
const showLayer = async (layer: Layer, { slots, removals }: StagedLayer, touched: Touched, slicer: Slicer): Promise<number> => {
  let overtaken = 0;
  await inSlices(slots, slicer, (slot) => {
    touched.add(layer, layer.columns.ids[slot] ?? '');
    if (!showStaged(layer, slot)) overtaken += 1;
  });
  await inSlices(removals, slicer, ({ id, rowNumber }) => {
    touched.add(layer, id);
    removeThing(layer, id, rowNumber);
  });
  return overtaken;
};

/** Must run in a turn, after the entry is written. Returns how many rows a later one had overtaken. */
export const showStagedRows = async ({ memory, clock }: AtlasDesk, staged: StagedRows): Promise<number> => {
  const slicer = createSlicer(clock);
  const touched = createTouched();
  const hasResidents = staged.residentCount > 0;
  return settling([...staged.layers.keys(), ...(hasResidents ? [memory.residents] : [])], async () => {
    let overtaken = 0;
    for (const [layer, rows] of staged.layers) overtaken += await showLayer(layer, rows, touched, slicer);
    await inSlices(staged.residentSlots, slicer, (slot) => void showStagedResident(memory.residents, slot));
    await inSlices(staged.residentRemovals, slicer, ({ id, rowNumber }) => void removeResident(memory.residents, id, rowNumber));
    for (const layer of touched.layers()) announceLayer(memory, layer, touched.ids(layer));
    if (hasResidents) announceResidents(memory);
    tellListeners(memory);
    return overtaken;
  });
};
