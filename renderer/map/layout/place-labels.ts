// Finds a free place for each name beside its symbol, the important first; a name without room is left out.
import { boxAround, type Box, type BoxIndex } from './box-index.ts';

export interface LabelBox {
  readonly key: string;
  /** Middle of the symbol, or of the place an area's name belongs to, in pixels of the map's plane, y downward. */
  readonly x: number;
  readonly y: number;
  /** Half the size of what the name stands beside; 0 where it is centred on the place itself. */
  readonly clearance: number;
  readonly width: number;
  readonly height: number;
  readonly importance: number;
  /** Other places for its middle, from the first, tried in this order; for names of areas. */
  readonly spots: readonly (readonly [dx: number, dy: number])[];
}

export interface LabelPlace {
  readonly key: string;
  /** From the place to the middle of the label. */
  readonly dx: number;
  readonly dy: number;
}

const GAP_PX = 3;

/** Right first: Chinese names are read from their symbol on; then left, below, above and the corners. */
const around = ({ clearance, width, height, spots }: LabelBox): readonly (readonly [number, number])[] => {
  if (clearance === 0) return [[0, 0], ...spots];
  const [besides, above] = [clearance + GAP_PX + width / 2, clearance + GAP_PX + height / 2];
  return [
    [besides, 0],
    [-besides, 0],
    [0, above],
    [0, -above],
    [besides, above * 0.6],
    [besides, -above * 0.6],
    [-besides, above * 0.6],
    [-besides, -above * 0.6],
  ];
};

const boxOf = (label: LabelBox, [dx, dy]: readonly [number, number]): Box => boxAround(label.x + dx, label.y + dy, label.width / 2, label.height / 2);

/** `most` bounds how many names a screen bears. `taken` holds the symbols and receives the labels. */
export const placeLabels = (labels: readonly LabelBox[], taken: BoxIndex, previous: ReadonlyMap<string, LabelPlace>, most: number): ReadonlyMap<string, LabelPlace> => {
  const places = new Map<string, LabelPlace>();
  const sorted = labels.toSorted((left, right) => right.importance - left.importance || (left.key < right.key ? -1 : 1));
  for (const label of sorted) {
    if (places.size >= most) break;
    const old = previous.get(label.key);
    const tried = old === undefined ? around(label) : [[old.dx, old.dy] as const, ...around(label)];
    const found = tried.find((offset) => taken.isFree(boxOf(label, offset)));
    if (found === undefined) continue;
    taken.add(boxOf(label, found));
    places.set(label.key, { key: label.key, dx: found[0], dy: found[1] });
  }
  return places;
};
