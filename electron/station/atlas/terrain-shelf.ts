// The one terrain the station has: loaded at the start, replaced when another is saved, asked tile by tile.
import { refusal } from '../../../shared/contract/refusal.ts';
import type { ATLAS_OPERATIONS } from '../../../shared/contract/atlas.ts';
import type { Handlers } from '../../../shared/contract/feature.ts';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { createByteCache } from './byte-cache.ts';
import { createSlicer } from './slicer.ts';
import { loadTerrainFile, saveTerrainFile, type TerrainFileFailure } from './terrain-file.ts';
import { terrainTile } from './terrain-tile.ts';

export interface TerrainShelf {
  /** Null where the station has none, or could not read it: `problem` says why. */
  readonly grid: () => TerrainGrid | null;
  readonly problem: () => TerrainFileFailure | null;
  /** Replaces the terrain, on disk and in memory. The grid must not be changed afterwards. */
  readonly save: (grid: TerrainGrid) => Promise<Result<null, TerrainFileFailure>>;
  readonly readTile: Handlers<typeof ATLAS_OPERATIONS>['readTerrainTile'];
}

const CACHE_BYTES = 16 * 1024 * 1024;

/** Int16 little endian. */
const tileBytes = (heights: Int16Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(2 * heights.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < heights.length; index += 1) view.setInt16(2 * index, heights[index] ?? 0, true);
  return bytes;
};

export const openTerrainShelf = async (folder: string, clock: Clock, onChange: () => void): Promise<TerrainShelf> => {
  const loaded = await loadTerrainFile(folder, createSlicer(clock));
  let grid = loaded.ok ? loaded.value : null;
  let problem = loaded.ok || loaded.error.reason === 'missing' ? null : loaded.error;
  let tiles = createByteCache<Uint8Array<ArrayBuffer> | null>(CACHE_BYTES);
  return {
    grid: () => grid,
    problem: () => problem,
    save: async (next) => {
      const saved = await saveTerrainFile(folder, next, createSlicer(clock));
      if (!saved.ok) return saved;
      grid = next;
      problem = null;
      tiles = createByteCache(CACHE_BYTES);
      onChange();
      return saved;
    },
    readTile: async ({ z, x, y }) => {
      // A terrain that is there and cannot be read is not the same as flat, unknown ground.
      if (problem !== null) return failure(refusal('storeFailed', { terrain: { ...problem } }));
      if (grid === null) return success({ heights: null });
      const key = `${z}/${x}/${y}`;
      const known = tiles.get(key);
      if (known !== undefined) return success({ heights: known });
      const sampled = terrainTile(grid, { z, x, y });
      const heights = sampled === null ? null : tileBytes(sampled);
      tiles.set(key, heights, 64 + (heights?.byteLength ?? 0));
      return success({ heights });
    },
  };
};
