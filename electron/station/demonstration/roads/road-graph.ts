// The finished road net for searching: adjacency in rows, nearest roads, and walking routes along the edges.
import { createCellHeap } from '../cell-heap.ts';
import { createSegmentList, nearestShare, segmentDistance, type SegmentIndex } from '../segment-index.ts';
import { slice, type NodePlaces, type RoadEdge } from './crossings.ts';
import type { Points } from './raw-line.ts';

export interface RoadGraph {
  readonly edges: readonly RoadEdge[];
  readonly nodes: NodePlaces;
  /** Edges at node n are incident[first[n]] … incident[first[n + 1] − 1]. */
  readonly first: Int32Array;
  readonly incident: Int32Array;
  readonly index: SegmentIndex;
  readonly segmentEdge: Int32Array;
  /** Metres along the edge at which each segment begins. */
  readonly segmentStart: Float64Array;
}

/** A place on a road. */
export interface Spot {
  readonly edge: number;
  readonly along: number;
  readonly x: number;
  readonly y: number;
  /** Metres from the place asked about. */
  readonly away: number;
}

const incidence = (edges: readonly RoadEdge[], nodes: number): { readonly first: Int32Array; readonly incident: Int32Array } => {
  const first = new Int32Array(nodes + 1);
  for (const { from, to } of edges) {
    first[from + 1] = first[from + 1]! + 1;
    first[to + 1] = first[to + 1]! + 1;
  }
  for (let node = 0; node < nodes; node += 1) first[node + 1] = first[node + 1]! + first[node]!;
  const incident = new Int32Array(first[nodes]!);
  const at = first.slice(0, nodes);
  edges.forEach(({ from, to }, edge) => {
    for (const node of [from, to]) {
      incident[at[node]!] = edge;
      at[node] = at[node]! + 1;
    }
  });
  return { first, incident };
};

export const createRoadGraph = (edges: readonly RoadEdge[], nodes: NodePlaces, width: number, height: number): RoadGraph => {
  const list = createSegmentList(width, height);
  const segmentEdge: number[] = [];
  const segmentStart: number[] = [];
  edges.forEach((edge, number) => {
    let along = 0;
    for (let at = 1; at < edge.xs.length; at += 1) {
      list.add(edge.xs[at - 1]!, edge.ys[at - 1]!, edge.xs[at]!, edge.ys[at]!);
      segmentEdge.push(number);
      segmentStart.push(along);
      along += Math.hypot(edge.xs[at]! - edge.xs[at - 1]!, edge.ys[at]! - edge.ys[at - 1]!);
    }
  });
  return { edges, nodes, ...incidence(edges, nodes.x.length), index: list.close(110), segmentEdge: Int32Array.from(segmentEdge), segmentStart: Float64Array.from(segmentStart) };
};

/** The nearest place on a road that `isWanted`, within `reach` metres. */
export const nearestRoad = (graph: RoadGraph, x: number, y: number, reach: number, isWanted: (edge: RoadEdge) => boolean): Spot | undefined => {
  let best = -1;
  let least = reach;
  graph.index.visit(x - reach, y - reach, x + reach, y + reach, (segment) => {
    const away = segmentDistance(graph.index, segment, x, y);
    if (away >= least || !isWanted(graph.edges[graph.segmentEdge[segment]!]!)) return;
    least = away;
    best = segment;
  });
  if (best < 0) return undefined;
  const { ax, ay, bx, by } = graph.index;
  const share = nearestShare(graph.index, best, x, y);
  const dx = bx[best]! - ax[best]!;
  const dy = by[best]! - ay[best]!;
  return { edge: graph.segmentEdge[best]!, along: graph.segmentStart[best]! + share * Math.hypot(dx, dy), x: ax[best]! + share * dx, y: ay[best]! + share * dy, away: least };
};

/** A way on foot from one spot to another. */
export interface Walk {
  readonly points: Points;
  readonly edges: readonly number[];
  readonly length: number;
}

export interface Walker {
  /** Searches outward from a spot until `isEnough` says so; then `costTo` and `walkTo` answer for what was reached. */
  readonly spread: (from: Spot, limit: number) => void;
  /** Cost in metres, fords and motorways counted dear; Infinity where not reached. */
  readonly costTo: (spot: Spot) => number;
  readonly walkTo: (spot: Spot) => Walk | undefined;
}

const FORD_FACTOR = 8;
const STEEP_PATH_FACTOR = 1.5;
const PATH_RANK = 7;

