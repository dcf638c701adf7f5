// The finished road net for searching: adjacency in rows, nearest roads, and walking routes along the edges.
import { createSegmentList, nearestShare, segmentDistance, type SegmentIndex } from '../segment-index.ts';
import type { NodePlaces, RoadEdge } from './crossings.ts';

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
