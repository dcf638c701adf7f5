// How fast tiles are answered with 100,000 and a million points, against looking at every point for each tile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AtlasDesk } from '../../electron/station/atlas/atlas-desk.ts';
import { createAtlasMemory } from '../../electron/station/atlas/atlas-memory.ts';
import type { ThingIndexRow } from '../../electron/station/atlas/atlas-tables.ts';
import { type Layer, showStaged, stageRow } from '../../electron/station/atlas/layer.ts';
import { createLayerViews } from '../../electron/station/atlas/layer-view.ts';
import { createReadTile } from '../../electron/station/atlas/read-tile.ts';
import { createSearchTexts } from '../../electron/station/atlas/search-text.ts';
import { createShapeTiles } from '../../electron/station/atlas/tile-shapes.ts';
import { createTurns } from '../../electron/station/atlas/turns.ts';
import { openStore } from '../../electron/station/store/open-store.ts';
import { systemClock, systemIds } from '../../electron/station/system.ts';
import type { AtlasFilter } from '../../shared/contract/atlas.ts';
import type { Caller } from '../../shared/contract/feature.ts';
import { tileOf, type Tile } from '../../shared/geo/tile-grid.ts';
import type { LonLat } from '../../shared/kernel/units.ts';
import type { Bench, Figure } from './bench.ts';

type Report = (figure: Figure) => void;

const NAME = 'tiles';
const KIND = 'riskPoint';
const LEVELS = ['red', 'orange', 'yellow', 'blue', ''] as const;
const ZOOMS = [4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18] as const;
const TILES_A_ZOOM = 12;
const VILLAGES = 340;

/** The same numbers in every run: a 32-bit congruential generator. */
const createScatter = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** A county of 60 by 50 km: most points in villages, the rest anywhere. */
const createPlaces = (scatter: () => number): (() => LonLat) => {
  const villages = Array.from({ length: VILLAGES }, (): LonLat => [120.2 + scatter() * 0.6, 29.7 + scatter() * 0.5]);
  const spread = (): number => (scatter() + scatter() + scatter() - 1.5) * 0.008;
  return () => {
    const village = villages[Math.floor(scatter() * VILLAGES)] ?? [120.5, 30];
    return scatter() < 0.75 ? [village[0] + spread(), village[1] + spread()] : [120.2 + scatter() * 0.6, 29.7 + scatter() * 0.5];
  };
};

const rowOf = (index: number, [lon, lat]: LonLat): ThingIndexRow => ({
  row_number: index + 1,
  kind: KIND,
  id: `id-${index}`,
  version: 1,
  batch: 1,
  from_seq: null,
  removed: 0,
  name: `风险点${index}`,
  area_code: `3306030${String(10 + (index % 16))}00${1 + (index % 9)}`,
  lon,
  lat,
  west: null,
  south: null,
  east: null,
  north: null,
  symbol: LEVELS[index % 5] ?? '',
  level: LEVELS[index % 5] ?? '',
  state: '',
  search: `风险点${index}`,
  search_personal: '',
  links: '',
  source: '测量',
  as_of: '2026-11-22',
});

/** The peer: every point looked at for every tile, into the same cells. */
const bruteTile = ({ columns, slotCount }: Layer, { z, x, y }: Tile): number => {
  const shift = 28 - z;
  const inside: number[] = [];
  const cells = new Uint32Array(16);
  for (let slot = 0; slot < slotCount; slot += 1) {
    const [tileX, tileY] = [columns.tileX[slot] ?? 0, columns.tileY[slot] ?? 0];
    if (tileX >> shift !== x || tileY >> shift !== y) continue;
    if (inside.length <= 256) inside.push(slot);
    const cell = ((tileY >> (shift - 2)) & 3) * 4 + ((tileX >> (shift - 2)) & 3);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return inside.length <= 256 ? inside.length : cells.filter((count) => count > 0).length;
};

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};

const caller: Caller = {
  seat: 'bench',
  person: { id: 'bench', name: 'bench', post: '', roles: ['dutyOfficer'] },
  signal: new AbortController().signal,
  commandId: null,
  become: () => undefined,
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const tilesOver = (place: () => LonLat, zooms: readonly number[]): readonly Tile[] =>
  zooms.flatMap((z) =>
    Array.from({ length: TILES_A_ZOOM }, () => {
      const tile = tileOf(place(), z);
      if (!tile.ok) throw new Error('off the grid');
      return tile.value;
    }),
  );

const measure = async (desk: AtlasDesk, count: number, report: Report): Promise<void> => {
  const layer = desk.memory.layers.get(KIND);
  if (layer === undefined) throw new Error(`no layer ${KIND}`);
  const scatter = createScatter(7);
  const place = createPlaces(scatter);
  const heapBefore = process.memoryUsage();
  const filling = performance.now();
  for (let index = layer.slotCount; index < count; index += 1) showStaged(layer, stageRow(layer, rowOf(index, place())));
  report({ name: NAME, metric: `${count} points: taken into memory`, value: ((performance.now() - filling) * 1000) / count, unit: 'µs a point' });
  const heap = process.memoryUsage();
  const grown = heap.heapUsed + heap.arrayBuffers - heapBefore.heapUsed - heapBefore.arrayBuffers;
  report({ name: NAME, metric: `${count} points: memory`, value: grown / 2 ** 20, unit: 'MiB' });
  const readTile = createReadTile(desk, createLayerViews(systemClock), createShapeTiles(desk.store.read, systemClock));
  const ask = async (tile: Tile, filter?: AtlasFilter) => readTile({ kind: KIND, ...tile, ...(filter === undefined ? {} : { filter }) }, caller);
  for (const [words, zooms] of [['zoom 4–8', ZOOMS.filter((z) => z <= 8)], ['zoom 9–18', ZOOMS.filter((z) => z > 8)]] as const) {
    const tiles = tilesOver(place, zooms);
    for (const tile of tiles) await ask(tile);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (const tile of tiles) {
      ours.push(await timed(async () => ask(tile)));
      theirs.push(await timed(async () => bruteTile(layer, tile)));
    }
    for (const [mark, share] of [['p50', 0.5], ['p95', 0.95]] as const) {
      const [value, peer] = [quantile(ours, share), quantile(theirs, share)];
      report({ name: NAME, metric: `${count} points, ${words}: ${mark}`, value, unit: 'ms', peer: `looking at every point: ${peer.toFixed(2)} ms`, ratio: peer / value });
    }
  }
  const filter: AtlasFilter = { levels: ['red'], text: '点1' };
  const tiles = tilesOver(place, ZOOMS);
  const [first] = tiles;
  if (first === undefined) throw new Error('no tiles');
  report({ name: NAME, metric: `${count} points, filtered by level and text: first tile`, value: await timed(async () => ask(first, filter)), unit: 'ms' });
  const filtered: number[] = [];
  for (const tile of tiles) filtered.push(await timed(async () => ask(tile, filter)));
  report({ name: NAME, metric: `${count} points, filtered: p95 of the next`, value: quantile(filtered, 0.95), unit: 'ms' });
};

export const bench: Bench = {
  name: NAME,
  run: async (report) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-tiles-'));
    const opened = await openStore({ engine: 'sqlite', folder }, { migrations: [], clock: systemClock });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    try {
      for (const count of [100_000, 1_000_000]) {
        const memory = createAtlasMemory();
        await measure({ store: opened.value, clock: systemClock, ids: systemIds, memory, turns: createTurns(), searchTexts: createSearchTexts(), writing: 0, openBatches: new Set(), doubts: new Set() }, count, report);
      }
    } finally {
      await opened.value.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