export const createWalker = (graph: RoadGraph): Walker => {
  const { edges, first, incident, nodes } = graph;
  const cost = new Float64Array(nodes.x.length);
  const via = new Int32Array(nodes.x.length);
  const seen = new Int32Array(nodes.x.length);
  const heap = createCellHeap(1024);
  let visit = 0;
  let start: Spot | undefined;
  const perMetre = (edge: RoadEdge): number => (edge.rank === 0 ? Infinity : edge.structure === 'ford' ? FORD_FACTOR : edge.rank === PATH_RANK ? STEEP_PATH_FACTOR : 1);
  const reachNode = (node: number, total: number, edge: number): void => {
    if (seen[node] === visit && cost[node]! <= total) return;
    seen[node] = visit;
    cost[node] = total;
    via[node] = edge;
    heap.push(node, total);
  };
  const spread = (from: Spot, limit: number): void => {
    visit += 1;
    heap.clear();
    start = from;
    const own = edges[from.edge]!;
    reachNode(own.from, from.along * perMetre(own), from.edge);
    reachNode(own.to, (own.length - from.along) * perMetre(own), from.edge);
    for (let node = heap.pop(); node >= 0; node = heap.pop()) {
      const base = cost[node]!;
      if (heap.lastCost() > base || base > limit) continue;
      for (let index = first[node]!; index < first[node + 1]!; index += 1) {
        const number = incident[index]!;
        const edge = edges[number]!;
        const total = base + edge.length * perMetre(edge);
        if (total < Infinity) reachNode(edge.from === node ? edge.to : edge.from, total, number);
      }
    }
  };
  const ends = (spot: Spot): readonly (readonly [node: number, total: number, along: number])[] => {
    const edge = edges[spot.edge]!;
    const at = (node: number): number => (seen[node] === visit ? cost[node]! : Infinity);
    return [[edge.from, at(edge.from) + spot.along * perMetre(edge), 0], [edge.to, at(edge.to) + (edge.length - spot.along) * perMetre(edge), edge.length]];
  };
  const costTo = (spot: Spot): number => {
    const direct = start !== undefined && start.edge === spot.edge ? Math.abs(start.along - spot.along) * perMetre(edges[spot.edge]!) : Infinity;
    return Math.min(direct, ends(spot)[0]![1], ends(spot)[1]![1]);
  };
  const walkTo = (spot: Spot): Walk | undefined => {
    const total = costTo(spot);
    if (start === undefined || total === Infinity) return undefined;
    const last = edges[spot.edge]!;
    if (start.edge === spot.edge && Math.abs(start.along - spot.along) * perMetre(last) <= total) return joinParts([part(last, start.along, spot.along)], [spot.edge]);
    const end = ends(spot).toSorted((left, right) => left[1] - right[1])[0]!;
    const parts: Points[] = [part(last, end[2], spot.along)];
    const used = [spot.edge];
    let [node] = end;
    while (via[node] !== start.edge || !isStartEnd(node)) {
      const edge = edges[via[node]!]!;
      const from = edge.from === node ? edge.to : edge.from;
      parts.push(edge.from === node ? part(edge, edge.length, 0) : part(edge, 0, edge.length));
      used.push(via[node]!);
      node = from;
    }
    const own = edges[start.edge]!;
    parts.push(part(own, start.along, own.from === node && Math.abs(cost[node]! - start.along * perMetre(own)) < 1e-6 ? 0 : own.length));
    used.push(start.edge);
    return joinParts(parts.toReversed(), used.toReversed());
  };
  const isStartEnd = (node: number): boolean => {
    const own = edges[start!.edge]!;
    const byFrom = own.from === node && Math.abs(cost[node]! - start!.along * perMetre(own)) < 1e-6;
    const byTo = own.to === node && Math.abs(cost[node]! - (own.length - start!.along) * perMetre(own)) < 1e-6;
    return byFrom || byTo;
  };
  return { spread, costTo, walkTo };
};

const part = (edge: RoadEdge, from: number, to: number): Points => {
  if (from <= to) return slice(edge, from, to);
  const forward = slice(edge, to, from);
  return { xs: forward.xs.toReversed(), ys: forward.ys.toReversed() };
};

const joinParts = (parts: readonly Points[], edges: readonly number[]): Walk => {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const points of parts) {
    points.xs.forEach((x, index) => {
      const y = points.ys[index]!;
      if (xs.length > 0 && Math.hypot(x - xs.at(-1)!, y - ys.at(-1)!) < 0.05) return;
      xs.push(x);
      ys.push(y);
    });
  }
  let length = 0;
  for (let index = 1; index < xs.length; index += 1) length += Math.hypot(xs[index]! - xs[index - 1]!, ys[index]! - ys[index - 1]!);
  return { points: { xs: Float64Array.from(xs), ys: Float64Array.from(ys) }, edges, length };
};
