// All kinds of things together: their tiles, what the station says has changed, and the board they share.
import type BaseLayer from 'ol/layer/Base.js';
import type { AtlasFilter, LayerSummary } from '../../shared/contract/atlas.ts';
import type { MercatorPoint, Tile } from '../../shared/geo/tile-grid.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { disposeAll, disposable, type Disposable } from '../../shared/kernel/disposable.ts';
import type { StationClient } from '../station-client/station-client.ts';
import { collectBoard, withMargin, type BoardContent, type LayerPicture } from './board/board-item.ts';
import { createNameSprites, type NameSprites } from './board/name-sprites.ts';
import { createSymbolBoard } from './board/symbol-board.ts';
import { createTextMeasure } from './board/text-measure.ts';
import { watchFont } from './font.ts';
import type { LayerDefinition, StyleContext } from './layers/layer-definition.ts';
import { createTiledThings, type MapViewport, type TiledThings } from './layers/tiled-things.ts';
import { createListeners } from './listeners.ts';
import { createGapLayer } from './overlays/gap-layer.ts';
import { createWedges, type WedgeTarget } from './overlays/wedges.ts';
import { paletteOf, type Theme } from './palette.ts';
import { createGlyphLibrary, type GlyphLibrary } from './symbols/glyph-library.ts';
import { createSprites, type Sprites } from './symbols/sprites.ts';
import { symbolFiles } from './symbols/symbol-files.ts';
import { createRequestPool } from './tiles/request-pool.ts';
import { isWithin, type MercatorExtent } from './tiles/tile-cover.ts';
import type { FeedPhase, TilePicture } from './tiles/tile-picture.ts';
import { groundResolution } from './view/scale-bar.ts';

export interface ThingsLook {
  readonly theme: Theme;
  readonly language: Language;
  readonly textScale: number;
  readonly names: 'all' | 'places' | 'none';
}

/** How whole and fresh what a layer shows is. */
export interface LayerState {
  readonly kind: string;
  readonly phase: FeedPhase;
  /** Lines and areas the station left out of the tiles in view because there were too many. */
  readonly omittedCount: number;
  /** Parts of the view of which nothing could be shown. */
  readonly gapCount: number;
}

export interface ThingsOnMap extends Disposable {
  readonly layers: readonly BaseLayer[];
  readonly glyphs: GlyphLibrary;
  /** `isMoving` while a hand still drags: what is already arranged beyond the edges is then left as it is. */
  readonly setViewport: (viewport: MapViewport, isMoving: boolean) => void;
  readonly setVisible: (kind: string, isVisible: boolean) => void;
  readonly isVisible: (kind: string) => boolean;
  readonly setFilter: (kind: string, filter: AtlasFilter | undefined) => void;
  readonly setLook: (look: ThingsLook) => void;
  /** What else is to be placed among the things: the words of declared hazards. */
  readonly setExtra: (content: BoardContent) => void;
  readonly retryNow: () => void;
  readonly states: () => readonly LayerState[];
  readonly onStates: (listener: (states: readonly LayerState[]) => void) => () => void;
  readonly onArranged: (listener: () => void) => () => void;
  readonly placeOf: (kind: string, id: string) => { readonly position: MercatorPoint; readonly radius: number } | null;
  readonly things: readonly TiledThings[];
}

export interface ThingsOptions {
  readonly client: StationClient;
  readonly clock: Clock;
  readonly definitions: readonly LayerDefinition[];
  readonly visibleKinds: ReadonlySet<string>;
  readonly look: ThingsLook;
  readonly pixelRatio: number;
}

const REQUESTS_AT_ONCE = 8;
/** While tiles pour in, the board is arranged no more often than this. */
const ARRANGE_EVERY_MS = 120;
/** While a hand drags, smoothness comes first. */
const ARRANGE_MOVING_MS = 350;
/** A part that loads shorter than this is not marked as missing. */
const GAP_AFTER_MS = 1_500;

class Things implements ThingsOnMap {
  readonly #options: ThingsOptions;
  readonly #pool = createRequestPool(REQUESTS_AT_ONCE);
  readonly #text = createTextMeasure();
  readonly #board = createSymbolBoard(this.#text);
  readonly #gaps;
  readonly #wedges;
  readonly #font;
  readonly #following: Disposable;
  readonly #offConnection: () => void;
  readonly #stateListeners = createListeners<readonly LayerState[]>();
  readonly #arrangedListeners = createListeners<void>();
  readonly #revisions = new Map<string, number>();
  readonly glyphs = createGlyphLibrary(symbolFiles());
  readonly things: readonly TiledThings[];
  readonly layers: readonly BaseLayer[];
  #look: ThingsLook;
  #sprites: Sprites;
  #nameSprites: NameSprites;
  #viewport: MapViewport | null = null;
  #extra: BoardContent = { symbols: [], names: [] };
  #isStreamLive = false;
  #hasHeard = false;
  #isMoving = false;
  #arranged: { readonly resolution: number; readonly extent: MercatorExtent } | null = null;
  #pending: Disposable | null = null;
  #arrangedAt = Number.NEGATIVE_INFINITY;
  #gapTimer: Disposable | null = null;
  #gapSince = new Map<string, number>();
  #states: readonly LayerState[] = [];

