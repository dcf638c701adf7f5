// One base map as a tile layer that cannot hang the map: bounded, timed, given up when dead and tried again later.
import TileLayer from 'ol/layer/Tile.js';
import ImageTileSource from 'ol/source/ImageTile.js';
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import { failure, type Result } from '../../../shared/kernel/result.ts';
import { createRequestPool } from '../tiles/request-pool.ts';
import type { BasemapSpec, BasemapState, BasemapTrouble } from './basemap-spec.ts';
import { fetchTileImage, imageFromBytes, type TileImage, type TileOutcome } from './fetch-tile-image.ts';
import { patchesOf, sourcesOf, TILE_SIDE, type TilePatch } from './shift-tile.ts';
import { afterFailure, afterSuccess, mayAsk, newHealth, type SourceHealth } from './source-health.ts';
import { tileAddress, troubleOfSpec } from './tile-address.ts';

export interface BasemapLayer extends Disposable {
  readonly spec: BasemapSpec;
  readonly layer: TileLayer<ImageTileSource>;
  readonly state: () => BasemapState;
}

const TIMEOUT_MS = 8_000;
/** One that has never answered is not waited for as long. */
const FIRST_TIMEOUT_MS = 5_000;
const AT_ONCE = 6;
/** Tiles that failed while others came are asked for again after this. */
const PATCH_UP_MS = 15_000;

type Picture = HTMLCanvasElement | ImageBitmap | HTMLImageElement;

const blankTile = (side = 1): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  return canvas;
};

const assemble = (patches: readonly TilePatch[], images: ReadonlyMap<string, TileImage>): HTMLCanvasElement => {
  const canvas = blankTile(TILE_SIDE);
  const context = canvas.getContext('2d');
  for (const { source, from, to, size } of patches) {
    const tile = images.get(`${source.x}/${source.y}`);
    if (tile?.type !== 'image') continue;
    const scale = tile.image.width / TILE_SIDE;
    context?.drawImage(tile.image, from[0] * scale, from[1] * scale, size[0] * scale, size[1] * scale, to[0], to[1], size[0], size[1]);
  }
  return canvas;
};

class Basemap implements BasemapLayer {
  readonly spec: BasemapSpec;
  readonly layer: TileLayer<ImageTileSource>;
  readonly #clock: Clock;
  readonly #onState: () => void;
  readonly #pool = createRequestPool(AT_ONCE);
  readonly #source: ImageTileSource;
  readonly #specTrouble: BasemapTrouble | null;
  readonly #startedAt: number;
  #health: SourceHealth;
  #hasAnswered = false;
  #isTainting = false;
  #lastFailed: Tile | null = null;
  #timer: Disposable | null = null;
  #isOpen = true;

