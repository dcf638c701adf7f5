// The bench's station, away from the page's thread as the real one is: a county of very many points, answered tile by tile.
import { createPointGrid, type PointGrid } from '../../../electron/station/atlas/point-grid.ts';
import { signedBytes } from '../../../shared/domain/atlas/packed-shapes.ts';
import { seeded } from './sample-county.ts';

export interface BenchQuestion {
  readonly number: number;
  readonly kind: string;
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const WEST = 119.3;
const SOUTH = 28.28;
const WIDTH = 0.42;
const HEIGHT = 0.34;
const FULL_CIRCLE = 2 ** 28;
const VILLAGES = 341;
const LEVELS = ['red', 'orange', 'yellow', 'blue'];
const SYMBOLS: { readonly [kind: string]: readonly string[] } = { hazardPoint: ['20104.0100', '20104.0200', 'flashFlood'], loudspeaker: ['serial', 'fm', 'ip'] };
const STATES = ['idle', 'idle', 'idle', 'idle', 'working', 'fault', ''];

interface Layer {
  readonly grid: PointGrid;
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  readonly levels: Uint8Array;
}

const northing = (latitude: number): number => Math.floor((0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI)) * FULL_CIRCLE);

const createLayer = (count: number, seed: number): Layer => {
  const random = seeded(seed);
  const villages = Array.from({ length: VILLAGES }, () => [WEST + random() * WIDTH, SOUTH + random() * HEIGHT] as const);
  const [longitudes, latitudes, levels] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  const [tileX, tileY] = [new Int32Array(count), new Int32Array(count)];
  for (let slot = 0; slot < count; slot += 1) {
    // Two thirds in villages, the rest anywhere.
    const village = random() < 0.66 ? villages[Math.floor(random() * VILLAGES)] : undefined;
    const spread = (random() + random() + random() - 1.5) * 0.008;
    const longitude = village === undefined ? WEST + random() * WIDTH : village[0] + spread;
    const latitude = village === undefined ? SOUTH + random() * HEIGHT : village[1] + (random() + random() + random() - 1.5) * 0.008;
    [longitudes[slot], latitudes[slot], levels[slot]] = [longitude, latitude, 1 + Math.floor(random() * 4)];
    [tileX[slot], tileY[slot]] = [Math.floor(((longitude + 180) / 360) * FULL_CIRCLE), northing(latitude)];
  }
  const grid = createPointGrid({ longitudes, latitudes, tileX, tileY, levels }, LEVELS.length + 1);
  for (let slot = 0; slot < count; slot += 1) grid.insert(slot);
  return { grid, longitudes, latitudes, levels };
};

const layers = new Map<string, Layer>();

const answer = ({ kind, z, x, y }: BenchQuestion) => {
  const layer = layers.get(kind);
  const tile = layer?.grid.tile(z, x, y) ?? { points: [], clusters: [] };
  const none = { ids: [], names: [], symbols: [], levels: [], states: [] };
  const symbols = SYMBOLS[kind] ?? [''];
  return {
    revision: 1,
    points: {
      ids: tile.points.map((slot) => `${kind}${slot}`),
      names: tile.points.map((slot) => `第${slot}号`),
      positions: signedBytes(tile.points.flatMap((slot) => [Math.round((layer?.longitudes[slot] ?? 0) * 1e6), Math.round((layer?.latitudes[slot] ?? 0) * 1e6)])),
      symbols: tile.points.map((slot) => symbols[slot % symbols.length] ?? ''),
      levels: tile.points.map((slot) => (kind === 'hazardPoint' ? (LEVELS[(layer?.levels[slot] ?? 1) - 1] ?? '') : '')),
      states: tile.points.map((slot) => (kind === 'loudspeaker' ? (STATES[slot % STATES.length] ?? '') : '')),
    },
    clusters: tile.clusters.map(({ position, count, levels }) => ({
      position,
      count,
      levels: kind === 'hazardPoint' ? Object.fromEntries(levels.flatMap((known, level) => (level > 0 && known > 0 ? [[LEVELS[level - 1] ?? '', known]] : []))) : {},
    })),
    shapes: { ...none, structure: new Uint8Array(0), positions: new Uint8Array(0), omittedCount: 0 },
  };
};

globalThis.addEventListener('message', ({ data }: MessageEvent<BenchQuestion | { readonly count: number }>) => {
  if ('count' in data) {
    layers.set('loudspeaker', createLayer(Math.round(data.count * 0.7), 3));
    layers.set('hazardPoint', createLayer(Math.round(data.count * 0.3), 5));
    globalThis.postMessage({ ready: true });
    return;
  }
  globalThis.postMessage({ number: data.number, tile: answer(data) });
});
