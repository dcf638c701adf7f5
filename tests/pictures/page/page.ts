// The page the picture tests and benches look at: the map before a station in memory, and what they need to ask of it.
import '@fontsource-variable/noto-sans-sc';
import { createMapStage } from '../../../renderer/map/stage.ts';
import type { MapStage, MapStageOptions } from '../../../renderer/map/map-stage.ts';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import type { Thing } from '../../../shared/domain/atlas/thing.ts';
import { lonLatToMercator } from '../../../shared/geo/tile-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { createFakeStation, type FakeStation } from './fake-station.ts';
import { sampleTerrain, sampleThings, thing } from './sample-county.ts';

export interface Opened {
  readonly stage: MapStage;
  readonly station: FakeStation;
}

export interface PicturePage {
  /** Opens the map on these things, or on the sample county; closes the one before. */
  readonly open: (options: { readonly things?: readonly Thing[]; readonly hasTerrain?: boolean; readonly terrain?: TerrainGrid } & Partial<Pick<MapStageOptions, 'theme' | 'language' | 'visibleKinds' | 'textScale'>>) => Opened;
  readonly current: () => Opened;
  readonly close: () => void;
  readonly thing: typeof thing;
  readonly sampleThings: typeof sampleThings;
  /** RGBA of a square of the map around a place, row by row, as it is drawn now. */
  readonly patch: (lonLat: LonLat, halfPx: number) => Promise<readonly number[]>;
  /** Everything that was asked for has come and been drawn. */
  readonly settled: () => Promise<void>;
}

declare global {
  interface Window {
    pictures: PicturePage;
  }
}

const target = (): HTMLElement => {
  const element = document.getElementById('map');
  if (element === null) throw new Error('no #map on the page');
  return element;
};

let opened: Opened | null = null;

const close = (): void => {
  opened?.stage.dispose();
  opened = null;
};

const current = (): Opened => {
  if (opened === null) throw new Error('no map is open');
  return opened;
};

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

window.pictures = {
  open: ({ things = sampleThings(), hasTerrain = true, terrain, theme = 'dark', language = 'zh-CN', ...rest }) => {
    close();
    const station = createFakeStation(things, hasTerrain ? (terrain ?? sampleTerrain()) : null);
    opened = { station, stage: createMapStage({ target: target(), client: station.client, theme, language, ...rest }) };
    return opened;
  },
  current,
  close,
  thing,
  sampleThings,
  patch: async (lonLat, halfPx) => {
    const { stage } = current();
    const picture = await stage.picture();
    if (picture === null) throw new Error('the map cannot be read back');
    const bitmap = await createImageBitmap(picture);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { bounds } = stage.view();
    const [low, high, at] = [lonLatToMercator([bounds[0], bounds[1]]), lonLatToMercator([bounds[2], bounds[3]]), lonLatToMercator(lonLat)];
    const x = ((at[0] - low[0]) / (high[0] - low[0])) * bitmap.width;
    const y = ((high[1] - at[1]) / (high[1] - low[1])) * bitmap.height;
    return [...context.getImageData(Math.round(x - halfPx), Math.round(y - halfPx), 2 * halfPx, 2 * halfPx).data];
  },
  settled: async () => {
    let quiet = 0;
    for (let turn = 0; turn < 200 && quiet < 3; turn += 1) {
      await pause(120);
      await frame();
      const isLoading = current()
        .stage.layerStates()
        .some(({ phase }) => phase === 'loading');
      quiet = isLoading || document.fonts.status === 'loading' || current().stage.layerStates().length === 0 ? 0 : quiet + 1;
    }
    await current().stage.picture();
    await frame();
  },
};
