// One kind of thing in memory: every current thing's index columns, and the rows staged to become current.
import type { ThingKind } from '../../../shared/domain/atlas/field.ts';
import { shownFromZoom } from '../../../shared/domain/atlas/shown-from-zoom.ts';
import { mercatorLatitudeLimit, tileOf } from '../../../shared/geo/tile-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { ThingIndexRow } from './atlas-tables.ts';
import { createIdMap, type IdMap } from './id-map.ts';
import { createColumns, createDictionaries, growInSlices, growNow, type LayerColumns, type LayerDictionaries } from './layer-columns.ts';
import { PLACE, setBox, SLOT, type ThingReference } from './layer-columns.ts';
import { createPointGrid, type PointGrid, TILE_BITS } from './point-grid.ts';
import type { Slicer } from './slicer.ts';
import { createTextPool, type TextPool } from './text-pool.ts';

export interface Layer {
  readonly kind: ThingKind;
  /** Values of the kind's levelField by index; 0 is unknown. */
  readonly levelValues: readonly string[];
  readonly columns: LayerColumns;
  readonly dictionaries: LayerDictionaries;
  readonly grid: PointGrid;
  /** What anyone may find things by, and what only the desk may. */
  readonly openTexts: TextPool;
  readonly personalTexts: TextPool;
  /** Current things only. */
  readonly slots: IdMap;
  /** Who refers to what: `<field>\n<id referred to>` to slots of current things. */
  readonly referrers: Map<string, Set<number>>;
  /** Slots given out so far; free ones among them are in `freeSlots`. */
  slotCount: number;
  readonly freeSlots: number[];
  count: number;
  unlocatedCount: number;
  /** Number of a date in the dictionary to the current things of that date. */
  readonly datedCounts: Map<number, number>;
  /** Grows with every change that can be seen. */
  revision: number;
  /** Grows with every thing shown or hidden, also while a batch is only partly taken over. */
  edits: number;
  /** While a batch is being taken over slot by slot: readers wait for it, so that none sees half of it. */
  settling: Promise<void> | null;
  /** Rows by which things were removed while batches were open, so that an older staged row does not bring one back. */
  readonly removals: Map<string, number>;
}

const levelValuesOf = (kind: ThingKind): readonly string[] => {
  const field = kind.fields.find(({ key }) => key === kind.levelField);
  return ['', ...(field?.type === 'choice' ? field.choices.map(({ value }) => value) : [])];
};

export const createLayer = (kind: ThingKind): Layer => {
  const columns = createColumns();
  const levelValues = levelValuesOf(kind);
  return {
    kind,
    levelValues,
    columns,
    dictionaries: createDictionaries(),
    grid: createPointGrid(columns, levelValues.length),
    openTexts: createTextPool(),
    personalTexts: createTextPool(),
    slots: createIdMap(),
    referrers: new Map(),
    slotCount: 0,
    freeSlots: [],
    count: 0,
    unlocatedCount: 0,
    datedCounts: new Map(),
    revision: 0,
    edits: 0,
    settling: null,
    removals: new Map(),
  };
};

/** Makes room for more rows to be staged, in slices. */
export const reserveSlots = async (layer: Layer, more: number, slicer: Slicer): Promise<void> =>
  growInSlices(layer.columns, layer.slotCount + more, slicer);

const takeSlot = (layer: Layer): number => {
  const free = layer.freeSlots.pop();
  if (free !== undefined) return free;
  growNow(layer.columns, layer.slotCount + 1);
  layer.slotCount += 1;
  return layer.slotCount - 1;
};

const NO_REFERENCES: readonly ThingReference[] = [];

export const referencesOf = (links: string): readonly ThingReference[] => {
  if (links === '') return NO_REFERENCES;
  // Written by this program as an object of texts; what else is there is passed over.
  const parsed: unknown = JSON.parse(links);
  if (typeof parsed !== 'object' || parsed === null) return NO_REFERENCES;
  return Object.entries(parsed).flatMap(([field, to]: [string, unknown]) => (typeof to === 'string' ? [{ field, to }] : []));
};

