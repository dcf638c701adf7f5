// One map tile of one kind as the station sent it, turned into what the map draws.
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import { unpackShapes } from '../../../shared/domain/atlas/packed-shapes.ts';
import type { ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import { lonLatToMercator, type MercatorPoint, type Tile } from '../../../shared/geo/tile-grid.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';

export interface PointItem {
  readonly id: string;
  readonly name: string;
  readonly lonLat: LonLat;
  readonly position: MercatorPoint;
  readonly symbol: string;
  readonly level: string;
  readonly state: string;
}

export interface ClusterItem {
  /** Unique within its kind while the tile is the same. */
  readonly key: string;
  readonly lonLat: LonLat;
  readonly position: MercatorPoint;
  readonly count: number;
  readonly levels: { readonly [level: string]: number };
}

export interface ShapeItem {
  readonly id: string;
  readonly name: string;
  readonly geometry: ThingGeometry;
  /** Equal for equal geometries, and for different ones once in four thousand million. */
  readonly signature: number;
  readonly symbol: string;
  readonly level: string;
  readonly state: string;
}

export interface TileContent {
  readonly tile: Tile;
  readonly revision: number;
  readonly points: readonly PointItem[];
  readonly clusters: readonly ClusterItem[];
  readonly shapes: readonly ShapeItem[];
  /** Lines and areas the station left out because the tile had too many. */
  readonly omittedCount: number;
  /** Epoch milliseconds of the moment it speaks of when it came from the seat's replica; null when the station said it just now. */
  readonly heardAt: number | null;
}

type RawTile = OutputOf<'readTile'>;

const MICRODEGREES = 1_000_000;
const PAIR_BYTES = 8;

const pointsOf = (raw: RawTile['points']): readonly PointItem[] | null => {
  const { ids, names, positions, symbols, levels, states } = raw;
  if (positions.byteLength !== ids.length * PAIR_BYTES) return null;
  const view = new DataView(positions.buffer, positions.byteOffset, positions.byteLength);
  return ids.map((id, index) => {
    const lonLat: LonLat = [view.getInt32(index * PAIR_BYTES, true) / MICRODEGREES, view.getInt32(index * PAIR_BYTES + 4, true) / MICRODEGREES];
    return {
      id,
      name: names[index] ?? '',
      lonLat,
      position: lonLatToMercator(lonLat),
      symbol: symbols[index] ?? '',
      level: levels[index] ?? '',
      state: states[index] ?? '',
    };
  });
};

/** FNV-1a over the numbers of nested coordinate arrays, to the microdegree. */
const signatureOf = (coordinates: unknown, seed = 0x811c9dc5): number => {
  if (typeof coordinates === 'number') return Math.imul(seed ^ Math.round(coordinates * MICRODEGREES), 0x01000193);
  let hash = seed;
  if (Array.isArray(coordinates)) for (const part of coordinates) hash = signatureOf(part, Math.imul(hash ^ coordinates.length, 0x01000193));
  return hash;
};

const shapesOf = (raw: RawTile['shapes']): readonly ShapeItem[] | null => {
  let geometries: readonly ThingGeometry[];
  try {
    geometries = unpackShapes(raw);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  if (geometries.length !== raw.ids.length) return null;
  return geometries.map((geometry, index) => ({
    id: raw.ids[index] ?? '',
    name: raw.names[index] ?? '',
    geometry,
    signature: signatureOf(geometry.coordinates),
    symbol: raw.symbols[index] ?? '',
    level: raw.levels[index] ?? '',
    state: raw.states[index] ?? '',
  }));
};

/** Fails where the numbers do not match the things they belong to: nothing of such a tile can be trusted to be in its place. */
export const tileContent = (tile: Tile, raw: RawTile, heardAt: number | null): Result<TileContent, 'malformed'> => {
  const points = pointsOf(raw.points);
  const shapes = shapesOf(raw.shapes);
  if (points === null || shapes === null) return failure('malformed');
  const clusters = raw.clusters.map((cluster, index) => ({
    key: `${tile.z}/${tile.x}/${tile.y}/${index}`,
    lonLat: cluster.position,
    position: lonLatToMercator(cluster.position),
    count: cluster.count,
    levels: cluster.levels,
  }));
  return success({ tile, revision: raw.revision, points, clusters, shapes, omittedCount: raw.shapes.omittedCount, heardAt });
};
