// Points in a tree of square map cells that count themselves, so that a tile of a million points costs as little as one of ten.
import type { LonLat } from '../../../shared/kernel/units.ts';

/** The columns the grid reads, by slot; they may be replaced by longer ones when the layer grows. */
export interface PointColumns {
  /** Degrees. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Column and row of the tile at zoom 28. */
  readonly tileX: Int32Array;
  readonly tileY: Int32Array;
  /** Index of the level; 0 unknown. */
  readonly levels: Uint8Array;
}

export interface GridCluster {
  /** Mean of its points. */
  readonly position: LonLat;
  readonly count: number;
  /** By index of level; 0 unknown. */
  readonly levels: readonly number[];
}

export interface GridTile {
  /** Slots, ascending. */
  readonly points: readonly number[];
  readonly clusters: readonly GridCluster[];
}

export interface PointGrid {
  /** The slot's columns must be filled, and stay as they are until it is removed. */
  readonly insert: (slot: number) => void;
  readonly remove: (slot: number) => void;
  readonly size: () => number;
  /** Up to 256 points as they are; more as cells of 64 pixels, those with one point as that point. */
  readonly tile: (z: number, x: number, y: number) => GridTile;
}

/** Zoom at which positions are numbered. */
export const TILE_BITS = 28;
/** Each step of the tree covers two zooms, so a tile's 64-pixel cells are the children of its node. */
const STEP = 2;
const FAN = 16;
/** Zoom of the leaves, each with the list of its points: 2.4 km at the equator. */
const LEAF_ZOOM = 14;
const CELLS_ACROSS = 4;
const MOST_POINTS = 256;
const MICRO = 1e6;
const NONE = -1;

/** Columns by node, in whole microdegrees so that sums are exact and taking away undoes adding. */
interface Tree {
  readonly levelCount: number;
  used: number;
  counts: Uint32Array;
  eastSums: Float64Array;
  northSums: Float64Array;
  levelCounts: Uint32Array;
  /** 16 children of each node; of a leaf, the first is the slot its list begins with. */
  children: Int32Array;
  /** List of a leaf's slots, by slot. */
  next: Int32Array;
  previous: Int32Array;
}

const grown = <T extends Float64Array | Int32Array | Uint32Array>(old: T, length: number, make: (length: number) => T): T => {
  const longer = make(length);
  longer.set(old);
  return longer;
};

const newNode = (tree: Tree): number => {
  const node = tree.used;
  if (node === tree.counts.length) {
    const length = 2 * node;
    tree.counts = grown(tree.counts, length, (size) => new Uint32Array(size));
    tree.eastSums = grown(tree.eastSums, length, (size) => new Float64Array(size));
    tree.northSums = grown(tree.northSums, length, (size) => new Float64Array(size));
    tree.levelCounts = grown(tree.levelCounts, length * tree.levelCount, (size) => new Uint32Array(size));
    tree.children = grown(tree.children, length * FAN, (size) => new Int32Array(size));
  }
  tree.children.fill(NONE, node * FAN, (node + 1) * FAN);
  tree.used = node + 1;
  return node;
};

const FIRST_NODES = 256;

const createTree = (levelCount: number): Tree => {
  const tree: Tree = {
    levelCount,
    used: 0,
    counts: new Uint32Array(FIRST_NODES),
    eastSums: new Float64Array(FIRST_NODES),
    northSums: new Float64Array(FIRST_NODES),
    levelCounts: new Uint32Array(FIRST_NODES * levelCount),
    children: new Int32Array(FIRST_NODES * FAN),
    next: new Int32Array(0),
    previous: new Int32Array(0),
  };
  newNode(tree);
  return tree;
};

const ensureLists = (tree: Tree, slots: number): void => {
  if (tree.next.length >= slots) return;
  tree.next = grown(tree.next, slots, (size) => new Int32Array(size));
  tree.previous = grown(tree.previous, slots, (size) => new Int32Array(size));
};

/** Which of the 16 children of a cell of `zoom` a position at zoom 28 lies in. */
const childAt = (zoom: number, x: number, y: number): number => {
  const shift = TILE_BITS - zoom - STEP;
  return ((y >> shift) & 3) * CELLS_ACROSS + ((x >> shift) & 3);
};

