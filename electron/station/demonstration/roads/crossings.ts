// Where a road meets a river it gets a bridge or a ford of its own, as long as the water is wide.
import { createRandom, type Random } from '../random.ts';
import type { Rivers } from '../water/rivers.ts';
import { lineLength, pointAlong, type Points, type Structure } from './raw-line.ts';
import { classRank } from './road-class.ts';
import type { Piece } from './cut-lines.ts';

/** A finished stretch of road between two nodes. */
export interface RoadEdge extends Points {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  readonly route: number;
  readonly hamlet: number;
  readonly kind: Piece['line']['kind'];
  readonly isOneWay: boolean;
  readonly structure: Structure;
  readonly length: number;
}

export interface NodePlaces {
  readonly x: number[];
  readonly y: number[];
}

/** Narrower water passes under the road in a pipe. */
const PIPE_METRES = 2.6;
const ABUTMENT_METRES = 5;
const LEAST_REST_METRES = 6;
const LEAST_ANGLE = 0.35;

interface Span {
  from: number;
  to: number;
  structure: Structure;
}

const chooseStructure = (rank: number, width: number, random: Random): Structure => {
  if (rank <= classRank('county')) return width < PIPE_METRES ? 'none' : 'bridge';
  if (rank <= classRank('township')) return width < PIPE_METRES ? 'none' : 'bridge';
  if (rank === classRank('village')) return width < PIPE_METRES ? 'none' : width < 8 && random.chance(0.12) ? 'ford' : 'bridge';
  return width < 12 && random.chance(0.55) ? 'ford' : width < PIPE_METRES ? 'none' : 'bridge';
};

const findSpans = (piece: Piece, rivers: Rivers, length: number, random: Random): Span[] => {
  const spans: Span[] = [];
  const { index, halfWidth } = rivers;
  let along = 0;
  for (let at = 1; at < piece.xs.length; at += 1) {
    const ax = piece.xs[at - 1]!;
    const ay = piece.ys[at - 1]!;
    const dx = piece.xs[at]! - ax;
    const dy = piece.ys[at]! - ay;
    const reach = Math.hypot(dx, dy);
    const seen = new Set<number>();
    index.visit(Math.min(ax, ax + dx), Math.min(ay, ay + dy), Math.max(ax, ax + dx), Math.max(ay, ay + dy), (segment) => {
      if (seen.has(segment)) return;
      seen.add(segment);
      const sx = index.bx[segment]! - index.ax[segment]!;
      const sy = index.by[segment]! - index.ay[segment]!;
      const turn = dx * sy - dy * sx;
      if (Math.abs(turn) < 1e-6) return;
      const t = ((index.ax[segment]! - ax) * sy - (index.ay[segment]! - ay) * sx) / turn;
      const u = ((index.ax[segment]! - ax) * dy - (index.ay[segment]! - ay) * dx) / turn;
      if (t < 0 || t > 1 || u < 0 || u > 1) return;
      const structure = chooseStructure(piece.line.rank, halfWidth[segment]! * 2, random);
      if (structure === 'none') return;
      const half = halfWidth[segment]! / Math.max(LEAST_ANGLE, Math.abs(turn) / (reach * Math.hypot(sx, sy))) + ABUTMENT_METRES;
      const middle = along + t * reach;
      spans.push({ from: Math.max(0, middle - half), to: Math.min(length, middle + half), structure });
    });
    along += reach;
  }
  return spans;
};

/** Overlapping spans become one; ends too short to stand alone are taken in. */
const mergeSpans = (spans: readonly Span[], length: number): readonly Span[] => {
  const merged: Span[] = [];
  for (const span of spans.toSorted((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from < last.to + LEAST_REST_METRES) {
      last.to = Math.max(last.to, span.to);
      if (span.structure === 'bridge') last.structure = 'bridge';
    } else merged.push({ ...span });
  }
  for (const span of merged) {
    if (span.from < LEAST_REST_METRES) span.from = 0;
    if (length - span.to < LEAST_REST_METRES) span.to = length;
  }
  return merged;
};

/** The part of a line between two distances along it. */
export const slice = (points: Points, from: number, to: number): Points => {
  const xs: number[] = [];
  const ys: number[] = [];
  const first = pointAlong(points, from);
  xs.push(first.x);
  ys.push(first.y);
  let along = 0;
  for (let at = 1; at < points.xs.length - 1; at += 1) {
    along += Math.hypot(points.xs[at]! - points.xs[at - 1]!, points.ys[at]! - points.ys[at - 1]!);
    if (along <= from + 0.01 || along >= to - 0.01) continue;
    xs.push(points.xs[at]!);
    ys.push(points.ys[at]!);
  }
  const last = pointAlong(points, to);
  xs.push(last.x);
  ys.push(last.y);
  return { xs: Float64Array.from(xs), ys: Float64Array.from(ys) };
};

const splitPiece = (piece: Piece, spans: readonly Span[], length: number, nodes: NodePlaces, put: (edge: RoadEdge) => void): void => {
  const { line } = piece;
  const parts: Span[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.from > at) parts.push({ from: at, to: span.from, structure: 'none' });
    parts.push(span);
    at = span.to;
  }
  if (at < length) parts.push({ from: at, to: length, structure: 'none' });
  let from = piece.from;
  parts.forEach((part, index) => {
    const points = parts.length === 1 ? { xs: piece.xs, ys: piece.ys } : slice(piece, part.from, part.to);
    let { to } = piece;
    if (index < parts.length - 1) {
      to = nodes.x.length;
      nodes.x.push(points.xs.at(-1)!);
      nodes.y.push(points.ys.at(-1)!);
    }
    put({ ...points, from, to, rank: line.rank, route: line.route, hamlet: line.hamlet, kind: line.kind, isOneWay: line.isOneWay, structure: part.structure, length: lineLength(points.xs, points.ys) });
    from = to;
  });
};

/** Appends the bridges' ends to `nodes`. */
export const buildCrossings = (pieces: readonly Piece[], rivers: Rivers, nodes: NodePlaces, seed: number): readonly RoadEdge[] => {
  const random = createRandom(seed, 'crossings');
  const edges: RoadEdge[] = [];
  for (const piece of pieces) {
    const length = lineLength(piece.xs, piece.ys);
    const { line } = piece;
    if (line.isSeparated) {
      edges.push({ xs: piece.xs, ys: piece.ys, from: piece.from, to: piece.to, rank: line.rank, route: line.route, hamlet: line.hamlet, kind: line.kind, isOneWay: line.isOneWay, structure: line.structure, length });
      continue;
    }
    splitPiece(piece, mergeSpans(findSpans(piece, rivers, length, random), length), length, nodes, (edge) => edges.push(edge));
  }
  return edges;
};
