// Walking routes along the edges of the road graph, with the line they follow.
import { createCellHeap } from '../cell-heap.ts';
import { slice, type RoadEdge } from './crossings.ts';
import { lineLength, type Points } from './raw-line.ts';
import type { RoadGraph, Spot } from './road-graph.ts';

/** A way on foot from one spot to another. */
export interface Walk {
  readonly points: Points;
  readonly edges: readonly number[];
  readonly length: number;
}

export interface Walker {
  /** Searches outward from a spot as far as `limit`; then `costTo` and `walkTo` answer for what was reached. */
  readonly spread: (from: Spot, limit: number) => void;
  /** Cost in metres, fords and paths counted dear, motorways out of bounds; Infinity where not reached. */
  readonly costTo: (spot: Spot) => number;
  readonly walkTo: (spot: Spot) => Walk | undefined;
}

const FORD_FACTOR = 8;
const PATH_FACTOR = 1.5;
const PATH_RANK = 7;

const perMetre = (edge: RoadEdge): number => (edge.rank === 0 ? Infinity : edge.structure === 'ford' ? FORD_FACTOR : edge.rank === PATH_RANK ? PATH_FACTOR : 1);

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
  return { points: { xs: Float64Array.from(xs), ys: Float64Array.from(ys) }, edges, length: lineLength(xs, ys) };
};

/** What one search found: cost by node, and the edge each was reached by; the start's own edge marks where it began. */
interface Field {
  readonly start: Spot;
  readonly costAt: (node: number) => number;
  readonly edgeTo: (node: number) => number;
  /** Metres along the start's edge from the start to a node that was reached first along it; −1 for any other. */
  readonly leadTo: (node: number) => number;
}

/** The two ends of a spot's edge: node, cost to the spot by way of it, and its place along the edge. */
const waysIn = ({ edges }: RoadGraph, field: Field, spot: Spot): readonly (readonly [node: number, total: number, along: number])[] => {
  const edge = edges[spot.edge]!;
  return [
    [edge.from, field.costAt(edge.from) + spot.along * perMetre(edge), 0],
    [edge.to, field.costAt(edge.to) + (edge.length - spot.along) * perMetre(edge), edge.length],
  ];
};

const directCost = ({ edges }: RoadGraph, { start }: Field, spot: Spot): number => (start.edge === spot.edge ? Math.abs(start.along - spot.along) * perMetre(edges[spot.edge]!) : Infinity);

const costTo = (graph: RoadGraph, field: Field, spot: Spot): number => Math.min(directCost(graph, field, spot), ...waysIn(graph, field, spot).map(([, total]) => total));

const walkTo = (graph: RoadGraph, field: Field, spot: Spot): Walk | undefined => {
  const { edges } = graph;
  const { start } = field;
  const total = costTo(graph, field, spot);
  if (total === Infinity) return undefined;
  if (directCost(graph, field, spot) <= total) return joinParts([part(edges[spot.edge]!, start.along, spot.along)], [spot.edge]);
  const [end] = waysIn(graph, field, spot).toSorted((left, right) => left[1] - right[1]);
  const parts = [part(edges[spot.edge]!, end![2], spot.along)];
  const used = [spot.edge];
  let [node] = end!;
  while (field.leadTo(node) < 0) {
    const number = field.edgeTo(node);
    const edge = edges[number]!;
    parts.push(edge.from === node ? part(edge, edge.length, 0) : part(edge, 0, edge.length));
    used.push(number);
    node = edge.from === node ? edge.to : edge.from;
  }
  parts.push(part(edges[start.edge]!, start.along, field.leadTo(node)));
  return joinParts(parts.toReversed(), [...used, start.edge].toReversed());
};

export const createWalker = (graph: RoadGraph): Walker => {
  const { edges, first, incident, nodes } = graph;
  const cost = new Float64Array(nodes.x.length);
  const via = new Int32Array(nodes.x.length);
  const lead = new Float64Array(nodes.x.length);
  const seen = new Int32Array(nodes.x.length);
  const heap = createCellHeap(1024);
  let visit = 0;
  let field: Field | undefined;
  const reachNode = (node: number, total: number, edge: number, along: number): void => {
    if (total === Infinity || (seen[node] === visit && cost[node]! <= total)) return;
    seen[node] = visit;
    cost[node] = total;
    via[node] = edge;
    lead[node] = along;
    heap.push(node, total);
  };
  const spread = (from: Spot, limit: number): void => {
    visit += 1;
    heap.clear();
    field = { start: from, costAt: (node) => (seen[node] === visit ? cost[node]! : Infinity), edgeTo: (node) => via[node]!, leadTo: (node) => lead[node]! };
    const own = edges[from.edge]!;
    reachNode(own.from, from.along * perMetre(own), from.edge, 0);
    reachNode(own.to, (own.length - from.along) * perMetre(own), from.edge, own.length);
    for (let node = heap.pop(); node >= 0; node = heap.pop()) {
      const base = cost[node]!;
      if (heap.lastCost() > base || base > limit) continue;
      for (let index = first[node]!; index < first[node + 1]!; index += 1) {
        const number = incident[index]!;
        const edge = edges[number]!;
        reachNode(edge.from === node ? edge.to : edge.from, base + edge.length * perMetre(edge), number, -1);
      }
    }
  };
  return { spread, costTo: (spot) => (field === undefined ? Infinity : costTo(graph, field, spot)), walkTo: (spot) => (field === undefined ? undefined : walkTo(graph, field, spot)) };
};
