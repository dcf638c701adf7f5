// The lines and areas of a tile: which of them, read from the store when first needed, simplified to the pixel.
import { type PackedGeometry, packGeometry, packShapes } from '../../../shared/domain/atlas/packed-shapes.ts';
import { tileBounds } from '../../../shared/geo/tile-grid.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Bounds } from '../../../shared/kernel/units.ts';
import type { Reader } from '../store/store.ts';
import { type ByteCache, createByteCache } from './byte-cache.ts';
import { isVisible, type Layer } from './layer.ts';
import { PLACE } from './layer-columns.ts';
import { pixelMicrodegrees, simplifyShape } from './simplify-shape.ts';
import { createSlicer, type Slicer } from './slicer.ts';
import { parseGeometry } from './stored-thing.ts';
import { readGeometries } from './thing-ledger.ts';

export interface TileShapes {
  readonly ids: string[];
  readonly names: string[];
  readonly symbols: string[];
  readonly levels: string[];
  readonly states: string[];
  readonly structure: Uint8Array<ArrayBuffer>;
  readonly positions: Uint8Array<ArrayBuffer>;
  readonly omittedCount: number;
}

export interface ShapeTiles {
  /** `mask` is 1 for each slot a filter lets through; null for all. The answer holds for the layer at the call. */
  readonly read: (layer: Layer, mask: Uint8Array | null, filterKey: string, tile: { readonly z: number; readonly x: number; readonly y: number }) => Promise<TileShapes>;
}

/** More than anyone can tell apart in a tile of 256 pixels. */
const MOST_SHAPES = 4_000;
const MOST_POSITIONS = 40_000;
const ROWS_PER_READ = 100;
const GEOMETRY_CACHE_BYTES = 64 * 1024 * 1024;
const TILE_CACHE_BYTES = 32 * 1024 * 1024;
const BYTES_PER_SHAPE = 300;

const EMPTY: TileShapes = { ids: [], names: [], symbols: [], levels: [], states: [], structure: new Uint8Array(0), positions: new Uint8Array(0), omittedCount: 0 };

interface Candidate {
  readonly rowNumber: number;
  readonly id: string;
  readonly name: string;
  readonly symbol: string;
  readonly level: string;
  readonly state: string;
}

const touches = ({ columns }: Layer, slot: number, [west, south, east, north]: Bounds): boolean => {
  const at = 4 * slot;
  return (columns.boxes[at] ?? 0) <= east && (columns.boxes[at + 2] ?? 0) >= west && (columns.boxes[at + 1] ?? 0) <= north && (columns.boxes[at + 3] ?? 0) >= south;
};

const extentOf = ({ columns }: Layer, slot: number): number =>
  Math.max((columns.boxes[4 * slot + 2] ?? 0) - (columns.boxes[4 * slot] ?? 0), (columns.boxes[4 * slot + 3] ?? 0) - (columns.boxes[4 * slot + 1] ?? 0));

/** Slots to draw, the largest first where there are too many; half a million shapes are looked through in a few ms. */
const slotsIn = (layer: Layer, mask: Uint8Array | null, z: number, bounds: Bounds): readonly number[] => {
  const { columns } = layer;
  const found: number[] = [];
  for (let slot = 0; slot < layer.slotCount; slot += 1) {
    if (columns.places[slot] !== PLACE.shape || (columns.fromZooms[slot] ?? 0) > z) continue;
    if (touches(layer, slot, bounds) && isVisible(layer, slot) && (mask === null || mask[slot] === 1)) found.push(slot);
  }
  return found.length <= MOST_SHAPES ? found : found.toSorted((left, right) => extentOf(layer, right) - extentOf(layer, left));
};

const candidateOf = (layer: Layer, slot: number): Candidate => ({
  rowNumber: layer.columns.rowNumbers[slot] ?? 0,
  id: layer.columns.ids[slot] ?? '',
  name: layer.columns.names[slot] ?? '',
  symbol: layer.dictionaries.symbols.text(layer.columns.symbolNumbers[slot] ?? 0),
  level: layer.levelValues[layer.columns.levels[slot] ?? 0] ?? '',
  state: layer.dictionaries.states.text(layer.columns.stateNumbers[slot] ?? 0),
});

type Geometries = ByteCache<PackedGeometry>;

const packedOf = (text: string | null): PackedGeometry | null => {
  const geometry = parseGeometry(text);
  return geometry === null || geometry.type === 'Point' ? null : packGeometry(geometry);
};