  constructor(options: ThingsOptions) {
    this.#options = options;
    this.#look = options.look;
    this.#sprites = this.#makeSprites();
    this.#nameSprites = this.#makeNameSprites();
    this.#gaps = createGapLayer(paletteOf(options.look.theme));
    const { client, clock, definitions, visibleKinds } = options;
    this.#wedges = createWedges(client, this.#schedule);
    const shared = { client, clock, pool: this.#pool, onChange: this.#schedule, contextAt: this.#contextAt };
    this.things = definitions.map((definition) => createTiledThings({ ...shared, definition, isVisible: visibleKinds.has(definition.kind) }));
    this.layers = [...this.things.flatMap(({ shapes }) => (shapes === null ? [] : [shapes.layer])), this.#gaps.layer, ...this.#wedges.layers, ...this.#board.layers];
    this.#font = watchFont(this.#redraw);
    this.#following = this.#follow();
    this.#offConnection = client.onConnection(({ state }) => {
      if (state === 'connected') this.retryNow();
    });
  }

  readonly setViewport = (viewport: MapViewport, isMoving: boolean): void => {
    this.#viewport = viewport;
    this.#isMoving = isMoving;
    for (const thing of this.things) thing.setViewport(viewport);
    const isArranged = this.#arranged?.resolution === viewport.resolution && holds(this.#arranged.extent, viewport.extent);
    if (!isMoving || !isArranged) this.#schedule();
  };

  readonly setVisible = (kind: string, isVisible: boolean): void => this.#of(kind)?.setVisible(isVisible);
  readonly isVisible = (kind: string): boolean => this.#of(kind)?.isVisible() ?? false;
  readonly setFilter = (kind: string, filter: AtlasFilter | undefined): void => this.#of(kind)?.setFilter(filter);
  readonly states = (): readonly LayerState[] => this.#states;
  readonly onStates = this.#stateListeners.add;
  readonly onArranged = this.#arrangedListeners.add;
  readonly placeOf = this.#board.placeOf;

  readonly setLook = (look: ThingsLook): void => {
    this.#look = look;
    this.#gaps.setPalette(paletteOf(look.theme));
    this.#redraw();
  };

  readonly setExtra = (content: BoardContent): void => {
    this.#extra = content;
    this.#schedule();
  };

  readonly retryNow = (): void => {
    for (const thing of this.things) thing.retryNow();
  };

  readonly dispose = (): void => {
    this.#pending?.dispose();
    this.#gapTimer?.dispose();
    this.#offConnection();
    this.#stateListeners.clear();
    this.#arrangedListeners.clear();
    disposeAll(this.#pool, this.#board, this.#gaps, this.#wedges, this.#font, this.#following, ...this.things).dispose();
  };

  #of(kind: string): TiledThings | undefined {
    return this.things.find(({ definition }) => definition.kind === kind);
  }

  #makeSprites(): Sprites {
    const { theme, language, textScale } = this.#look;
    return createSprites({ glyphs: this.glyphs, palette: paletteOf(theme), language }, this.#options.pixelRatio, textScale);
  }

  #makeNameSprites(): NameSprites {
    const { theme, textScale } = this.#look;
    return createNameSprites({ text: this.#text, halo: paletteOf(theme).halo, scale: textScale, pixelRatio: this.#options.pixelRatio });
  }

  readonly #contextAt = (resolution: number): StyleContext => {
    const { theme, language, textScale } = this.#look;
    return { palette: paletteOf(theme), language, zoom: Math.round(zoomOf(resolution) * 2) / 2, scale: textScale };
  };

