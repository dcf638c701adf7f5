// Walking routes: as short as any, along the edges, and not over the motorway.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import type { RoadEdge } from './crossings.ts';
import { createRoadGraph, nearestRoad, type RoadGraph } from './road-graph.ts';
import { createWalker } from './walker.ts';

const SIDE = 9;

const plainEdge = (x: readonly number[], y: readonly number[], from: number, to: number): RoadEdge => ({
  from, to, xs: Float64Array.of(x[from]!, x[to]!), ys: Float64Array.of(y[from]!, y[to]!), length: Math.hypot(x[to]! - x[from]!, y[to]! - y[from]!),
  rank: 4, route: 0, hamlet: -1, kind: 'chain', isOneWay: false, structure: 'none',
});

/** A crooked lattice of roads with some of them taken away. */
const lattice = (seed: number): RoadGraph => {
  const random = createRandom(seed);
  const x = Array.from({ length: SIDE * SIDE }, (_, node) => 100 + (node % SIDE) * 100 + random.between(-30, 30));
  const y = Array.from({ length: SIDE * SIDE }, (_, node) => 100 + Math.floor(node / SIDE) * 100 + random.between(-30, 30));
  const edges: RoadEdge[] = [];
  const add = (from: number, to: number, more: Partial<RoadEdge> = {}): void => {
    edges.push({ ...plainEdge(x, y, from, to), ...more });
  };
  for (let node = 0; node < SIDE * SIDE; node += 1) {
    if (node % SIDE < SIDE - 1 && random.chance(0.85)) add(node, node + 1);
    if (node < SIDE * (SIDE - 1) && random.chance(0.85)) add(node, node + SIDE);
  }
  add(0, SIDE * SIDE - 1, { rank: 0, kind: 'carriageway', isOneWay: true });
  return createRoadGraph(edges, { x, y }, 1200, 1200);
};

/** All distances between nodes, the slow way (Floyd–Warshall), the motorway left out. */
const allDistances = ({ edges, nodes }: RoadGraph): readonly Float64Array[] => {
  const count = nodes.x.length;
  const far = Array.from({ length: count }, (_, node) => new Float64Array(count).fill(Infinity).fill(0, node, node + 1));
  for (const { from, to, length, rank } of edges) {
    if (rank === 0) continue;
    far[from]![to] = Math.min(far[from]![to]!, length);
    far[to]![from] = far[from]![to]!;
  }
  for (let by = 0; by < count; by += 1) for (let from = 0; from < count; from += 1) for (let to = 0; to < count; to += 1) far[from]![to] = Math.min(far[from]![to]!, far[from]![by]! + far[by]![to]!);
  return far;
};

describe('walking', () => {
  test.each([1, 2, 3])('is as short as an exhaustive search finds, and its line is as long as it says (seed %i)', (seed) => {
    const graph = lattice(seed);
    const far = allDistances(graph);
    const walker = createWalker(graph);
    const random = createRandom(seed, 'spots');
    for (let trial = 0; trial < 60; trial += 1) {
      const [from, to] = [0, 1].map(() => nearestRoad(graph, random.between(100, 900), random.between(100, 900), 200, ({ rank }) => rank > 0)!);
      walker.spread(from!, Infinity);
      const [a, b] = [graph.edges[from!.edge]!, graph.edges[to!.edge]!];
      const ends = (edge: RoadEdge, along: number): readonly (readonly [number, number])[] => [[edge.from, along], [edge.to, edge.length - along]];
      const roundabout = Math.min(...ends(a, from!.along).flatMap(([start, lead]) => ends(b, to!.along).map(([end, tail]) => lead + far[start]![end]! + tail)));
      const expected = from!.edge === to!.edge ? Math.min(roundabout, Math.abs(from!.along - to!.along)) : roundabout;
      expect(walker.costTo(to!)).toBeCloseTo(expected, 6);
      if (expected === Infinity) continue;
      const walk = walker.walkTo(to!)!;
      expect(Math.abs(walk.length - expected)).toBeLessThan(0.5);
      expect(Math.hypot(walk.points.xs[0]! - from!.x, walk.points.ys[0]! - from!.y)).toBeLessThan(0.1);
      expect(Math.hypot(walk.points.xs.at(-1)! - to!.x, walk.points.ys.at(-1)! - to!.y)).toBeLessThan(0.1);
      expect(walk.edges.every((edge) => graph.edges[edge]!.rank > 0)).toBe(true);
    }
  });

  test('goes the longer way round rather than through a ford', () => {
    const x = [0, 100, 100, 0].map((value) => value + 50);
    const y = [0, 0, 100, 100].map((value) => value + 50);
    const edge = (from: number, to: number, structure: RoadEdge['structure']): RoadEdge => ({ ...plainEdge(x, y, from, to), structure });
    const graph = createRoadGraph([edge(0, 1, 'ford'), edge(1, 2, 'none'), edge(2, 3, 'none'), edge(3, 0, 'none')], { x, y }, 300, 300);
    const walker = createWalker(graph);
    const spot = (number: number, along: number): Parameters<typeof walker.spread>[0] => ({ edge: number, along, x: 0, y: 0, away: 0 });
    walker.spread(spot(3, 90), Infinity);
    expect(walker.walkTo(spot(1, 10))!.edges).toEqual([3, 2, 1]);
  });
});
