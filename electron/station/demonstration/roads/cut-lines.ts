// Every crossing of two roads becomes a junction: lines are cut where they meet, and close ends become one node.
import { createSegmentList, type SegmentIndex } from '../segment-index.ts';
import type { Points, RawLine } from './raw-line.ts';

/** A piece of road between two nodes. */
export interface Piece extends Points {
  readonly line: RawLine;
  from: number;
  to: number;
}

export interface CutNetwork {
  readonly pieces: Piece[];
  readonly nodeX: number[];
  readonly nodeY: number[];
}

const SNAP_METRES = 2.5;
const BUCKET_METRES = 90;

interface Cut {
  /** Segment number within the line plus the share along it. */
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** Gives the same node to places within a few metres. */
const createNodes = (): { readonly x: number[]; readonly y: number[]; readonly at: (x: number, y: number) => number } => {
  const xs: number[] = [];
  const ys: number[] = [];
  const buckets = new Map<number, number[]>();
  const key = (x: number, y: number): number => Math.floor(x / SNAP_METRES) * 0x100000 + Math.floor(y / SNAP_METRES);
  const at = (x: number, y: number): number => {
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const node of buckets.get(key(x + dx * SNAP_METRES, y + dy * SNAP_METRES)) ?? []) if (Math.hypot(xs[node]! - x, ys[node]! - y) <= SNAP_METRES) return node;
      }
    }
    const own = key(x, y);
    buckets.set(own, [...(buckets.get(own) ?? []), xs.length]);
    xs.push(x);
    ys.push(y);
    return xs.length - 1;
  };
  return { x: xs, y: ys, at };
};

interface Segments {
  readonly index: SegmentIndex;
  readonly lineOf: Int32Array;
  readonly within: Int32Array;
}

const gather = (lines: readonly RawLine[], width: number, height: number): Segments => {
  const list = createSegmentList(width, height);
  const lineOf: number[] = [];
  const within: number[] = [];
  lines.forEach((line, number) => {
    if (line.isSeparated) return;
    for (let segment = 0; segment + 1 < line.xs.length; segment += 1) {
      list.add(line.xs[segment]!, line.ys[segment]!, line.xs[segment + 1]!, line.ys[segment + 1]!);
      lineOf.push(number);
      within.push(segment);
    }
  });
  return { index: list.close(BUCKET_METRES), lineOf: Int32Array.from(lineOf), within: Int32Array.from(within) };
};

/** Shares along both segments where they cross, ends included with a little grace. */
const meet = (index: SegmentIndex, one: number, two: number): readonly [number, number] | undefined => {
  const { ax, ay, bx, by } = index;
  const rx = bx[one]! - ax[one]!;
  const ry = by[one]! - ay[one]!;
  const sx = bx[two]! - ax[two]!;
  const sy = by[two]! - ay[two]!;
  const turn = rx * sy - ry * sx;
  if (Math.abs(turn) < 1e-7) return undefined;
  const t = ((ax[two]! - ax[one]!) * sy - (ay[two]! - ay[one]!) * sx) / turn;
  const u = ((ax[two]! - ax[one]!) * ry - (ay[two]! - ay[one]!) * rx) / turn;
  const graceT = 0.05 / Math.hypot(rx, ry);
  const graceU = 0.05 / Math.hypot(sx, sy);
  return t >= -graceT && t <= 1 + graceT && u >= -graceU && u <= 1 + graceU ? [Math.min(1, Math.max(0, t)), Math.min(1, Math.max(0, u))] : undefined;
};

const findCuts = (lines: readonly RawLine[], segments: Segments): readonly Cut[][] => {
  const { index, lineOf, within } = segments;
  const cuts: Cut[][] = lines.map(() => []);
  const seen = new Int32Array(index.count).fill(-1);
  for (let one = 0; one < index.count; one += 1) {
    const west = Math.min(index.ax[one]!, index.bx[one]!);
    const east = Math.max(index.ax[one]!, index.bx[one]!);
    const north = Math.min(index.ay[one]!, index.by[one]!);
    const south = Math.max(index.ay[one]!, index.by[one]!);
    index.visit(west, north, east, south, (two) => {
      if (two <= one || seen[two] === one) return;
      seen[two] = one;
      if (lineOf[one] === lineOf[two] && Math.abs(within[one]! - within[two]!) < 2) return;
      const shares = meet(index, one, two);
      if (shares === undefined) return;
      const x = index.ax[one]! + shares[0] * (index.bx[one]! - index.ax[one]!);
      const y = index.ay[one]! + shares[0] * (index.by[one]! - index.ay[one]!);
      cuts[lineOf[one]!]!.push({ at: within[one]! + shares[0], x, y });
      cuts[lineOf[two]!]!.push({ at: within[two]! + shares[1], x, y });
    });
  }
  return cuts;
};

const cutLine = (line: RawLine, own: readonly Cut[], nodeAt: (x: number, y: number) => number, put: (piece: Piece) => void): void => {
  const last = line.xs.length - 1;
  const stops: Cut[] = [{ at: 0, x: line.xs[0]!, y: line.ys[0]! }, ...own.toSorted((left, right) => left.at - right.at), { at: last, x: line.xs[last]!, y: line.ys[last]! }];
  let before = stops[0]!;
  let from = nodeAt(before.x, before.y);
  for (const stop of stops.slice(1)) {
    const to = nodeAt(stop.x, stop.y);
    const first = Math.floor(before.at) + 1;
    const end = Math.ceil(stop.at) - 1;
    const xs: number[] = [before.x];
    const ys: number[] = [before.y];
    for (let index = first; index <= end; index += 1) {
      xs.push(line.xs[index]!);
      ys.push(line.ys[index]!);
    }
    xs.push(stop.x);
    ys.push(stop.y);
    const isNothing = to === from && (xs.length === 2 || Math.hypot(xs[1]! - xs[0]!, ys[1]! - ys[0]!) < 2 * SNAP_METRES);
    if (!isNothing) put({ line, from, to, xs: Float64Array.from(xs), ys: Float64Array.from(ys) });
    before = stop;
    from = to;
  }
};

/** `width`, `height`: extent of the plane in metres. Pieces end exactly at their nodes. */
export const cutLines = (lines: readonly RawLine[], width: number, height: number): CutNetwork => {
  const cuts = findCuts(lines, gather(lines, width, height));
  const nodes = createNodes();
  const pieces: Piece[] = [];
  // Highest roads first: where places are merged, the village road gives way to the trunk road.
  const order = lines.map((_, index) => index).toSorted((left, right) => lines[left]!.rank - lines[right]!.rank || left - right);
  for (const index of order) cutLine(lines[index]!, cuts[index]!, nodes.at, (piece) => pieces.push(piece));
  for (const piece of pieces) {
    piece.xs[0] = nodes.x[piece.from]!;
    piece.ys[0] = nodes.y[piece.from]!;
    piece.xs[piece.xs.length - 1] = nodes.x[piece.to]!;
    piece.ys[piece.ys.length - 1] = nodes.y[piece.to]!;
  }
  return { pieces, nodeX: nodes.x, nodeY: nodes.y };
};
