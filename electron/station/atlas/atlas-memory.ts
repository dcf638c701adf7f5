// Everything of the atlas that is kept in memory, and the telling of those who follow it.
import type { LayerSummary } from '../../../shared/contract/atlas.ts';
import { THING_KINDS } from '../../../shared/domain/atlas/thing-kinds.ts';
import { createLayer, type Layer } from './layer.ts';
import { createResidentIndex, type ResidentIndex } from './resident-index.ts';

export interface LayerChange {
  readonly layer: LayerSummary;
  /** Null where there were too many to name. */
  readonly changedIds: readonly string[] | null;
}

export interface AtlasMemory {
  /** By kind, in the order of the catalogue. */
  readonly layers: ReadonlyMap<string, Layer>;
  readonly residents: ResidentIndex;
  /** What was last told of each layer: while a batch is taken over, counts stay those from before it. */
  readonly summaries: Map<string, LayerSummary>;
  readonly followers: Set<(change: LayerChange) => void>;
  /** Called after anything has changed, residents included. */
  readonly listeners: Set<() => void>;
  /** Grows with every change of anything. */
  revision: number;
}

const summaryOf = (layer: Layer): LayerSummary => {
  let [asOfFrom, asOfTo] = ['', ''];
  for (const number of layer.datedCounts.keys()) {
    const date = layer.dictionaries.asOfs.text(number);
    if (date === '') continue;
    if (asOfFrom === '' || date < asOfFrom) asOfFrom = date;
    if (date > asOfTo) asOfTo = date;
  }
  return { kind: layer.kind.kind, count: layer.count, unlocatedCount: layer.unlocatedCount, asOfFrom, asOfTo, revision: layer.revision };
};

export const createAtlasMemory = (): AtlasMemory => {
  const layers = new Map(THING_KINDS.map((kind) => [kind.kind, createLayer(kind)]));
  const summaries = new Map([...layers].map(([kind, layer]) => [kind, summaryOf(layer)]));
  return { layers, residents: createResidentIndex(), summaries, followers: new Set(), listeners: new Set(), revision: 0 };
};

/** Sets the summary from what is there now, without telling anyone: for the time before anyone follows. */
export const refreshSummary = (memory: AtlasMemory, layer: Layer): LayerSummary => {
  layer.revision += 1;
  memory.revision += 1;
  const summary = summaryOf(layer);
  memory.summaries.set(layer.kind.kind, summary);
  return summary;
};

/** More changed ids than a message should carry. */
const MOST_CHANGED_IDS = 200;

/** Tells that a layer has changed; null where it is not known or too long to say which things. */
export const announceLayer = (memory: AtlasMemory, layer: Layer, changedIds: readonly string[] | null): void => {
  const summary = refreshSummary(memory, layer);
  const named = changedIds !== null && changedIds.length <= MOST_CHANGED_IDS ? changedIds : null;
  for (const follower of memory.followers) follower({ layer: summary, changedIds: named });
};

export const announceResidents = (memory: AtlasMemory): void => {
  memory.revision += 1;
};

/** To be called once after the announcements of one change. */
export const tellListeners = (memory: AtlasMemory): void => {
  for (const listener of memory.listeners) listener();
};

/** Which things of each layer a change has touched, as far as they can be named. */
export interface Touched {
  readonly add: (layer: Layer, id: string) => void;
  readonly layers: () => readonly Layer[];
  readonly ids: (layer: Layer) => readonly string[] | null;
}

export const createTouched = (): Touched => {
  const touched = new Map<Layer, string[]>();
  return {
    add: (layer, id) => {
      const ids = touched.get(layer);
      if (ids === undefined) touched.set(layer, [id]);
      else if (ids.length <= MOST_CHANGED_IDS) ids.push(id);
    },
    layers: () => [...touched.keys()],
    ids: (layer) => touched.get(layer) ?? null,
  };
};

/** Keeps readers of the layers waiting while `work` takes a batch over, so that none of them sees half of it. */
export const settling = async <T>(held: readonly { settling: Promise<void> | null }[], work: () => Promise<T>): Promise<T> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const one of held) one.settling = promise;
  try {
    return await work();
  } finally {
    for (const one of held) one.settling = null;
    resolve();
  }
};