  constructor(spec: BasemapSpec, zIndex: number, clock: Clock, onState: () => void) {
    this.spec = spec;
    this.#clock = clock;
    this.#onState = onState;
    this.#startedAt = clock.now();
    this.#health = newHealth(this.#startedAt);
    this.#specTrouble = troubleOfSpec(spec);
    const loader = (z: number, x: number, y: number, options: { readonly signal: AbortSignal }): Promise<Picture> => this.#load({ z, x, y }, options.signal);
    this.#source = new ImageTileSource({ loader, maxZoom: spec.maxZoom, minZoom: spec.minZoom, attributions: spec.attribution, wrapX: false, transition: 0 });
    // OpenLayers takes revision 0 for “never drawn” and would ignore the first refresh.
    this.#source.changed();
    this.layer = new TileLayer({ source: this.#source, zIndex, opacity: spec.opacity });
  }

  readonly state = (): BasemapState => {
    const { phase, trouble, since, nextTryAt } = this.#health;
    const rest = { id: this.spec.id, isTainting: this.#isTainting };
    if (this.#specTrouble !== null) return { ...rest, phase: 'refused', trouble: this.#specTrouble, since: this.#startedAt, nextTryAt: null };
    return { ...rest, phase, trouble, since, nextTryAt };
  };

  readonly dispose = (): void => {
    this.#isOpen = false;
    this.#timer?.dispose();
    this.#pool.dispose();
    this.layer.dispose();
    this.#source.dispose();
  };

  async #load(tile: Tile, signal: AbortSignal): Promise<Picture> {
    if (this.#specTrouble !== null) return blankTile();
    // OpenLayers takes a throw as a failed tile and shows a coarser one in its place.
    if (!mayAsk(this.#health)) throw new Error(`base map ${this.spec.id} is not asked now`);
    const picture = this.spec.datum === 'GCJ-02' ? await this.#loadShifted(tile, signal) : await this.#loadPlain(tile, signal);
    if (!picture.ok) throw new Error(`tile ${tile.z}/${tile.x}/${tile.y} of base map ${this.spec.id}: ${picture.error}`);
    return picture.value;
  }

  async #loadPlain(tile: Tile, signal: AbortSignal): Promise<Result<Picture, string>> {
    const outcome = await this.#queued(tile, signal);
    if (!outcome.ok) return outcome;
    return { ok: true, value: outcome.value.type === 'image' ? outcome.value.image : blankTile() };
  }

  async #loadShifted(tile: Tile, signal: AbortSignal): Promise<Result<Picture, string>> {
    const patches = patchesOf(tile);
    const images = new Map<string, TileImage>();
    const outcomes = await Promise.all(sourcesOf(patches).map(async (source) => ({ source, outcome: await this.#queued(source, signal) })));
    for (const { source, outcome } of outcomes) {
      if (!outcome.ok) return outcome;
      images.set(`${source.x}/${source.y}`, outcome.value);
    }
    return { ok: true, value: assemble(patches, images) };
  }

  #queued(tile: Tile, signal: AbortSignal): Promise<TileOutcome> {
    const { promise, resolve } = Promise.withResolvers<TileOutcome>();
    this.#pool.run(0, async () => {
      const outcome = signal.aborted ? failure('gaveUp' as const) : mayAsk(this.#health) ? await this.#ask(tile, signal) : failure('unreachable' as const);
      resolve(outcome);
    });
    return promise;
  }

  async #ask(tile: Tile, signal: AbortSignal): Promise<TileOutcome> {
    const outcome = await this.#fetch(tile, signal);
    if (!this.#isOpen || (!outcome.ok && outcome.error === 'gaveUp')) return outcome;
    if (outcome.ok) {
      this.#hasAnswered = true;
      if (outcome.value.type === 'image' && outcome.value.isTainting) this.#isTainting = true;
      this.#move(afterSuccess(this.#health, this.#clock.now()));
    } else if (outcome.error !== 'gaveUp') {
      this.#lastFailed = tile;
      this.#move(afterFailure(this.#health, outcome.error, this.#clock.now()));
    }
    return outcome;
  }

  async #fetch({ z, x, y }: Tile, signal: AbortSignal): Promise<TileOutcome> {
    const timeoutMs = this.#hasAnswered ? TIMEOUT_MS : FIRST_TIMEOUT_MS;
    if (this.spec.type !== 'tiles') {
      const address = tileAddress(this.spec, { z, x, y });
      return address.ok ? fetchTileImage(address.value, signal, timeoutMs) : address;
    }
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const bytes = await Promise.race([this.spec.readTile(z, x, y, AbortSignal.any([signal, limit])), ended(limit)]);
      return bytes === null ? { ok: true, value: { type: 'blank' } } : await imageFromBytes(new Blob([Uint8Array.from(bytes)]));
    } catch {
      return failure(signal.aborted ? 'gaveUp' : limit.aborted ? 'timedOut' : 'unreachable');
    }
  }

  #move(next: SourceHealth): void {
    const before = this.#health;
    this.#health = next;
    const hasFailedTiles = this.#lastFailed !== null;
    if (next.phase === 'dead' && next.nextTryAt !== before.nextTryAt) this.#wakeAt(Math.max(0, (next.nextTryAt ?? 0) - this.#clock.now()), this.#probe);
    else if (next.phase === 'live' && hasFailedTiles && this.#timer === null) this.#wakeAt(before.phase === 'dead' ? 0 : PATCH_UP_MS, this.#patchUp);
    if (next !== before) this.#onState();
  }

  #wakeAt(delayMs: number, work: () => void): void {
    this.#timer?.dispose();
    this.#timer = this.#clock.after(delayMs, () => {
      this.#timer = null;
      if (this.#isOpen) work();
    });
  }

  readonly #probe = (): void => {
    if (this.#lastFailed !== null) void this.#ask(this.#lastFailed, new AbortController().signal);
  };

  readonly #patchUp = (): void => {
    this.#lastFailed = null;
    this.#source.refresh();
  };
}

const ended = (signal: AbortSignal): Promise<never> => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('timed out')), { once: true }));

export const createBasemapLayer = (spec: BasemapSpec, zIndex: number, clock: Clock, onState: () => void): BasemapLayer => new Basemap(spec, zIndex, clock, onState);