const placePoint = (columns: LayerColumns, slot: number, [longitude, latitude]: LonLat): void => {
  columns.longitudes[slot] = longitude;
  columns.latitudes[slot] = latitude;
  // Web maps end at 85°: what lies beyond is kept at the rim, so that it is on some tile.
  const tile = tileOf([longitude, Math.max(-mercatorLatitudeLimit, Math.min(mercatorLatitudeLimit, latitude))], TILE_BITS);
  if (!tile.ok) throw new Error(`no tile for ${longitude}, ${latitude}`);
  columns.tileX[slot] = tile.value.x;
  columns.tileY[slot] = tile.value.y;
};

const place = (layer: Layer, slot: number, row: ThingIndexRow): void => {
  const { columns } = layer;
  const { lon, lat, west, south, east, north } = row;
  columns.places[slot] = PLACE.none;
  columns.longitudes[slot] = Number.NaN;
  columns.latitudes[slot] = Number.NaN;
  if (lon === null || lat === null) return;
  placePoint(columns, slot, [lon, lat]);
  columns.places[slot] = PLACE.point;
  if (west === null || south === null || east === null || north === null) return;
  columns.places[slot] = PLACE.shape;
  columns.fromZooms[slot] = shownFromZoom(layer.kind.kind, row.symbol);
  setBox(columns, slot, [west, south, east, north]);
};

/** Puts a row into the columns where nobody sees it yet. */
export const stageRow = (layer: Layer, row: ThingIndexRow): number => {
  const { columns, dictionaries } = layer;
  const slot = takeSlot(layer);
  columns.states[slot] = SLOT.staged;
  columns.ids[slot] = row.id;
  columns.names[slot] = row.name;
  columns.references[slot] = referencesOf(row.links);
  columns.rowNumbers[slot] = row.row_number;
  columns.versions[slot] = row.version;
  columns.areaCodes[slot] = dictionaries.areaCodes.take(row.area_code);
  columns.symbolNumbers[slot] = dictionaries.symbols.take(row.symbol);
  columns.stateNumbers[slot] = dictionaries.states.take(row.state);
  columns.sourceNumbers[slot] = dictionaries.sources.take(row.source);
  columns.asOfs[slot] = dictionaries.asOfs.take(row.as_of);
  columns.levels[slot] = Math.max(0, layer.levelValues.indexOf(row.level));
  place(layer, slot, row);
  layer.openTexts.set(slot, row.search);
  layer.personalTexts.set(slot, row.search_personal);
  return slot;
};

/** Forgets a staged row. */
export const releaseSlot = (layer: Layer, slot: number): void => {
  const { columns, dictionaries } = layer;
  columns.states[slot] = SLOT.free;
  columns.ids[slot] = '';
  columns.names[slot] = '';
  columns.references[slot] = NO_REFERENCES;
  dictionaries.areaCodes.release(columns.areaCodes[slot] ?? 0);
  dictionaries.symbols.release(columns.symbolNumbers[slot] ?? 0);
  dictionaries.states.release(columns.stateNumbers[slot] ?? 0);
  dictionaries.sources.release(columns.sourceNumbers[slot] ?? 0);
  dictionaries.asOfs.release(columns.asOfs[slot] ?? 0);
  layer.openTexts.set(slot, '');
  layer.personalTexts.set(slot, '');
  layer.freeSlots.push(slot);
};

const referrerKey = (reference: ThingReference): string => `${reference.field}\n${reference.to}`;

const refer = (layer: Layer, slot: number): void => {
  for (const reference of layer.columns.references[slot] ?? NO_REFERENCES) {
    const known = layer.referrers.get(referrerKey(reference));
    if (known === undefined) layer.referrers.set(referrerKey(reference), new Set([slot]));
    else known.add(slot);
  }
};

const unrefer = (layer: Layer, slot: number): void => {
  for (const reference of layer.columns.references[slot] ?? NO_REFERENCES) {
    const known = layer.referrers.get(referrerKey(reference));
    known?.delete(slot);
    if (known?.size === 0) layer.referrers.delete(referrerKey(reference));
  }
};

