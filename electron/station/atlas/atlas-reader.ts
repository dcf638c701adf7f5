// What other features may know of the atlas: passed to them by whoever builds the station.
import type { Thing, Resident } from '../../../shared/domain/atlas/thing.ts';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { Bounds } from '../../../shared/kernel/units.ts';
import type { Area, AreaNames } from './area-names.ts';
import type { AtlasDesk } from './atlas-desk.ts';
import { findSlot, isVisible, type Layer } from './layer.ts';
import { PLACE } from './layer-columns.ts';
import { settled } from './layer-view.ts';
import { type AtlasPopulation, createPopulation } from './population.ts';
import { readResidents } from './resident-ledger.ts';
import { createSlicer } from './slicer.ts';
import { thingOfRow } from './stored-thing.ts';
import type { TerrainShelf } from './terrain-shelf.ts';
import { pageOfKindAt, readRows } from './thing-ledger.ts';

export interface AtlasReader {
  /** Grows with every change of anything below. */
  readonly revision: () => number;
  /** Called after a revision has grown. */
  readonly onChange: (listener: () => void) => Disposable;
  readonly population: () => Promise<AtlasPopulation>;
  /** `rows` are `residentRows` of a population; those that are not there are left out, the order is not that of the question. */
  readonly residents: (rows: readonly number[]) => Promise<readonly Resident[]>;
  /** All current things of a kind with everything known of them; the array is shared and never changed. Empty for a kind that is not known. */
  readonly things: (kind: string) => Promise<readonly Thing[]>;
  /** Current things of a kind by id, in the order asked; those that are not there are left out. */
  readonly thingsById: (kind: string, ids: readonly string[]) => Promise<readonly Thing[]>;
  /** All things of a kind as they were after a journal entry, by id. */
  readonly thingsAt: (kind: string, sequence: number) => Promise<readonly Thing[]>;
  readonly areas: () => readonly Area[];
  readonly areaNames: (areaCode: string) => readonly string[];
  /** West, south, east, north of everything located; null where nothing is. */
  readonly extent: () => Bounds | null;
  readonly terrain: () => TerrainGrid | null;
}

const ROWS_PER_READ = 200;

/** Reads whole things by row in small slices. */
const readThings = async (desk: AtlasDesk, rowNumbers: readonly number[]): Promise<readonly Thing[]> => {
  const slicer = createSlicer(desk.clock);
  const things: Thing[] = [];
  for (let first = 0; first < rowNumbers.length; first += ROWS_PER_READ) {
    for (const row of await readRows(desk.store.read, rowNumbers.slice(first, first + ROWS_PER_READ))) {
      things.push(thingOfRow(row));
      if (slicer.isDue()) await slicer.pause();
    }
    await slicer.pause();
  }
  return things;
};

const readResidentsInSlices = async (desk: AtlasDesk, rowNumbers: readonly number[]): Promise<readonly Resident[]> => {
  const slicer = createSlicer(desk.clock);
  const residents: Resident[] = [];
  for (let first = 0; first < rowNumbers.length; first += ROWS_PER_READ) {
    residents.push(...(await readResidents(desk.store.read, rowNumbers.slice(first, first + ROWS_PER_READ))));
    if (slicer.isDue()) await slicer.pause();
  }
  return residents;
};

const currentRows = (layer: Layer): readonly number[] => {
  const rows: number[] = [];
  for (let slot = 0; slot < layer.slotCount; slot += 1) if (isVisible(layer, slot)) rows.push(layer.columns.rowNumbers[slot] ?? 0);
  return rows;
};

const createThings = (desk: AtlasDesk): AtlasReader['things'] => {
  const known = new Map<string, { readonly edits: number; readonly things: Promise<readonly Thing[]> }>();
  return async (kind) => {
    const layer = desk.memory.layers.get(kind);
    if (layer === undefined) return [];
    do await settled(layer);
    while (layer.settling !== null);
    const kept = known.get(kind);
    if (kept?.edits === layer.edits) return kept.things;
    const things = readThings(desk, currentRows(layer));
    known.set(kind, { edits: layer.edits, things });
    // What could not be read is not remembered.
    things.catch(() => known.delete(kind));
    return things;
  };
};

const thingsAt = async (desk: AtlasDesk, kind: string, sequence: number): Promise<readonly Thing[]> => {
  const slicer = createSlicer(desk.clock);
  const things: Thing[] = [];
  let after = '';
  for (;;) {
    const rows = await pageOfKindAt(desk.store.read, kind, sequence, after, ROWS_PER_READ);
    for (const row of rows) if (row.removed === 0) things.push(thingOfRow(row));
    await slicer.pause();
    if (rows.length < ROWS_PER_READ) return things;
    after = rows.at(-1)?.id ?? after;
  }
};

/** Made without an object a slot: a million things take some 5 ms. */
const layerExtent = (layer: Layer): Bounds | null => {
  const { places, longitudes, latitudes, boxes } = layer.columns;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let slot = 0; slot < layer.slotCount; slot += 1) {
    const kept = places[slot];
    if (kept === PLACE.none || !isVisible(layer, slot)) continue;
    const isShape = kept === PLACE.shape;
    west = Math.min(west, (isShape ? boxes[4 * slot] : longitudes[slot]) ?? west);
    south = Math.min(south, (isShape ? boxes[4 * slot + 1] : latitudes[slot]) ?? south);
    east = Math.max(east, (isShape ? boxes[4 * slot + 2] : longitudes[slot]) ?? east);
    north = Math.max(north, (isShape ? boxes[4 * slot + 3] : latitudes[slot]) ?? north);
  }
  return west === Infinity ? null : [west, south, east, north];
};

const joined = (left: Bounds | null, right: Bounds | null): Bounds | null => {
  if (left === null || right === null) return left ?? right;
  return [Math.min(left[0], right[0]), Math.min(left[1], right[1]), Math.max(left[2], right[2]), Math.max(left[3], right[3])];
};

/** Looks through a layer again only when it has changed. */
const createExtent = (desk: AtlasDesk): (() => Bounds | null) => {
  const known = new Map<Layer, { readonly edits: number; readonly extent: Bounds | null }>();
  const extentOf = (layer: Layer): Bounds | null => {
    const kept = known.get(layer);
    if (kept?.edits === layer.edits) return kept.extent;
    const extent = layerExtent(layer);
    known.set(layer, { edits: layer.edits, extent });
    return extent;
  };
  return () => [...desk.memory.layers.values()].reduce<Bounds | null>((extent, layer) => joined(extent, extentOf(layer)), null);
};

export const createAtlasReader = (desk: AtlasDesk, areaNames: AreaNames, terrain: TerrainShelf): AtlasReader => ({
  revision: () => desk.memory.revision,
  onChange: (listener) => {
    desk.memory.listeners.add(listener);
    return disposable(() => desk.memory.listeners.delete(listener));
  },
  population: createPopulation(desk.memory, desk.clock),
  residents: async (rows) => readResidentsInSlices(desk, rows),
  things: createThings(desk),
  thingsById: async (kind, ids) => {
    const layer = desk.memory.layers.get(kind);
    if (layer === undefined) return [];
    await settled(layer);
    const slots = ids.map((id) => findSlot(layer, id)).filter((slot) => slot !== -1);
    return readThings(desk, slots.map((slot) => layer.columns.rowNumbers[slot] ?? 0));
  },
  thingsAt: async (kind, sequence) => thingsAt(desk, kind, sequence),
  areas: areaNames.areas,
  areaNames: areaNames.names,
  extent: createExtent(desk),
  terrain: terrain.grid,
});
