// Opens the map in a real browser before a station in memory and reads its picture back: what the picture tests share.
import { test as base, type Page } from '@playwright/test';
import type { MapStageOptions } from '../../renderer/map/map-stage.ts';
import type { Attributes } from '../../shared/domain/atlas/field.ts';
import type { Thing, ThingGeometry } from '../../shared/domain/atlas/thing.ts';
import type { LonLat } from '../../shared/kernel/units.ts';
import { startPictureServer } from './picture-server.ts';

export const HERE: LonLat = [119.48, 28.45];

export interface Scene {
  readonly things: readonly Thing[];
  readonly kinds: readonly string[];
  readonly zoom: number;
  readonly at?: LonLat;
  readonly theme?: MapStageOptions['theme'];
  readonly language?: MapStageOptions['language'];
  readonly textScale?: number;
  readonly hasTerrain?: boolean;
}

export interface MapPicture {
  readonly page: Page;
  /** Opens the map on a scene, flies there and waits until all is drawn. */
  readonly show: (scene: Scene) => Promise<void>;
  readonly flyTo: (lonLat: LonLat, zoom: number) => Promise<void>;
  readonly settled: () => Promise<void>;
  /** The picture around a place; `half` in CSS pixels. */
  readonly patch: (lonLat: LonLat, half: number) => Promise<Patch>;
  readonly errors: readonly string[];
}

/** RGBA, row by row. */
export type Patch = readonly number[];

export type Colour = readonly [red: number, green: number, blue: number];

export const colour = (hex: string): Colour => [Number.parseInt(hex.slice(1, 3), 16), Number.parseInt(hex.slice(3, 5), 16), Number.parseInt(hex.slice(5, 7), 16)];

const NEAR = 14;

/** Pixels of a colour, give or take what edges and scaling do. */
export const countOf = (patch: Patch, [red, green, blue]: Colour, near = NEAR): number => {
  let count = 0;
  for (let at = 0; at < patch.length; at += 4) {
    const isNear = Math.abs((patch[at] ?? 0) - red) <= near && Math.abs((patch[at + 1] ?? 0) - green) <= near && Math.abs((patch[at + 2] ?? 0) - blue) <= near;
    if (isNear) count += 1;
  }
  return count;
};

/** Pixels that differ plainly between two pictures of the same place. */
export const differenceOf = (left: Patch, right: Patch): number => {
  let count = 0;
  for (let at = 0; at < left.length; at += 4) {
    const far = [0, 1, 2].reduce((sum, band) => sum + Math.abs((left[at + band] ?? 0) - (right[at + band] ?? 0)), 0);
    if (far > 60) count += 1;
  }
  return count;
};

export const thing = (kind: string, id: string, geometry: ThingGeometry, attributes: Attributes = {}, name = ''): Thing => ({ kind, id, version: 1, name, areaCode: '331124', geometry, attributes, source: 'test', asOf: '2026-11-22' });

export const pointAt = (lonLat: LonLat): ThingGeometry => ({ type: 'Point', coordinates: lonLat });

/** A place so many CSS pixels east and south of another at a zoom. */
export const beside = ([longitude, latitude]: LonLat, zoom: number, east: number, south: number): LonLat => {
  const degrees = 360 / (256 * 2 ** zoom);
  return [longitude + east * degrees, latitude - south * degrees * Math.cos((latitude * Math.PI) / 180)];
};

/** A square area around a place, `half` CSS pixels to each side at a zoom. */
export const squareAround = (lonLat: LonLat, zoom: number, half: number): ThingGeometry => {
  const corners = [
    [-half, half],
    [half, half],
    [half, -half],
    [-half, -half],
    [-half, half],
  ] as const;
  return { type: 'Polygon', coordinates: [corners.map(([east, south]) => beside(lonLat, zoom, east, south))] };
};

export const lineThrough = (lonLat: LonLat, zoom: number, half: number): ThingGeometry => ({ type: 'LineString', coordinates: [beside(lonLat, zoom, -half, 0), beside(lonLat, zoom, half, 0)] });

const createMapPicture = (page: Page, errors: readonly string[]): MapPicture => {
  const settled = (): Promise<void> => page.evaluate(() => window.pictures.settled());
  const flyTo = async (lonLat: LonLat, zoom: number): Promise<void> => {
    await page.evaluate(([position, to]) => window.pictures.current().stage.flyTo({ position, zoom: to }), [lonLat, zoom] as const);
    await settled();
  };
  return {
    page,
    errors,
    show: async ({ things, kinds, zoom, at = HERE, theme = 'dark', language = 'zh-CN', textScale = 1, hasTerrain = false }) => {
      await page.evaluate((options) => void window.pictures.open(options), { things, visibleKinds: kinds, theme, language, textScale, hasTerrain });
      await flyTo(at, zoom);
    },
    flyTo,
    settled,
    patch: (lonLat, half) => page.evaluate(([place, size]) => window.pictures.patch(place, size), [lonLat, half] as const),
  };
};

/** One page a worker: opening another map on it is quicker than loading it anew. */
export const test = base.extend<{ readonly map: MapPicture }, { readonly served: { readonly page: Page; readonly errors: string[] } }>({
  served: [
    async ({ browser }, use) => {
      const server = await startPictureServer();
      const page = await browser.newPage({ viewport: { width: 900, height: 640 }, reducedMotion: 'reduce' });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
      await page.goto(server.url);
      await page.waitForFunction(() => 'pictures' in window);
      await use({ page, errors });
      await page.close();
      await server.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  map: async ({ served }, use) => {
    served.errors.length = 0;
    await use(createMapPicture(served.page, served.errors));
    await served.page.evaluate(() => window.pictures.close());
    if (served.errors.length > 0) throw new Error(`the page threw: ${served.errors.join('; ')}`);
  },
});

export { expect } from '@playwright/test';
