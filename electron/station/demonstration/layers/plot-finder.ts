// Room for a public building: level, dry, beside a road, clear of houses, of other buildings and of what threatens.
import type { Random } from '../random.ts';
import { createGrowingSegments, type GrowingSegments } from '../roads/growing-segments.ts';
import { pointAlong } from '../roads/raw-line.ts';
import { nearestRoad } from '../roads/road-graph.ts';
import type { Scene } from './scene.ts';

export interface PlotWish {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  /** Metres from any river bank. */
  readonly clear: number;
  readonly steepest: number;
  /** Keeps to this village; −1 for anywhere in the county. */
  readonly village: number;
  /** True where the plot must not be. */
  readonly isForbidden: (x: number, y: number) => boolean;
}

export interface FoundPlot {
  readonly x: number;
  readonly y: number;
}

export interface PlotFinder {
  /** Takes a fitting plot, near by first, loosening distance and then slope; nothing only where there is no dry ground by a road. */
  readonly take: (wish: PlotWish) => FoundPlot | undefined;
  readonly taken: GrowingSegments;
}

const HOUSE_CLEAR_METRES = 15;
const ROAD_CLEAR_METRES = 9;
const LAST_RANK = 6;

const edgesWithin = (scene: Scene, wish: PlotWish): readonly number[] => {
  const { graph } = scene.roads;
  const edges = new Set<number>();
  graph.index.visit(wish.x - wish.reach, wish.y - wish.reach, wish.x + wish.reach, wish.y + wish.reach, (segment) => {
    const number = graph.segmentEdge[segment]!;
    const edge = graph.edges[number]!;
    if (edge.rank > 0 && edge.rank <= LAST_RANK && edge.structure === 'none') edges.add(number);
  });
  return [...edges];
};

/** Somewhere beside one of the edges. */
const tryPlot = (scene: Scene, random: Random, edges: readonly number[]): FoundPlot => {
  const edge = scene.roads.graph.edges[random.pick(edges)]!;
  const at = pointAlong(edge, random.between(0, edge.length));
  const offset = random.between(17, 32) * (random.chance(0.5) ? 1 : -1);
  return { x: at.x - Math.sin(at.angle) * offset, y: at.y + Math.cos(at.angle) * offset };
};

const TRIES = 140;

export const createPlotFinder = (scene: Scene, random: Random): PlotFinder => {
  const { raster } = scene.land;
  const { households } = scene.register;
  const { land, graph } = scene.roads;
  const taken = createGrowingSegments(raster.columns * raster.cellX, raster.rows * raster.cellY);
  for (let household = 0; household < households.count; household += 1) taken.add(households.x[household]!, households.y[household]!, households.x[household]!, households.y[household]!);
  const fits = (wish: PlotWish, plot: FoundPlot): boolean => {
    const village = land.villageAt(plot.x, plot.y);
    return village >= 0 && (wish.village < 0 || village === wish.village) && land.slopeAt(plot.x, plot.y) <= wish.steepest && !wish.isForbidden(plot.x, plot.y) &&
      land.isOpen(plot.x, plot.y, wish.clear) && taken.distance(plot.x, plot.y, HOUSE_CLEAR_METRES) >= HOUSE_CLEAR_METRES &&
      nearestRoad(graph, plot.x, plot.y, ROAD_CLEAR_METRES, () => true) === undefined;
  };
  const attempt = (wish: PlotWish): FoundPlot | undefined => {
    const edges = edgesWithin(scene, wish);
    for (let tries = 0; tries < TRIES && edges.length > 0; tries += 1) {
      const plot = tryPlot(scene, random, edges);
      if (Math.hypot(plot.x - wish.x, plot.y - wish.y) > wish.reach || !fits(wish, plot)) continue;
      taken.add(plot.x, plot.y, plot.x, plot.y);
      return plot;
    }
    return undefined;
  };
  return {
    taken,
    take: (wish) =>
      attempt({ ...wish, reach: wish.reach / 2 }) ??
      attempt(wish) ??
      attempt({ ...wish, reach: wish.reach * 2, steepest: wish.steepest * 1.5 }) ??
      attempt({ ...wish, reach: wish.reach * 4, steepest: 0.4, clear: Math.min(20, wish.clear) }),
  };
};