const countDate = (layer: Layer, slot: number, step: 1 | -1): void => {
  const date = layer.columns.asOfs[slot] ?? 0;
  const count = (layer.datedCounts.get(date) ?? 0) + step;
  if (count === 0) layer.datedCounts.delete(date);
  else layer.datedCounts.set(date, count);
};

/** Takes a current thing's slot out of sight and forgets it. */
const hideSlot = (layer: Layer, slot: number): void => {
  const { columns } = layer;
  layer.slots.delete(columns.ids[slot] ?? '');
  if (columns.places[slot] === PLACE.point) layer.grid.remove(slot);
  if (columns.places[slot] === PLACE.none) layer.unlocatedCount -= 1;
  layer.count -= 1;
  layer.edits += 1;
  countDate(layer, slot, -1);
  unrefer(layer, slot);
  releaseSlot(layer, slot);
};

/** The slot of a current thing; -1 where there is none. */
export const findSlot = (layer: Layer, id: string): number => layer.slots.get(id);

/** The last row that says anything of a thing; `current` is its slot, -1 where there is none. */
const lastRowOf = (layer: Layer, id: string, current: number): number =>
  Math.max(current === -1 ? 0 : (layer.columns.rowNumbers[current] ?? 0), layer.removals.get(id) ?? 0);

/** `current` is the slot of the thing as it was, -1 where it was not there. */
const showSlot = (layer: Layer, slot: number, current: number): void => {
  const { columns } = layer;
  const id = columns.ids[slot] ?? '';
  if (current !== -1) hideSlot(layer, current);
  columns.states[slot] = SLOT.visible;
  layer.slots.set(id, slot);
  if (columns.places[slot] === PLACE.point) layer.grid.insert(slot);
  if (columns.places[slot] === PLACE.none) layer.unlocatedCount += 1;
  layer.count += 1;
  layer.edits += 1;
  countDate(layer, slot, 1);
  refer(layer, slot);
};

/** Makes a staged row current. False, and the row forgotten, where a later row has overtaken it. */
export const showStaged = (layer: Layer, slot: number): boolean => {
  const id = layer.columns.ids[slot] ?? '';
  const current = layer.slots.get(id);
  const isOvertaken = lastRowOf(layer, id, current) > (layer.columns.rowNumbers[slot] ?? 0);
  if (isOvertaken) releaseSlot(layer, slot);
  else showSlot(layer, slot, current);
  return !isOvertaken;
};

/** Takes a thing away by the row that removes it. False where a later row has overtaken it or there is no such thing. */
export const removeThing = (layer: Layer, id: string, rowNumber: number): boolean => {
  const current = layer.slots.get(id);
  if (lastRowOf(layer, id, current) > rowNumber) return false;
  layer.removals.set(id, rowNumber);
  if (current === -1) return false;
  hideSlot(layer, current);
  return true;
};

/** Makes memory say of one thing what the ledger says: its last visible row, which may remove it, or none at all. */
export const replaceThing = (layer: Layer, id: string, row: ThingIndexRow | null): void => {
  const current = layer.slots.get(id);
  if (row === null || row.removed === 0) layer.removals.delete(id);
  else layer.removals.set(id, row.row_number);
  if (row === null || row.removed !== 0) {
    if (current !== -1) hideSlot(layer, current);
    return;
  }
  if (current === -1 || layer.columns.rowNumbers[current] !== row.row_number) showSlot(layer, stageRow(layer, row), current);
};

export const isVisible = (layer: Layer, slot: number): boolean => layer.columns.states[slot] === SLOT.visible;

/** Null where nobody has placed it. */
export const positionOf = (layer: Layer, slot: number): LonLat | null =>
  layer.columns.places[slot] === PLACE.none ? null : [layer.columns.longitudes[slot] ?? 0, layer.columns.latitudes[slot] ?? 0];

export const areaCodeOf = (layer: Layer, slot: number): string => layer.dictionaries.areaCodes.text(layer.columns.areaCodes[slot] ?? 0);
