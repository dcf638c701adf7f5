// One kind of thing on the map: its tiles, its lines and areas, and the points it hands to the symbol board.
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import { disposeAll, type Disposable } from '../../../shared/kernel/disposable.ts';
import { coverTiles, type MercatorExtent } from '../tiles/tile-cover.ts';
import { createTileFeed, type TileFeedOptions } from '../tiles/tile-feed.ts';
import type { FeedPhase, TilePicture } from '../tiles/tile-picture.ts';
import type { LayerDefinition, StyleContext } from './layer-definition.ts';
import { createShapeLayer, type ShapeLayer } from './shape-layer.ts';

export interface MapViewport {
  readonly extent: MercatorExtent;
  readonly resolution: number;
  readonly zoom: number;
}

export interface TiledThings extends Disposable {
  readonly definition: LayerDefinition;
  /** Null for kinds that are points alone. */
  readonly shapes: ShapeLayer | null;
  readonly setViewport: (viewport: MapViewport) => void;
  readonly setVisible: (isVisible: boolean) => void;
  readonly isVisible: () => boolean;
  readonly setFilter: (filter: AtlasFilter | undefined) => void;
  readonly invalidate: (changedIds: readonly string[] | null) => void;
  readonly retryNow: () => void;
  /** Brings the lines and areas up to what has come; returns what there is. */
  readonly update: () => TilePicture;
  readonly phase: () => FeedPhase;
}

const DEEPEST_TILE = 20;

/** Tiles are shown at twice their size: fewer requests, and clusters that leave room for each other. */
export const tileZoom = (zoom: number, offset: number): number => Math.min(DEEPEST_TILE, Math.max(0, Math.round(zoom) - 1 + offset));

/** The middle of the range of view zooms that a tile zoom serves, a little closer so that nothing comes late. */
const viewZoom = (z: number, offset: number): number => z + 1 - offset + 0.5;

export interface TiledThingsOptions extends Pick<TileFeedOptions, 'client' | 'pool' | 'clock' | 'onChange'> {
  readonly definition: LayerDefinition;
  readonly isVisible: boolean;
  readonly contextAt: (resolution: number) => StyleContext;
}

export const createTiledThings = ({ definition, isVisible, contextAt, client, pool, clock, onChange }: TiledThingsOptions): TiledThings => {
  const offset = definition.tileZoomOffset;
  const feed = createTileFeed({ kind: definition.kind, client, pool, clock, onChange, symbolsAt: (z) => definition.symbolsAt(viewZoom(z, offset)) });
  const shapes = definition.shape === null ? null : createShapeLayer(definition, contextAt);
  let isShown = isVisible;
  let viewport: MapViewport | null = null;
  let shown: TilePicture | null = null;
  const want = (): void => {
    const isWanted = viewport !== null && isShown && viewport.zoom >= definition.minZoom;
    feed.setWanted(isWanted && viewport !== null ? coverTiles(viewport.extent, tileZoom(viewport.zoom, offset)) : null);
    shapes?.layer.setVisible(isWanted);
  };
  return {
    definition,
    shapes,
    setViewport: (next) => {
      viewport = next;
      want();
    },
    setVisible: (next) => {
      isShown = next;
      want();
    },
    isVisible: () => isShown,
    setFilter: feed.setFilter,
    invalidate: feed.invalidate,
    retryNow: feed.retryNow,
    update: () => {
      const picture = feed.picture();
      if (picture !== shown) shapes?.show(picture.shapes);
      shown = picture;
      return picture;
    },
    phase: feed.phase,
    ...disposeAll(feed, ...(shapes === null ? [] : [shapes])),
  };
};
