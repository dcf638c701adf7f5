// The relief under the map, made here from the station's heights.
import TileLayer from 'ol/layer/Tile.js';
import ImageTileSource from 'ol/source/ImageTile.js';
import { createXYZ } from 'ol/tilegrid.js';
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { StationClient } from '../../station-client/station-client.ts';
import type { Theme } from '../palette.ts';
import { HALF_WORLD, tileExtent } from '../tiles/tile-cover.ts';
import { groundResolution } from '../view/scale-bar.ts';
import { createHeightTiles, type HeightTiles } from './height-tiles.ts';
import { padHeights, type HeightTile } from './pad-heights.ts';
import { createShading, type Shading } from './shading.ts';
import { RELIEF_SIDE } from './shade.ts';

export interface ReliefLayer extends Disposable {
  readonly layer: TileLayer<ImageTileSource>;
  readonly setTheme: (theme: Theme) => void;
  /** Asks again for what could not be read. */
  readonly retryNow: () => void;
}

/** Deeper tiles would only show the rounding of a 30 m terrain. */
const DEEPEST_ZOOM = 13;
/** Relief is soft by nature: tiles are shown at up to twice their size, a quarter of the requests. */
const SHOWN_SIDE = 2 * RELIEF_SIDE;

const blank = (): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  return canvas;
};

const drawn = (pixels: Uint8ClampedArray<ArrayBuffer>): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = RELIEF_SIDE;
  canvas.height = RELIEF_SIDE;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, RELIEF_SIDE, RELIEF_SIDE), 0, 0);
  return canvas;
};

/** Null where the terrain does not reach; throws where it could not be read, which OpenLayers takes as a failed tile. */
const readAround = async (tile: Tile, heights: HeightTiles): Promise<Int16Array<ArrayBuffer> | null> => {
  const own = await heights.read(tile);
  if (!own.ok) throw new Error(`heights of tile ${tile.z}/${tile.x}/${tile.y} could not be read`);
  if (own.value === null) return null;
  const around = await Promise.all(
    [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => heights.read({ z: tile.z, x: tile.x + right, y: tile.y + down }))),
  );
  const tileAt = (index: number): HeightTile => {
    const result = around[index];
    return result?.ok === true ? result.value : null;
  };
  return padHeights([tileAt(0), tileAt(1), tileAt(2), tileAt(3), own.value, tileAt(5), tileAt(6), tileAt(7), tileAt(8)]);
};

const draw = async (tile: Tile, theme: Theme, heights: HeightTiles, shading: Shading): Promise<HTMLCanvasElement> => {
  const padded = await readAround(tile, heights);
  if (padded === null) return blank();
  const [, south, , north] = tileExtent(tile);
  const cellMetres = groundResolution((2 * HALF_WORLD) / 2 ** tile.z / RELIEF_SIDE, (south + north) / 2);
  return drawn(await shading.shade({ heights: padded, cellMetres, zoom: tile.z, theme }));
};

export const createReliefLayer = (client: Pick<StationClient, 'request'>, first: Theme): ReliefLayer => {
  const heights = createHeightTiles(client);
  const shading: Shading = createShading();
  let theme = first;
  let hasFailed = false;
  const load = (z: number, x: number, y: number): Promise<HTMLCanvasElement> =>
    draw({ z, x, y }, theme, heights, shading).catch((error: unknown) => {
      hasFailed = true;
      throw error;
    });
  const tileGrid = createXYZ({ maxZoom: DEEPEST_ZOOM, tileSize: SHOWN_SIDE });
  // The finer of two zooms, since each is shown enlarged.
  const source = new ImageTileSource({ loader: load, tileGrid, zDirection: -1, wrapX: false, transition: 0, interpolate: true });
  // OpenLayers takes revision 0 for “never drawn” and would ignore the first refresh.
  source.changed();
  // No preload: OpenLayers does it by a timer that outlives the layer and throws.
  const layer = new TileLayer({ source, zIndex: 0 });
  return {
    layer,
    setTheme: (next) => {
      if (next === theme) return;
      theme = next;
      source.refresh();
    },
    retryNow: () => {
      if (!hasFailed) return;
      hasFailed = false;
      source.refresh();
    },
    ...disposable(() => {
      heights.dispose();
      shading.dispose();
      layer.dispose();
      source.dispose();
    }),
  };
};
