// The columns of one layer's slots, and how they grow without holding the thread.
import { createDictionary, type Dictionary } from './dictionary.ts';
import type { PointColumns } from './point-grid.ts';
import type { Slicer } from './slicer.ts';

/** What a slot holds. `staged` rows are in the columns but nobody sees them. */
export const SLOT = { free: 0, staged: 1, visible: 2 } as const;

/** Where a thing is: nowhere anyone has said, a point, or a line or area with a rectangle. */
export const PLACE = { none: 0, point: 1, shape: 2 } as const;

export interface ThingReference {
  readonly field: string;
  readonly to: string;
}

/** By slot; the arrays may be longer than the slots in use. */
export interface LayerColumns extends PointColumns {
  longitudes: Float64Array;
  latitudes: Float64Array;
  tileX: Int32Array;
  tileY: Int32Array;
  levels: Uint8Array;
  states: Uint8Array;
  places: Uint8Array;
  /** Of lines and areas: the lowest zoom they are drawn at. */
  fromZooms: Uint8Array;
  rowNumbers: Uint32Array;
  versions: Uint32Array;
  /** Numbers in the layer's dictionaries. */
  areaCodes: Uint32Array;
  symbolNumbers: Uint32Array;
  stateNumbers: Uint32Array;
  sourceNumbers: Uint32Array;
  asOfs: Uint32Array;
  /** West, south, east, north of lines and areas; empty for a layer of points. */
  boxes: Float64Array;
  readonly ids: string[];
  readonly names: string[];
  /** Empty for a kind that refers to nothing. */
  readonly references: (readonly ThingReference[])[];
}

export interface LayerDictionaries {
  readonly areaCodes: Dictionary;
  readonly symbols: Dictionary;
  readonly states: Dictionary;
  readonly sources: Dictionary;
  readonly asOfs: Dictionary;
}

export const createDictionaries = (): LayerDictionaries => ({
  areaCodes: createDictionary(),
  symbols: createDictionary(),
  states: createDictionary(),
  sources: createDictionary(),
  asOfs: createDictionary(),
});

const FIRST_SLOTS = 64;

export const createColumns = (): LayerColumns => ({
  longitudes: new Float64Array(FIRST_SLOTS),
  latitudes: new Float64Array(FIRST_SLOTS),
  tileX: new Int32Array(FIRST_SLOTS),
  tileY: new Int32Array(FIRST_SLOTS),
  levels: new Uint8Array(FIRST_SLOTS),
  states: new Uint8Array(FIRST_SLOTS),
  places: new Uint8Array(FIRST_SLOTS),
  fromZooms: new Uint8Array(FIRST_SLOTS),
  rowNumbers: new Uint32Array(FIRST_SLOTS),
  versions: new Uint32Array(FIRST_SLOTS),
  areaCodes: new Uint32Array(FIRST_SLOTS),
  symbolNumbers: new Uint32Array(FIRST_SLOTS),
  stateNumbers: new Uint32Array(FIRST_SLOTS),
  sourceNumbers: new Uint32Array(FIRST_SLOTS),
  asOfs: new Uint32Array(FIRST_SLOTS),
  boxes: new Float64Array(0),
  ids: [],
  names: [],
  references: [],
});

type Growing = Exclude<keyof LayerColumns, 'ids' | 'names' | 'references' | 'boxes'>;

/** `old` itself where it is long enough: two who grow the same columns in slices never shorten each other's. */
const longer = <T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(old: T, length: number, make: new (length: number) => T): T => {
  if (old.length >= length) return old;
  const copy = new make(length);
  copy.set(old);
  return copy;
};

/** One step a column, so that the caller can give way between them. */
const growths = (columns: LayerColumns, length: number): { readonly [column in Growing]: () => void } => ({
  longitudes: () => void (columns.longitudes = longer(columns.longitudes, length, Float64Array)),
  latitudes: () => void (columns.latitudes = longer(columns.latitudes, length, Float64Array)),
  tileX: () => void (columns.tileX = longer(columns.tileX, length, Int32Array)),
  tileY: () => void (columns.tileY = longer(columns.tileY, length, Int32Array)),
  levels: () => void (columns.levels = longer(columns.levels, length, Uint8Array)),
  states: () => void (columns.states = longer(columns.states, length, Uint8Array)),
  places: () => void (columns.places = longer(columns.places, length, Uint8Array)),
  fromZooms: () => void (columns.fromZooms = longer(columns.fromZooms, length, Uint8Array)),
  rowNumbers: () => void (columns.rowNumbers = longer(columns.rowNumbers, length, Uint32Array)),
  versions: () => void (columns.versions = longer(columns.versions, length, Uint32Array)),
  areaCodes: () => void (columns.areaCodes = longer(columns.areaCodes, length, Uint32Array)),
  symbolNumbers: () => void (columns.symbolNumbers = longer(columns.symbolNumbers, length, Uint32Array)),
  stateNumbers: () => void (columns.stateNumbers = longer(columns.stateNumbers, length, Uint32Array)),
  sourceNumbers: () => void (columns.sourceNumbers = longer(columns.sourceNumbers, length, Uint32Array)),
  asOfs: () => void (columns.asOfs = longer(columns.asOfs, length, Uint32Array)),
});

const LAST_GROWN: Growing = 'asOfs';

/** Slots every column has room for. */
export const capacityOf = (columns: LayerColumns): number => columns[LAST_GROWN].length;

const lengthFor = (columns: LayerColumns, slots: number): number => {
  let length = capacityOf(columns);
  while (length < slots) length *= 2;
  return length;
};

/** Grows at once: for the few slots of a single change. */
export const growNow = (columns: LayerColumns, slots: number): void => {
  if (slots <= capacityOf(columns)) return;
  for (const grow of Object.values(growths(columns, lengthFor(columns, slots)))) grow();
};

/** Grows column by column with pauses: for many slots. `asOfs` is last, so `capacityOf` tells when all are grown. */
export const growInSlices = async (columns: LayerColumns, slots: number, slicer: Slicer): Promise<void> => {
  if (slots <= capacityOf(columns)) return;
  for (const grow of Object.values(growths(columns, lengthFor(columns, slots)))) {
    grow();
    if (slicer.isDue()) await slicer.pause();
  }
};

/** Boxes are kept only by layers that have a line or an area. */
export const setBox = (columns: LayerColumns, slot: number, box: readonly [number, number, number, number]): void => {
  if (columns.boxes.length < 4 * (slot + 1)) columns.boxes = longer(columns.boxes, 4 * capacityOf(columns), Float64Array);
  columns.boxes.set(box, 4 * slot);
};