  /** Everything drawn with words or colours is drawn again. */
  readonly #redraw = (): void => {
    this.#text.forget();
    this.#sprites = this.#makeSprites();
    this.#nameSprites = this.#makeNameSprites();
    for (const thing of this.things) thing.shapes?.restyle();
    this.#schedule();
  };

  #follow(): Disposable {
    const apply = (held: { readonly layers: readonly LayerSummary[] }, { layer }: { readonly layer: LayerSummary }): { layers: LayerSummary[] } => ({
      layers: [...held.layers.filter(({ kind }) => kind !== layer.kind), layer],
    });
    return this.#options.client.follow('layers', {}, apply, ({ value, state }, change) => {
      this.#isStreamLive = state === 'live';
      // A layer that was not there at first and now is has everything new in it.
      const hasHeard = this.#hasHeard;
      this.#hasHeard ||= value !== null;
      for (const { kind, revision } of value?.layers ?? []) {
        const known = this.#revisions.get(kind);
        this.#revisions.set(kind, revision);
        if (known === revision || (known === undefined && !hasHeard)) continue;
        const ids = change?.layer.kind === kind ? change.changedIds : null;
        this.#of(kind)?.invalidate(ids);
        this.#wedges.forget(kind, ids);
      }
      this.#schedule();
    });
  }

  readonly #schedule = (): void => {
    const sinceLast = this.#options.clock.elapsed() - this.#arrangedAt;
    const pause = this.#isMoving ? ARRANGE_MOVING_MS : ARRANGE_EVERY_MS;
    this.#pending ??= this.#options.clock.after(Math.max(0, pause - sinceLast), () => {
      this.#pending = null;
      const frame = requestAnimationFrame(this.#arrange);
      this.#pending = disposable(() => cancelAnimationFrame(frame));
    });
  };

  readonly #arrange = (): void => {
    this.#pending = null;
    this.#arrangedAt = this.#options.clock.elapsed();
    const viewport = this.#viewport;
    if (viewport === null) return;
    this.#arranged = { resolution: viewport.resolution, extent: withMargin(viewport.extent) };
    const pictures = this.things.map((thing) => ({ thing, picture: thing.update() }));
    const context = this.#contextAt(viewport.resolution);
    const layers: readonly LayerPicture[] = pictures
      .filter(({ thing }) => thing.phase() !== 'hidden')
      .map(({ thing, picture }) => ({ definition: thing.definition, picture, shapes: thing.shapes?.drawn() ?? [] }));
    const measure = (text: string, px: number): number => this.#text.size(text, px, 500).width;
    const content = collectBoard(layers, this.#extra, { viewport, context, sprites: this.#sprites, measure, names: this.#look.names });
    this.#font.need(content.names.map(({ text }) => text).join(''));
    this.#board.show(content, viewport.resolution, context, this.#nameSprites);
    this.#showWedges(pictures, viewport);
    this.#tellStates(pictures);
    this.#arrangedListeners.tell();
  };

  #showWedges(pictures: readonly { readonly thing: TiledThings; readonly picture: TilePicture }[], { extent, resolution, zoom }: MapViewport): void {
    const targets = pictures.flatMap(({ thing, picture }): readonly WedgeTarget[] => {
      const { definition } = thing;
      if (definition.wedge === null || zoom < definition.wedge.fromZoom || thing.phase() === 'hidden') return [];
      return picture.points.filter(({ position }) => isWithin(extent, position)).map(({ id, lonLat, state }) => ({ definition, id, lonLat, state }));
    });
    this.#wedges.show(targets, paletteOf(this.#look.theme), groundResolution(resolution, (extent[1] + extent[3]) / 2));
  }

  #tellStates(pictures: readonly { readonly thing: TiledThings; readonly picture: TilePicture }[]): void {
    this.#states = pictures.map(({ thing, picture }) => {
      const phase = thing.phase();
      return { kind: thing.definition.kind, phase: phase === 'live' && !this.#isStreamLive ? 'stale' : phase, omittedCount: picture.omittedCount, gapCount: picture.gaps.length };
    });
    this.#gaps.show(this.#oldGaps(pictures.filter(({ thing }) => !thing.definition.isGround).flatMap(({ picture }) => picture.gaps)));
    this.#stateListeners.tell(this.#states);
  }

  /** Gaps that have been there for a while; looks again when the young ones have come of age. */
  #oldGaps(tiles: readonly Tile[]): readonly Tile[] {
    const now = this.#options.clock.elapsed();
    const keyOf = ({ z, x, y }: Tile): string => `${z}/${x}/${y}`;
    this.#gapSince = new Map(tiles.map((tile) => [keyOf(tile), this.#gapSince.get(keyOf(tile)) ?? now]));
    const old = tiles.filter((tile) => now - (this.#gapSince.get(keyOf(tile)) ?? now) >= GAP_AFTER_MS);
    if (old.length < tiles.length) {
      this.#gapTimer ??= this.#options.clock.after(GAP_AFTER_MS, () => {
        this.#gapTimer = null;
        this.#schedule();
      });
    }
    return old;
  }
}

const holds = (outer: MercatorExtent, inner: MercatorExtent): boolean => outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

/** Zoom of a resolution in metres of the Mercator plane a pixel. */
export const zoomOf = (resolution: number): number => Math.log2(156_543.033928041 / resolution);

export const createThingsOnMap = (options: ThingsOptions): ThingsOnMap => new Things(options);
