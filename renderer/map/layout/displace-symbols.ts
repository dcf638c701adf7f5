// Moves symbols that would cover one another aside, the less important ones, a short way and always to the same place.
import { boxAround, type BoxIndex } from './box-index.ts';

export interface SymbolBox {
  readonly key: string;
  /** True place in pixels of the map's plane, y downward. */
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** The higher keeps its place. */
  readonly importance: number;
}

export interface Displacement {
  readonly dx: number;
  readonly dy: number;
  /** No free place was near: it lies under or over others at its true place. */
  readonly isCrowded: boolean;
}

const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0.85, -0.85],
  [-0.85, -0.85],
  [0.85, 0.85],
  [-0.85, 0.85],
] as const;

const RINGS = [1, 1.8, 2.6] as const;
const STAY = { dx: 0, dy: 0, isCrowded: false } as const;
/** Symbols may touch this much before one is moved. */
const TOLERATED_PX = 2;

const candidates = function* (symbol: SymbolBox, previous: Displacement | undefined): Generator<Displacement> {
  yield STAY;
  if (previous !== undefined && !previous.isCrowded) yield previous;
  for (const ring of RINGS) {
    for (const [east, south] of DIRECTIONS) {
      yield { dx: Math.round(east * ring * symbol.halfWidth * 2), dy: Math.round(south * ring * symbol.halfHeight * 2), isCrowded: false };
    }
  }
};

const place = (symbol: SymbolBox, taken: BoxIndex, previous: Displacement | undefined): Displacement => {
  const [halfWidth, halfHeight] = [symbol.halfWidth - TOLERATED_PX, symbol.halfHeight - TOLERATED_PX];
  for (const candidate of candidates(symbol, previous)) {
    const box = boxAround(symbol.x + candidate.dx, symbol.y + candidate.dy, halfWidth, halfHeight);
    if (!taken.isFree(box)) continue;
    taken.add(box);
    return candidate;
  }
  taken.add(boxAround(symbol.x, symbol.y, halfWidth, halfHeight));
  return { dx: 0, dy: 0, isCrowded: true };
};

/** Every symbol's displacement by key; `previous` is tried again first, so that nothing jumps without need. */
export const displaceSymbols = (symbols: readonly SymbolBox[], taken: BoxIndex, previous: ReadonlyMap<string, Displacement>): ReadonlyMap<string, Displacement> => {
  const sorted = symbols.toSorted((left, right) => right.importance - left.importance || (left.key < right.key ? -1 : 1));
  return new Map(sorted.map((symbol) => [symbol.key, place(symbol, taken, previous.get(symbol.key))] as const));
};
