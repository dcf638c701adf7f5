// Puts together what can be shown now: the wanted tiles that are here, and for the others the old picture until they come.
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { ClusterItem, PointItem, ShapeItem, TileContent } from './tile-content.ts';
import { ancestor, children, isWithin, tileExtent, type MercatorExtent } from './tile-cover.ts';

/** Content of one tile, or the part of it that lies in `clip`. */
export interface TilePiece {
  readonly content: TileContent;
  readonly clip: MercatorExtent | null;
}

export interface TilePicture {
  readonly points: readonly PointItem[];
  readonly clusters: readonly ClusterItem[];
  /** Whole lines and areas, each once, from the finest tile that carries it. */
  readonly shapes: readonly PlacedShape[];
  /** How many lines and areas the station left out of the tiles shown. */
  readonly omittedCount: number;
  /** Wanted tiles of which nothing at all can be shown: blank there does not mean that nothing is there. */
  readonly gaps: readonly Tile[];
}

/** A shape and the zoom whose pixels it was simplified to. */
export interface PlacedShape {
  readonly shape: ShapeItem;
  readonly z: number;
}

/** How far out an old, coarser tile may still stand in. */
const FARTHEST_ANCESTOR = 4;

export type TileLookup = (tile: Tile) => TileContent | null;

const fromAncestor = (tile: Tile, lookup: TileLookup): TilePiece | null => {
  for (let steps = 1; steps <= FARTHEST_ANCESTOR; steps += 1) {
    const parent = ancestor(tile, steps);
    const content = parent === null ? null : lookup(parent);
    if (content !== null) return { content, clip: tileExtent(tile) };
  }
  return null;
};

const fromChildren = (tile: Tile, lookup: TileLookup): readonly TilePiece[] =>
  children(tile).flatMap((child) => {
    const content = lookup(child);
    return content === null ? [] : [{ content, clip: null }];
  });

/** What stands in for one wanted tile; empty where nothing can. */
export const piecesFor = (tile: Tile, lookup: TileLookup): readonly TilePiece[] => {
  const own = lookup(tile);
  if (own !== null) return [{ content: own, clip: null }];
  const finer = fromChildren(tile, lookup);
  if (finer.length === 4) return finer;
  const coarser = fromAncestor(tile, lookup);
  return coarser === null ? finer : [coarser];
};

const clipped = <T extends PointItem | ClusterItem>(items: readonly T[], clip: MercatorExtent | null): readonly T[] =>
  clip === null ? items : items.filter((item) => isWithin(clip, item.position));

/** The picture for the wanted tiles; what two tiles claim is drawn once. */
export const composePicture = (wanted: readonly Tile[], lookup: TileLookup): TilePicture => {
  const points = new Map<string, PointItem>();
  const clusters = new Map<string, ClusterItem>();
  const shapes = new Map<string, PlacedShape>();
  const used = new Set<TileContent>();
  const gaps: Tile[] = [];
  for (const tile of wanted) {
    const pieces = piecesFor(tile, lookup);
    if (pieces.length === 0) gaps.push(tile);
    for (const { content, clip } of pieces) {
      for (const point of clipped(content.points, clip)) points.set(point.id, point);
      for (const cluster of clipped(content.clusters, clip)) clusters.set(cluster.key, cluster);
      if (used.has(content)) continue;
      used.add(content);
      for (const shape of content.shapes) {
        const held = shapes.get(shape.id);
        if (held === undefined || held.z < content.tile.z) shapes.set(shape.id, { shape, z: content.tile.z });
      }
    }
  }
  const omittedCount = [...used].reduce((sum, content) => sum + content.omittedCount, 0);
  return { points: [...points.values()], clusters: [...clusters.values()], shapes: [...shapes.values()], omittedCount, gaps };
};

/** How fresh and whole a layer's picture is; each has its own look. */
export type FeedPhase = 'hidden' | 'loading' | 'live' | 'stale' | 'failed' | 'denied';

/** True where the picture is neither whole nor fresh, so that a window must say so. */
export const isDoubtful = (phase: FeedPhase): boolean => {
  switch (phase) {
    case 'stale':
    case 'failed':
    case 'denied':
      return true;
    case 'hidden':
    case 'loading':
    case 'live':
      return false;
    default:
      return assertNever(phase);
  }
};
