// Gives every symbol and name on the screen its place: symbols by importance, then names around them, nothing twice.
import { boxAround, createBoxIndex, type BoxIndex } from '../layout/box-index.ts';
import { displaceSymbols, type Displacement } from '../layout/displace-symbols.ts';
import { placeLabels, type LabelBox, type LabelPlace } from '../layout/place-labels.ts';
import type { BoardContent, BoardName, BoardSymbol } from './board-item.ts';

export interface Arrangement {
  readonly resolution: number;
  readonly displacements: ReadonlyMap<string, Displacement>;
  readonly labels: ReadonlyMap<string, LabelPlace>;
}

export const EMPTY_ARRANGEMENT: Arrangement = { resolution: 0, displacements: new Map(), labels: new Map() };

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

const labelBox = (name: BoardName, symbol: BoardSymbol | undefined, at: Displacement | undefined, size: TextSize, resolution: number): LabelBox => {
  const [across, up] = [Math.abs(Math.cos(name.turn)), Math.abs(Math.sin(name.turn))];
  return {
    key: name.key,
    x: name.position[0] / resolution + (at?.dx ?? 0),
    y: -name.position[1] / resolution + (at?.dy ?? 0),
    clearance: symbol === undefined ? 0 : symbol.halfWidth + (symbol.mayMove ? 2 : 0),
    width: size.width * across + size.height * up,
    height: size.width * up + size.height * across,
    importance: name.importance,
  };
};

const displaced = (symbols: readonly BoardSymbol[], taken: BoxIndex, resolution: number, before: Arrangement): ReadonlyMap<string, Displacement> => {
  const boxes = symbols.map(({ key, position, halfWidth, halfHeight, importance }) => ({ key, x: position[0] / resolution, y: -position[1] / resolution, halfWidth, halfHeight, importance }));
  return displaceSymbols(boxes, taken, before.resolution === resolution ? before.displacements : new Map());
};

/** `before` keeps things where they were as long as the scale is the same. */
export const arrangeBoard = (content: BoardContent, resolution: number, sizeOf: (name: BoardName) => TextSize, before: Arrangement): Arrangement => {
  const taken = createBoxIndex();
  const displacements = displaced(content.symbols.filter(({ mayMove }) => mayMove), taken, resolution, before);
  for (const { mayMove, position, halfWidth, halfHeight } of content.symbols) {
    if (!mayMove) taken.add(boxAround(position[0] / resolution, -position[1] / resolution, halfWidth, halfHeight));
  }
  const symbols = new Map(content.symbols.map((symbol) => [symbol.key, symbol]));
  const names = withoutRepeats(content.names, resolution).filter(({ symbolKey }) => symbolKey === null || displacements.get(symbolKey)?.isCrowded !== true);
  const boxes = names.map((name) => {
    const symbol = name.symbolKey === null ? undefined : symbols.get(name.symbolKey);
    return labelBox(name, symbol, displacements.get(name.key), sizeOf(name), resolution);
  });
  const labels = placeLabels(boxes, taken, before.resolution === resolution ? before.labels : new Map(), MOST_NAMES);
  return { resolution, displacements, labels };
};
