// Height tiles from the station, each asked for once while several neighbours need it.
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { StationClient } from '../../station-client/station-client.ts';
import { tileKey } from '../tiles/tile-cover.ts';
import { createRequestPool } from '../tiles/request-pool.ts';
import { heightsFrom, type HeightTile } from './pad-heights.ts';

export interface HeightTiles {
  /** Null where the terrain does not reach. Not remembered when it fails. */
  readonly read: (tile: Tile) => Promise<Result<HeightTile, 'failed'>>;
  readonly dispose: () => void;
}

/** 128 KiB each. */
const MOST_TILES = 200;
const AT_ONCE = 4;
const TIMEOUT_MS = 15_000;

export const createHeightTiles = (client: Pick<StationClient, 'request'>): HeightTiles => {
  const held = new Map<string, Promise<Result<HeightTile, 'failed'>>>();
  const pool = createRequestPool(AT_ONCE);
  let turn = 0;
  const ask = ({ z, x, y }: Tile): Promise<Result<HeightTile, 'failed'>> => {
    const answer = Promise.withResolvers<Result<HeightTile, 'failed'>>();
    turn += 1;
    // The newest wish first: what was asked for earlier may have left the view.
    pool.run(-turn, async (signal) => {
      const result = await client.request('readTerrainTile', { z, x, y }, { signal, timeoutMs: TIMEOUT_MS });
      if (!result.ok) {
        answer.resolve(failure('failed'));
        return;
      }
      const bytes = result.value.value.heights;
      const heights = bytes === null ? null : heightsFrom(bytes);
      answer.resolve(bytes !== null && heights === null ? failure('failed') : success(heights));
    });
    return answer.promise;
  };
  const forget = (): void => {
    for (const key of held.keys()) {
      if (held.size <= MOST_TILES) return;
      held.delete(key);
    }
  };
  return {
    read: (tile) => {
      const count = 2 ** tile.z;
      if (tile.x < 0 || tile.y < 0 || tile.x >= count || tile.y >= count) return Promise.resolve(success(null));
      const key = tileKey(tile);
      const found = held.get(key);
      if (found !== undefined) return found;
      const asked = ask(tile).then((result) => {
        if (!result.ok) held.delete(key);
        return result;
      });
      held.set(key, asked);
      forget();
      return asked;
    },
    dispose: () => {
      pool.dispose();
      held.clear();
    },
  };
};