/** By row number; a row never changes, so what is kept is never out of date. */
const readPacked = async (read: Reader, geometries: Geometries, candidates: readonly Candidate[], slicer: Slicer): Promise<ReadonlyMap<number, PackedGeometry>> => {
  const found = new Map<number, PackedGeometry>();
  const missing: number[] = [];
  for (const { rowNumber } of candidates) {
    const known = geometries.get(String(rowNumber));
    if (known === undefined) missing.push(rowNumber);
    else found.set(rowNumber, known);
  }
  for (let first = 0; first < missing.length; first += ROWS_PER_READ) {
    for (const [rowNumber, text] of await readGeometries(read, missing.slice(first, first + ROWS_PER_READ))) {
      const packed = packedOf(text);
      if (packed !== null) {
        found.set(rowNumber, packed);
        geometries.set(String(rowNumber), packed, packed.positions.byteLength + BYTES_PER_SHAPE);
      }
      if (slicer.isDue()) await slicer.pause();
    }
    await slicer.pause();
  }
  return found;
};

interface Drawn {
  readonly candidate: Candidate;
  readonly shape: PackedGeometry;
}

const simplifyAll = async (candidates: readonly Candidate[], packed: ReadonlyMap<number, PackedGeometry>, tolerance: number, slicer: Slicer): Promise<readonly Drawn[]> => {
  const drawn: Drawn[] = [];
  for (const candidate of candidates) {
    const shape = packed.get(candidate.rowNumber);
    if (shape !== undefined) drawn.push({ candidate, shape: simplifyShape(shape, tolerance) });
    if (slicer.isDue()) await slicer.pause();
  }
  return drawn;
};

/** As many from the front as have no more positions together than a tile may carry. */
const within = (drawn: readonly Drawn[]): readonly Drawn[] => {
  let positions = 0;
  const over = drawn.findIndex(({ shape }) => (positions += shape.positions.length / 2) > MOST_POSITIONS);
  return over === -1 ? drawn : drawn.slice(0, Math.max(1, over));
};

const tileOfDrawn = (drawn: readonly Drawn[], omittedCount: number): TileShapes => ({
  ids: drawn.map(({ candidate }) => candidate.id),
  names: drawn.map(({ candidate }) => candidate.name),
  symbols: drawn.map(({ candidate }) => candidate.symbol),
  levels: drawn.map(({ candidate }) => candidate.level),
  states: drawn.map(({ candidate }) => candidate.state),
  ...packShapes(drawn.map(({ shape }) => shape)),
  omittedCount,
});

const sizeOf = ({ ids, structure, positions }: TileShapes): number => ids.length * BYTES_PER_SHAPE + structure.byteLength + positions.byteLength;

/** Pixels a shape may differ by: one, or a little more where the tile would be too heavy otherwise. */
const TOLERANCES = [1, 2, 4] as const;

const draw = async (candidates: readonly Candidate[], packed: ReadonlyMap<number, PackedGeometry>, z: number, slicer: Slicer): Promise<readonly Drawn[]> => {
  let drawn: readonly Drawn[] = [];
  for (const pixels of TOLERANCES) {
    drawn = await simplifyAll(candidates, packed, pixels * pixelMicrodegrees(z), slicer);
    if (within(drawn).length === drawn.length) break;
  }
  return within(drawn);
};

export const createShapeTiles = (read: Reader, clock: Clock): ShapeTiles => {
  const geometries: Geometries = createByteCache(GEOMETRY_CACHE_BYTES);
  const tiles: ByteCache<TileShapes> = createByteCache(TILE_CACHE_BYTES);
  return {
    read: async (layer, mask, filterKey, { z, x, y }) => {
      const bounds = tileBounds({ z, x, y });
      if (layer.kind.geometry === 'point' || !bounds.ok) return EMPTY;
      const key = `${layer.kind.kind} ${layer.edits} ${z}/${x}/${y} ${filterKey}`;
      const known = tiles.get(key);
      if (known !== undefined) return known;
      const slots = slotsIn(layer, mask, z, bounds.value);
      const candidates = slots.slice(0, MOST_SHAPES).map((slot) => candidateOf(layer, slot));
      const slicer = createSlicer(clock);
      const packed = await readPacked(read, geometries, candidates, slicer);
      const drawn = await draw(candidates, packed, z, slicer);
      const tile = tileOfDrawn(drawn, slots.length - drawn.length);
      tiles.set(key, tile, sizeOf(tile));
      return tile;
    },
  };
};
