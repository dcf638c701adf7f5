// The one map's things: kept in the store with all their versions, held in memory for tiles, lists and search.
import type { ATLAS_OPERATIONS, ATLAS_STREAMS } from '../../../shared/contract/atlas.ts';
import type { Handlers, Sources } from '../../../shared/contract/feature.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import { success } from '../../../shared/kernel/result.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import { createAreaNames } from './area-names.ts';
import type { AtlasDesk } from './atlas-desk.ts';
import { createAtlasMemory, type LayerChange, tellListeners } from './atlas-memory.ts';
import { createAtlasQueries } from './atlas-queries.ts';
import { type AtlasReader, createAtlasReader } from './atlas-reader.ts';
import { readBatches } from './batch-ledger.ts';
import { type AtlasBulk, createAtlasBulk, sweepBatch } from './bulk.ts';
import { createLayerViews } from './layer-view.ts';
import { loadMemory } from './load-memory.ts';
import { createReadTile } from './read-tile.ts';
import { doubtOfEntry, resolveDoubts } from './refresh-things.ts';
import { createSearchTexts } from './search-text.ts';
import { createThingSelection, type ThingSelection } from './select-things.ts';
import { openTerrainShelf, type TerrainShelf } from './terrain-shelf.ts';
import { createThingChanges } from './thing-changes.ts';
import { createShapeTiles } from './tile-shapes.ts';
import { createTurns } from './turns.ts';

export interface AtlasOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Where the terrain is kept. */
  readonly folder: string;
  /** A defect in what runs on its own: sweeping and looking up what became of changes in doubt. */
  readonly onFault: (error: unknown) => void;
}

export interface Atlas {
  readonly handlers: Handlers<typeof ATLAS_OPERATIONS>;
  readonly sources: Sources<typeof ATLAS_STREAMS>;
  readonly bulk: AtlasBulk;
  readonly reader: AtlasReader;
  readonly selection: ThingSelection;
  readonly terrain: TerrainShelf;
  /** Resolves when nothing is being changed and what a crash left staged has been swept away. */
  readonly whenIdle: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

const openDesk = async ({ store, clock, ids }: AtlasOptions): Promise<{ readonly desk: AtlasDesk; readonly orphans: readonly number[] }> => {
  const memory = createAtlasMemory();
  const batches = await readBatches(store.read);
  await loadMemory(store.read, memory, batches, clock);
  const desk: AtlasDesk = { store, clock, ids, memory, turns: createTurns(), searchTexts: createSearchTexts(), writing: 0, openBatches: new Set(), doubts: new Set() };
  return { desk, orphans: batches.filter((batch) => batch.published_seq === null).map(({ batch }) => batch) };
};

const sourcesOf = ({ memory }: AtlasDesk): Sources<typeof ATLAS_STREAMS> => ({
  layers: {
    open: (_parameters, _caller, push) => {
      const follower = (change: LayerChange): void => push(change);
      memory.followers.add(follower);
      return success({
        snapshot: () => ({ layers: [...memory.summaries.values()] }),
        dispose: () => void memory.followers.delete(follower),
      });
    },
  },
});

/** Looks up what others have written, and what became of changes in doubt, as soon as the store shows signs of life. */
const watchStore = (desk: AtlasDesk, onFault: (error: unknown) => void): (() => void) => {
  const failed = (error: unknown): void => {
    // What cannot be read yet stays in doubt until the store answers.
    if (!(error instanceof StoreUnavailable)) onFault(error);
  };
  const look = (): void => {
    if (desk.doubts.size > 0) desk.turns.take(async () => resolveDoubts(desk)).catch(failed);
  };
  const offEntry = desk.store.onEntry((entry) => {
    const doubt = entry.sequence === desk.writing ? null : doubtOfEntry(entry);
    if (doubt !== null) desk.doubts.add(doubt);
    look();
  });
  const offHealth = desk.store.onHealth(({ state }) => (state === 'writable' ? look() : undefined));
  return () => {
    offEntry();
    offHealth();
  };
};

/** Rejects with `StoreUnavailable` where the store cannot be read. The store stays its owner's and is not disposed of. */
export const createAtlas = async (options: AtlasOptions): Promise<Atlas> => {
  const { store, clock, folder, onFault } = options;
  const { desk, orphans } = await openDesk(options);
  const terrain = await openTerrainShelf(folder, clock, () => {
    desk.memory.revision += 1;
    tellListeners(desk.memory);
  });
  const areaNames = createAreaNames(desk.memory);
  const reader = createAtlasReader(desk, areaNames, terrain);
  const views = createLayerViews(clock);
  const unwatch = watchStore(desk, onFault);
  let isStopped = false;
  const sweeping = orphans.reduce(async (before, batch) => before.then(async () => sweepBatch(desk, batch, () => isStopped)), Promise.resolve()).catch(onFault);
  const whenIdle = async (): Promise<void> => {
    await sweeping;
    await desk.turns.idle();
  };
  return {
    handlers: {
      readTile: createReadTile(desk, views, createShapeTiles(store.read, clock)),
      readTerrainTile: terrain.readTile,
      ...createAtlasQueries({ desk, views, areaNames, extent: reader.extent }),
      ...createThingChanges(desk),
    },
    sources: sourcesOf(desk),
    bulk: createAtlasBulk(desk),
    reader,
    selection: createThingSelection(desk, views),
    terrain,
    whenIdle,
    dispose: async () => {
      isStopped = true;
      unwatch();
      await whenIdle();
      desk.memory.followers.clear();
      desk.memory.listeners.clear();
    },
  };
};
