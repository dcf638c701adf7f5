// The page the pan bench drives: our map before a station of very many points, or plain OpenLayers with what ours shows.
import '@fontsource-variable/noto-sans-sc';
import Feature from 'ol/Feature.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import VectorSource from 'ol/source/Vector.js';
import View from 'ol/View.js';
import { browserClock } from '../../../renderer/map/browser-clock.ts';
import { MAP_LAYERS } from '../../../renderer/map/layers/index.ts';
import { createMapStage } from '../../../renderer/map/stage.ts';
import { createThingsOnMap, zoomOf } from '../../../renderer/map/things-on-map.ts';
import type { StationClient } from '../../../renderer/station-client/station-client.ts';
import { lonLatToMercator } from '../../../shared/geo/tile-grid.ts';
import { disposable } from '../../../shared/kernel/disposable.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { BenchQuestion } from './bench-worker.ts';

export interface BenchPage {
  /** Fills the station in the worker. */
  readonly fill: (count: number) => Promise<void>;
  readonly ours: (centre: LonLat, zoom: number) => Promise<void>;
  /** Plain OpenLayers with everything ours shows around the centre, as far as the pan reaches. Returns how many features. */
  readonly plain: (centre: LonLat, zoom: number, reachPx: number) => Promise<number>;
  readonly startFrames: () => void;
  /** Frames a second since the start, and the longest pause between two in milliseconds. */
  readonly stopFrames: () => { readonly fps: number; readonly longestMs: number };
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

const worker = new Worker(new URL('./bench-worker.ts', import.meta.url), { type: 'module' });
const KINDS = ['loudspeaker', 'hazardPoint'];
const waiting = new Map<number, (tile: unknown) => void>();
let number = 0;
let onReady: () => void = () => undefined;
worker.addEventListener('message', ({ data }: MessageEvent<{ readonly ready?: true; readonly number?: number; readonly tile?: unknown }>) => {
  if (data.ready === true) onReady();
  if (data.number === undefined) return;
  waiting.get(data.number)?.(data.tile);
  waiting.delete(data.number);
});

const ask = (input: Omit<BenchQuestion, 'number'>): Promise<unknown> => {
  number += 1;
  const answer = Promise.withResolvers<unknown>();
  waiting.set(number, answer.resolve);
  worker.postMessage({ ...input, number } satisfies BenchQuestion);
  return answer.promise;
};

const fresh = { from: 'station' } as const;

/** Answers tiles from the worker and nothing else; the map asks this client for no more than it has. */
const client = {
  request: async (name: string, input: Omit<BenchQuestion, 'number'>) => {
    if (name === 'readTile') return { ok: true, value: { value: await ask(input), freshness: fresh } };
    if (name === 'readTerrainTile') return { ok: true, value: { value: { heights: null }, freshness: fresh } };
    return { ok: false, error: { reason: 'notFound' } };
  },
  follow: () => disposable(() => undefined),
  connection: () => ({ state: 'connected', since: 0 }),
  onConnection: () => () => undefined,
  dispose: () => undefined,
} as unknown as StationClient;

const elementOf = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no #${id}`);
  return element;
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

let close: () => void = () => undefined;

/** Every feature our board draws while it looks at these places, each once, with the very styles ours uses. */
const gather = async (centre: LonLat, zoom: number, reachPx: number): Promise<readonly Feature[]> => {
  const look = { theme: 'dark', language: 'zh-CN', textScale: 1, names: 'all' } as const;
  const things = createThingsOnMap({ client, clock: browserClock, definitions: MAP_LAYERS, visibleKinds: new Set(KINDS), look, pixelRatio: 1 });
  const [east, north] = lonLatToMercator(centre);
  const resolution = 156_543.033928041 / 2 ** zoom;
  const found = new Map<string, Feature>();
  for (let offset = -reachPx; offset <= reachPx; offset += 400) {
    const middle = east + offset * resolution;
    const [halfWidth, halfHeight] = [(window.innerWidth / 2) * resolution, (window.innerHeight / 2) * resolution];
    things.setViewport({ extent: [middle - halfWidth, north - halfHeight, middle + halfWidth, north + halfHeight], resolution, zoom: zoomOf(resolution) }, false);
    await pause(900);
    for (const layer of things.layers) {
      if (!(layer instanceof VectorLayer)) continue;
      for (const feature of layer.getSource()?.getFeatures() ?? []) {
        const style = feature.getStyle();
        const at = feature.getGeometry()?.getExtent().map(Math.round).join(' ') ?? '';
        if (style === undefined || found.has(`${layer.getZIndex() ?? 0} ${at}`)) continue;
        const copy = new Feature(feature.getGeometry()?.clone());
        copy.setStyle(style);
        found.set(`${layer.getZIndex() ?? 0} ${at}`, copy);
      }
    }
  }
  things.dispose();
  return [...found.values()];
};

let frames = 0;
let longest = 0;
let startedAt = 0;
let last = 0;
let counting = 0;

const count = (now: number): void => {
  frames += 1;
  longest = Math.max(longest, now - last);
  last = now;
  counting = requestAnimationFrame(count);
};

window.bench = {
  fill: (howMany) => {
    const ready = Promise.withResolvers<void>();
    onReady = ready.resolve;
    worker.postMessage({ count: howMany });
    return ready.promise;
  },
  ours: async (centre, zoom) => {
    close();
    const stage = createMapStage({ target: elementOf('map'), client, theme: 'dark', language: 'zh-CN', visibleKinds: KINDS });
    close = stage.dispose;
    stage.flyTo({ position: centre, zoom });
    await pause(3_000);
  },
  plain: async (centre, zoom, reachPx) => {
    close();
    const features = await gather(centre, zoom, reachPx);
    const map = new OlMap({
      target: elementOf('map'),
      view: new View({ center: [...lonLatToMercator(centre)], zoom }),
      // Without updateWhileInteracting it would show nothing of what comes into view during a drag: not the same features.
      layers: [new VectorLayer({ source: new VectorSource({ features: [...features], wrapX: false }), updateWhileInteracting: true })],
      controls: [],
    });
    close = () => {
      map.setTarget();
      map.dispose();
    };
    await pause(3_000);
    return features.length;
  },
  startFrames: () => {
    [frames, longest] = [0, 0];
    startedAt = performance.now();
    last = startedAt;
    counting = requestAnimationFrame(count);
  },
  stopFrames: () => {
    cancelAnimationFrame(counting);
    return { fps: (frames * 1_000) / (performance.now() - startedAt), longestMs: longest };
  },
};
