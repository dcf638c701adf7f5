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

type Answer = Result<HeightTile, 'failed'>;

class Heights implements HeightTiles {
  readonly #client: Pick<StationClient, 'request'>;
  readonly #held = new Map<string, Promise<Answer>>();
  readonly #pool = createRequestPool(AT_ONCE);
  #turn = 0;

  constructor(client: Pick<StationClient, 'request'>) {
    this.#client = client;
  }

  readonly read = (tile: Tile): Promise<Answer> => {
    const count = 2 ** tile.z;
    if (tile.x < 0 || tile.y < 0 || tile.x >= count || tile.y >= count) return Promise.resolve(success(null));
    const key = tileKey(tile);
    const found = this.#held.get(key);
    if (found !== undefined) return found;
    const asked = this.#ask(tile).then((result) => {
      if (!result.ok) this.#held.delete(key);
      return result;
    });
    this.#held.set(key, asked);
    this.#forget();
    return asked;
  };

  readonly dispose = (): void => {
    this.#pool.dispose();
    this.#held.clear();
  };

  #ask({ z, x, y }: Tile): Promise<Answer> {
    const answer = Promise.withResolvers<Answer>();
    this.#turn += 1;
    // The newest wish first: what was asked for earlier may have left the view.
    this.#pool.run(-this.#turn, async (signal) => {
      const result = await this.#client.request('readTerrainTile', { z, x, y }, { signal, timeoutMs: TIMEOUT_MS });
      if (!result.ok) {
        answer.resolve(failure('failed'));
        return;
      }
      const bytes = result.value.value.heights;
      const heights = bytes === null ? null : heightsFrom(bytes);
      answer.resolve(bytes !== null && heights === null ? failure('failed') : success(heights));
    });
    return answer.promise;
  }

  #forget(): void {
    for (const key of this.#held.keys()) {
      if (this.#held.size <= MOST_TILES) return;
      this.#held.delete(key);
    }
  }
}

export const createHeightTiles = (client: Pick<StationClient, 'request'>): HeightTiles => new Heights(client);