const count = (tree: Tree, columns: PointColumns, node: number, slot: number, sign: 1 | -1): void => {
  tree.counts[node] = (tree.counts[node] ?? 0) + sign;
  tree.eastSums[node] = (tree.eastSums[node] ?? 0) + sign * Math.round((columns.longitudes[slot] ?? 0) * MICRO);
  tree.northSums[node] = (tree.northSums[node] ?? 0) + sign * Math.round((columns.latitudes[slot] ?? 0) * MICRO);
  const level = node * tree.levelCount + (columns.levels[slot] ?? 0);
  tree.levelCounts[level] = (tree.levelCounts[level] ?? 0) + sign;
};

/** Walks from the root to the slot's leaf, counting in every node; makes missing nodes. */
const countDown = (tree: Tree, columns: PointColumns, slot: number, sign: 1 | -1): number => {
  const [x, y] = [columns.tileX[slot] ?? 0, columns.tileY[slot] ?? 0];
  let node = 0;
  count(tree, columns, node, slot, sign);
  for (let zoom = 0; zoom < LEAF_ZOOM; zoom += STEP) {
    const place = node * FAN + childAt(zoom, x, y);
    let child = tree.children[place] ?? NONE;
    if (child === NONE) {
      child = newNode(tree);
      tree.children[place] = child;
    }
    node = child;
    count(tree, columns, node, slot, sign);
  }
  return node;
};

const link = (tree: Tree, leaf: number, slot: number): void => {
  const head = tree.children[leaf * FAN] ?? NONE;
  tree.next[slot] = head;
  tree.previous[slot] = NONE;
  if (head !== NONE) tree.previous[head] = slot;
  tree.children[leaf * FAN] = slot;
};

const unlink = (tree: Tree, leaf: number, slot: number): void => {
  const [before, after] = [tree.previous[slot] ?? NONE, tree.next[slot] ?? NONE];
  if (before === NONE) tree.children[leaf * FAN] = after;
  else tree.next[before] = after;
  if (after !== NONE) tree.previous[after] = before;
};

/** The node of a cell of even zoom up to 14; -1 where nothing lies in it. */
const nodeAt = (tree: Tree, zoom: number, x: number, y: number): number => {
  let node = 0;
  const [east, south] = [x * 2 ** (TILE_BITS - zoom), y * 2 ** (TILE_BITS - zoom)];
  for (let at = 0; at < zoom && node !== NONE; at += STEP) node = tree.children[node * FAN + childAt(at, east, south)] ?? NONE;
  return node === NONE || tree.counts[node] === 0 ? NONE : node;
};

/** The one node of a cell of even zoom, or the up to four that make one of odd zoom; up to zoom 14. */
const nodesAt = (tree: Tree, zoom: number, x: number, y: number): readonly number[] => {
  if (zoom % STEP === 0) return [nodeAt(tree, zoom, x, y)].filter((node) => node !== NONE);
  const halves = [0, 1] as const;
  return halves.flatMap((down) => halves.map((right) => nodeAt(tree, zoom + 1, 2 * x + right, 2 * y + down))).filter((node) => node !== NONE);
};

const countOf = (tree: Tree, nodes: readonly number[]): number => nodes.reduce((sum, node) => sum + (tree.counts[node] ?? 0), 0);

/** The zoom of the nodes `nodesAt` gives. */
const evenZoom = (zoom: number): number => zoom + (zoom % STEP);

const gather = (tree: Tree, node: number, zoom: number, into: number[]): void => {
  if (zoom === LEAF_ZOOM) {
    for (let slot = tree.children[node * FAN] ?? NONE; slot !== NONE; slot = tree.next[slot] ?? NONE) into.push(slot);
    return;
  }
  for (let child = 0; child < FAN; child += 1) {
    const below = tree.children[node * FAN + child] ?? NONE;
    if (below !== NONE && (tree.counts[below] ?? 0) > 0) gather(tree, below, zoom + STEP, into);
  }
};

const gatherAll = (tree: Tree, nodes: readonly number[], zoom: number): number[] => {
  const slots: number[] = [];
  for (const node of nodes) gather(tree, node, zoom, slots);
  return slots;
};

interface Sum {
  count: number;
  east: number;
  north: number;
  readonly levels: number[];
  /** The one slot of a cell with one point, where it is at hand. */
  slot: number;
}

const emptySum = (tree: Tree): Sum => ({ count: 0, east: 0, north: 0, levels: Array.from({ length: tree.levelCount }, () => 0), slot: NONE });

