// What a filter lets through of a layer: found once, then used for every tile and page until the layer changes.
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import { significantDigits } from '../../../shared/domain/atlas/area-code.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { canonicalJson } from '../../../shared/kernel/json.ts';
import type { Dictionary } from './dictionary.ts';
import { isVisible, type Layer } from './layer.ts';
import { PLACE } from './layer-columns.ts';
import { createPointGrid, type PointGrid } from './point-grid.ts';
import { plainWords } from './search-text.ts';
import { createSlicer, type Slicer } from './slicer.ts';
import { sortInSlices } from './sort-in-slices.ts';

export interface LayerView {
  readonly layer: Layer;
  /** The layer's edits it holds for. */
  readonly edits: number;
  /** 1 for each slot that is let through. */
  readonly mask: Uint8Array;
  readonly slots: readonly number[];
  readonly unlocatedCount: number;
  readonly grid: PointGrid;
  /** The slots by area code, then name, then id; made when first asked for. */
  order: Promise<readonly number[]> | null;
}

export interface LayerViews {
  /** Ask `isCurrent` before using it: something may have changed while it was handed over. Rejects where the signal is aborted. */
  readonly view: (layer: Layer, filter: AtlasFilter, mayReadPersonal: boolean, signal: AbortSignal) => Promise<LayerView>;
  /** As `view`, with the slots in order. */
  readonly ordered: (
    layer: Layer,
    filter: AtlasFilter,
    mayReadPersonal: boolean,
    signal: AbortSignal,
  ) => Promise<{ readonly view: LayerView; readonly order: readonly number[] }>;
}

/** Slots of all views kept together: a slot costs 17 bytes in a view. */
const MOST_SLOTS = 4_000_000;
const STEPS_BETWEEN_LOOKS = 256;
const MOST_TRIES = 4;

export const isUnfiltered = ({ areaCode, symbols, levels, states, text, isLocated }: AtlasFilter): boolean =>
  (areaCode ?? '') === '' && symbols === undefined && levels === undefined && states === undefined && isLocated === undefined && plainWords(text ?? '') === '';

/** Waits until no batch is being taken over into the layer. */
export const settled = async (layer: { readonly settling: Promise<void> | null }): Promise<void> => {
  while (layer.settling !== null) await layer.settling;
};

/** Numbers of a dictionary that are let through; null where all are. */
const allowedNumbers = (dictionary: Dictionary, isAllowed: ((text: string) => boolean) | null): ReadonlySet<number> | null =>
  isAllowed === null ? null : new Set([...dictionary.entries()].filter(([text]) => isAllowed(text)).map(([, number]) => number));

const oneOf = (values: readonly string[] | undefined): ((text: string) => boolean) | null => (values === undefined ? null : (text) => values.includes(text));

const inArea = (areaCode: string | undefined): ((text: string) => boolean) | null => {
  if (areaCode === undefined || areaCode === '') return null;
  const digits = significantDigits(areaCode);
  return (text) => text.startsWith(digits);
};

/** Marks the slots whose texts have the words; null where there are none to have. */
const findWords = async (layer: Layer, text: string, mayReadPersonal: boolean, slicer: Slicer): Promise<Uint8Array | null> => {
  const needle = plainWords(text);
  if (needle === '') return null;
  const found = new Uint8Array(layer.slotCount);
  for (const pool of mayReadPersonal ? [layer.openTexts, layer.personalTexts] : [layer.openTexts]) {
    for (let block = 0; block < pool.blockCount(); block += 1) {
      pool.scan(block, needle, ({ slot }) => (found[slot] = 1));
      if (slicer.isDue()) await slicer.pause();
    }
  }
  return found;
};

type Passes = (slot: number) => boolean;

const testOf = async (layer: Layer, filter: AtlasFilter, mayReadPersonal: boolean, slicer: Slicer): Promise<Passes> => {
  const { columns, dictionaries } = layer;
  const words = await findWords(layer, filter.text ?? '', mayReadPersonal, slicer);
  const areas = allowedNumbers(dictionaries.areaCodes, inArea(filter.areaCode));
  const symbols = allowedNumbers(dictionaries.symbols, oneOf(filter.symbols));
  const states = allowedNumbers(dictionaries.states, oneOf(filter.states));
  const levels = filter.levels === undefined ? null : new Set(filter.levels.map((level) => layer.levelValues.indexOf(level)));
  return (slot) =>
    (words === null || words[slot] === 1) &&
    (areas === null || areas.has(columns.areaCodes[slot] ?? 0)) &&
    (symbols === null || symbols.has(columns.symbolNumbers[slot] ?? 0)) &&
    (states === null || states.has(columns.stateNumbers[slot] ?? 0)) &&
    (levels === null || levels.has(columns.levels[slot] ?? 0)) &&
    (filter.isLocated === undefined || (columns.places[slot] !== PLACE.none) === filter.isLocated);
};

