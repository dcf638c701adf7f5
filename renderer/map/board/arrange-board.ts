// Gives every symbol and name on the screen its place: symbols by importance, then names around them, nothing twice.
import { boxAround, createBoxIndex, type BoxIndex } from '../layout/box-index.ts';
import { displaceSymbols, type Displacement } from '../layout/displace-symbols.ts';
import { placeLabels, type LabelBox, type LabelPlace } from '../layout/place-labels.ts';
import type { BoardContent, BoardName, BoardSymbol } from './board-item.ts';
import { addSums, type ClusterSum } from './group-points.ts';

export interface Arrangement {
  readonly resolution: number;
  /** What is drawn: clusters without room have joined their neighbours. */
  readonly symbols: readonly BoardSymbol[];
  readonly displacements: ReadonlyMap<string, Displacement>;
  readonly labels: ReadonlyMap<string, LabelPlace>;
}

export const EMPTY_ARRANGEMENT: Arrangement = { resolution: 0, symbols: [], displacements: new Map(), labels: new Map() };

export interface TextSize {
  readonly width: number;
  readonly height: number;
}

/** More names than this make a map unreadable. */
const MOST_NAMES = 260;
/** The same road's or river's name again only after this many pixels. */
const REPEAT_PX = 360;

const withoutRepeats = (names: readonly BoardName[], resolution: number): readonly BoardName[] => {
  const seen = new Set<string>();
  return names.filter((name) => {
    if (name.symbolKey !== null || !name.look.isAlong) return true;
    const cell = `${name.text} ${Math.round(name.position[0] / resolution / REPEAT_PX)} ${Math.round(name.position[1] / resolution / REPEAT_PX)}`;
    if (seen.has(cell)) return false;
    seen.add(cell);
    return true;
  });
};

interface Placing {
  readonly resolution: number;
  readonly sizeOf: (name: BoardName) => TextSize;
  readonly symbols: ReadonlyMap<string, BoardSymbol>;
  readonly displacements: ReadonlyMap<string, Displacement>;
}

const labelBox = (name: BoardName, { resolution, sizeOf, symbols, displacements }: Placing): LabelBox => {
  const size = sizeOf(name);
  const [across, up] = [Math.abs(Math.cos(name.turn)), Math.abs(Math.sin(name.turn))];
  const symbol = name.symbolKey === null ? undefined : symbols.get(name.symbolKey);
  const at = name.symbolKey === null ? undefined : displacements.get(name.symbolKey);
  return {
    key: name.key,
    x: name.position[0] / resolution + (at?.dx ?? 0),
    y: -name.position[1] / resolution + (at?.dy ?? 0),
    clearance: symbol === undefined ? 0 : symbol.halfWidth + (symbol.mayMove ? 2 : 0),
    width: size.width * across + size.height * up,
    height: size.width * up + size.height * across,
    importance: name.importance,
    spots: name.others.map(([east, north]) => [(east - name.position[0]) / resolution, (name.position[1] - north) / resolution]),
  };
};

const displaced = (symbols: readonly BoardSymbol[], taken: BoxIndex, resolution: number, before: Arrangement): ReadonlyMap<string, Displacement> => {
  const boxes = symbols.map(({ key, position, halfWidth, halfHeight, importance }) => ({ key, x: position[0] / resolution, y: -position[1] / resolution, halfWidth, halfHeight, importance }));
  return displaceSymbols(boxes, taken, before.resolution === resolution ? before.displacements : new Map());
};

/** Clusters that found no place join the nearest cluster of their kind that did, so that nothing is left uncounted. */
const joined = (symbols: readonly BoardSymbol[], displacements: ReadonlyMap<string, Displacement>): readonly BoardSymbol[] => {
  const isCrowded = ({ key }: BoardSymbol): boolean => displacements.get(key)?.isCrowded === true;
  const placed = symbols.filter((symbol) => symbol.cluster !== null && !isCrowded(symbol));
  const sums = new Map<string, ClusterSum>();
  const gone = new Set<string>();
  for (const symbol of symbols) {
    if (symbol.cluster === null || !isCrowded(symbol)) continue;
    const host = nearest(symbol, placed);
    if (host?.cluster == null) continue;
    sums.set(host.key, addSums(sums.get(host.key) ?? host.cluster.sum, symbol.cluster.sum));
    gone.add(symbol.key);
  }
  return symbols.flatMap((symbol) => {
    const sum = sums.get(symbol.key);
    return gone.has(symbol.key) ? [] : [sum === undefined || symbol.cluster === null ? symbol : symbol.cluster.withSum(sum)];
  });
};

const nearest = (symbol: BoardSymbol, among: readonly BoardSymbol[]): BoardSymbol | null => {
  let [best, least] = [null as BoardSymbol | null, Number.POSITIVE_INFINITY];
  for (const other of among) {
    if (other.cluster?.kind !== symbol.cluster?.kind) continue;
    const far = (other.position[0] - symbol.position[0]) ** 2 + (other.position[1] - symbol.position[1]) ** 2;
    if (far < least) [best, least] = [other, far];
  }
  return best;
};

/** `before` keeps things where they were as long as the scale is the same. */
export const arrangeBoard = (content: BoardContent, resolution: number, sizeOf: (name: BoardName) => TextSize, before: Arrangement): Arrangement => {
  const taken = createBoxIndex();
  const isSameScale = before.resolution === resolution;
  const take = (stays: (symbol: BoardSymbol) => boolean): void => {
    for (const symbol of content.symbols) {
      if (stays(symbol)) taken.add(boxAround(symbol.position[0] / resolution, -symbol.position[1] / resolution, symbol.halfWidth, symbol.halfHeight));
    }
  };
  take(({ isFirm }) => isFirm);
  const symbols = new Map(content.symbols.map((symbol) => [symbol.key, symbol]));
  const place = (names: readonly BoardName[], displacements: ReadonlyMap<string, Displacement>): ReadonlyMap<string, LabelPlace> => {
    const boxes = names.map((name) => labelBox(name, { resolution, sizeOf, symbols, displacements }));
    return placeLabels(boxes, taken, isSameScale ? before.labels : new Map(), MOST_NAMES);
  };
  const anchors = place(content.names.filter(({ isAnchor }) => isAnchor), new Map());
  const displacements = displaced(content.symbols.filter(({ mayMove }) => mayMove), taken, resolution, before);
  take(({ isFirm, mayMove }) => !isFirm && !mayMove);
  const others = withoutRepeats(content.names.filter(({ isAnchor }) => !isAnchor), resolution);
  const named = others.filter(({ symbolKey }) => symbolKey === null || displacements.get(symbolKey)?.isCrowded !== true);
  const labels = new Map([...anchors, ...place(named, displacements)]);
  return { resolution, symbols: joined(content.symbols, displacements), displacements, labels };
};