const clusterOf = (sum: Sum): GridCluster => ({
  position: [sum.east / sum.count / MICRO, sum.north / sum.count / MICRO],
  count: sum.count,
  levels: sum.levels,
});

const sumNodes = (tree: Tree, nodes: readonly number[], zoom: number): Sum => {
  const sum = emptySum(tree);
  for (const node of nodes) {
    sum.count += tree.counts[node] ?? 0;
    sum.east += tree.eastSums[node] ?? 0;
    sum.north += tree.northSums[node] ?? 0;
    for (let level = 0; level < tree.levelCount; level += 1) {
      sum.levels[level] = (sum.levels[level] ?? 0) + (tree.levelCounts[node * tree.levelCount + level] ?? 0);
    }
  }
  if (sum.count === 1) sum.slot = gatherAll(tree, nodes, zoom)[0] ?? NONE;
  return sum;
};

const tileOfSums = (sums: readonly Sum[]): GridTile => ({
  points: sums.filter((sum) => sum.count === 1).map((sum) => sum.slot).toSorted((left, right) => left - right),
  clusters: sums.filter((sum) => sum.count > 1).map(clusterOf),
});

/** Cells of a tile whose cells are nodes of the tree. */
const cellsFromNodes = (tree: Tree, z: number, x: number, y: number): GridTile =>
  tileOfSums(
    Array.from({ length: FAN }, (_, cell) =>
      sumNodes(tree, nodesAt(tree, z + STEP, CELLS_ACROSS * x + (cell % CELLS_ACROSS), CELLS_ACROSS * y + Math.floor(cell / CELLS_ACROSS)), evenZoom(z + STEP)),
    ),
  );

/** Cells of a tile from its points, below the leaves. */
const cellsFromPoints = (tree: Tree, columns: PointColumns, slots: readonly number[], z: number): GridTile => {
  const sums = Array.from({ length: FAN }, () => emptySum(tree));
  for (const slot of slots) {
    const sum = sums[childAt(z, columns.tileX[slot] ?? 0, columns.tileY[slot] ?? 0)];
    if (sum === undefined) continue;
    sum.count += 1;
    sum.east += Math.round((columns.longitudes[slot] ?? 0) * MICRO);
    sum.north += Math.round((columns.latitudes[slot] ?? 0) * MICRO);
    const level = columns.levels[slot] ?? 0;
    sum.levels[level] = (sum.levels[level] ?? 0) + 1;
    sum.slot = slot;
  }
  return tileOfSums(sums);
};

const slotsBelowLeaf = (tree: Tree, columns: PointColumns, z: number, x: number, y: number): number[] => {
  const [up, shift] = [z - LEAF_ZOOM, TILE_BITS - z];
  const leaf = nodeAt(tree, LEAF_ZOOM, x >> up, y >> up);
  if (leaf === NONE) return [];
  return gatherAll(tree, [leaf], LEAF_ZOOM).filter((slot) => (columns.tileX[slot] ?? 0) >> shift === x && (columns.tileY[slot] ?? 0) >> shift === y);
};

const tileAt = (tree: Tree, columns: PointColumns, z: number, x: number, y: number): GridTile => {
  const nodes = z <= LEAF_ZOOM ? nodesAt(tree, z, x, y) : [];
  if (z + STEP <= LEAF_ZOOM && countOf(tree, nodes) > MOST_POINTS) return cellsFromNodes(tree, z, x, y);
  const slots = z <= LEAF_ZOOM ? gatherAll(tree, nodes, evenZoom(z)) : slotsBelowLeaf(tree, columns, z, x, y);
  if (slots.length > MOST_POINTS) return cellsFromPoints(tree, columns, slots, z);
  return { points: slots.toSorted((left, right) => left - right), clusters: [] };
};

/**
 * `levelCount` is the number of levels, the unknown one included. About 120 bytes a cell with anything in it and
 * 8 bytes a slot; made for a region (a county has some 1,500 cells), not for points strewn over the world.
 */
export const createPointGrid = (columns: PointColumns, levelCount: number): PointGrid => {
  const tree = createTree(levelCount);
  return {
    insert: (slot) => {
      ensureLists(tree, columns.tileX.length);
      link(tree, countDown(tree, columns, slot, 1), slot);
    },
    remove: (slot) => unlink(tree, countDown(tree, columns, slot, -1), slot),
    size: () => tree.counts[0] ?? 0,
    tile: (z, x, y) => tileAt(tree, columns, z, x, y),
  };
};