const makeView = async (layer: Layer, filter: AtlasFilter, mayReadPersonal: boolean, slicer: Slicer): Promise<LayerView> => {
  const { edits, columns } = layer;
  const passes = await testOf(layer, filter, mayReadPersonal, slicer);
  const mask = new Uint8Array(layer.slotCount);
  const slots: number[] = [];
  const isWhole = isUnfiltered(filter);
  const grid = isWhole ? layer.grid : createPointGrid(columns, layer.levelValues.length);
  let unlocatedCount = 0;
  for (let slot = 0; slot < mask.length; slot += 1) {
    if (isVisible(layer, slot) && passes(slot)) {
      mask[slot] = 1;
      slots.push(slot);
      if (columns.places[slot] === PLACE.point && !isWhole) grid.insert(slot);
      if (columns.places[slot] === PLACE.none) unlocatedCount += 1;
    }
    if (slot % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
  return { layer, edits, mask, slots, unlocatedCount, grid, order: null };
};

/** Never pauses: for a layer that changes faster than a view of it can be made in slices. */
const restless: Slicer = { isDue: () => false, pause: async () => undefined };

const byPlaceAndName = (layer: Layer): ((left: number, right: number) => number) => {
  const { columns, dictionaries } = layer;
  const sorted = [...dictionaries.areaCodes.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const ranks = new Uint32Array(1 + Math.max(0, ...sorted.map(([, number]) => number)));
  for (const [rank, [, number]] of sorted.entries()) ranks[number] = rank;
  const rank = (slot: number): number => ranks[columns.areaCodes[slot] ?? 0] ?? 0;
  const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
  return (left, right) =>
    rank(left) - rank(right) ||
    compare(columns.names[left] ?? '', columns.names[right] ?? '') ||
    compare(columns.ids[left] ?? '', columns.ids[right] ?? '');
};

const sortedJson = (filter: AtlasFilter): string =>
  canonicalJson({
    areaCode: filter.areaCode ?? '',
    text: plainWords(filter.text ?? ''),
    symbols: filter.symbols?.toSorted() ?? null,
    levels: filter.levels?.toSorted() ?? null,
    states: filter.states?.toSorted() ?? null,
    isLocated: filter.isLocated ?? null,
  });

interface Shelf {
  readonly get: (key: string) => LayerView | undefined;
  readonly keep: (key: string, view: LayerView) => void;
}

/** The view used longest ago goes first. */
const createShelf = (): Shelf => {
  const kept = new Map<string, LayerView>();
  return {
    get: (key) => kept.get(key),
    keep: (key, view) => {
      kept.delete(key);
      kept.set(key, view);
      let slots = [...kept.values()].reduce((sum, { mask }) => sum + mask.length, 0);
      for (const [oldest, { mask }] of kept) {
        if (slots <= MOST_SLOTS || oldest === key) break;
        kept.delete(oldest);
        slots -= mask.length;
      }
    },
  };
};

interface Making {
  readonly edits: number;
  readonly made: Promise<LayerView>;
}

/** Whether a view still holds; to be asked after every wait. */
export const isCurrent = ({ edits, layer }: LayerView): boolean => edits === layer.edits && layer.settling === null;

/** All who ask with the same filter share one view, also while it is being made. */
export const createLayerViews = (clock: Clock): LayerViews => {
  const shelf = createShelf();
  const making = new Map<string, Making>();
  const make = async (key: string, layer: Layer, filter: AtlasFilter, mayReadPersonal: boolean, slicer: Slicer): Promise<LayerView> => {
    const known = making.get(key);
    if (known?.edits === layer.edits) return known.made;
    const started: Making = { edits: layer.edits, made: makeView(layer, filter, mayReadPersonal, slicer) };
    making.set(key, started);
    try {
      const made = await started.made;
      if (isCurrent(made)) shelf.keep(key, made);
      return made;
    } finally {
      if (making.get(key) === started) making.delete(key);
    }
  };
  const slicerFor = (tries: number): Slicer => (tries < MOST_TRIES ? createSlicer(clock) : restless);
  const view: LayerViews['view'] = async (layer, filter, mayReadPersonal, signal) => {
    const key = `${layer.kind.kind} ${mayReadPersonal} ${sortedJson(filter)}`;
    for (let tries = 1; ; tries += 1) {
      await settled(layer);
      const found = shelf.get(key);
      if (found !== undefined && isCurrent(found)) return found;
      const made = await make(key, layer, filter, mayReadPersonal, slicerFor(tries));
      signal.throwIfAborted();
      if (isCurrent(made)) return made;
    }
  };
  const ordered: LayerViews['ordered'] = async (layer, filter, mayReadPersonal, signal) => {
    for (let tries = 1; ; tries += 1) {
      const found = await view(layer, filter, mayReadPersonal, signal);
      found.order ??= sortInSlices(found.slots, byPlaceAndName(layer), slicerFor(tries));
      const order = await found.order;
      signal.throwIfAborted();
      if (isCurrent(found)) return { view: found, order };
    }
  };
  return { view, ordered };
};
