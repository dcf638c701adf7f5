// All roads of one county, from the first trunk road to the last lane, as a graph whose edges share their nodes.
import type { Rivers } from '../water/rivers.ts';
import { riverWidth } from '../water/rivers.ts';
import { createBuildingLand, type BuildingLand } from './building-land.ts';
import { createCellNetwork } from './cell-network.ts';
import { drawMotorway } from './carriageways.ts';
import { buildCrossings } from './crossings.ts';
import { cutLines } from './cut-lines.ts';
import { createGrowingSegments } from './growing-segments.ts';
import { layNetwork, type LayingSite, type Route } from './lay-network.ts';
import { drawLocalLines } from './local-lines.ts';
import { layMotorway } from './motorway.ts';
import { drawNetwork, placeNetwork, type NetworkPlaces } from './network-lines.ts';
import { createPathSearch } from './path-search.ts';
import { createRoadGraph, type RoadGraph } from './road-graph.ts';
import { tidyPieces } from './tidy-pieces.ts';

export interface Roads {
  readonly graph: RoadGraph;
  readonly routes: readonly Route[];
  /** Where the road passes through a settlement's cell. */
  readonly places: NetworkPlaces;
  readonly land: BuildingLand;
  /** Node numbers of the sheet's exits, by node of the graph. */
  readonly exitNodes: ReadonlyMap<number, number>;
}

export type RoadSite = Omit<LayingSite, 'network' | 'search' | 'plazas'> & { readonly rivers: Rivers };

export const buildRoads = (site: RoadSite): Roads => {
  const { land, ground, streams, inside, rivers, exits, seed, sites, townships } = site;
  const { raster } = land;
  const width = raster.columns * raster.cellX;
  const height = raster.rows * raster.cellY;
  const network = createCellNetwork(raster);
  const search = createPathSearch(land, ground, streams, inside, network, seed);
  const motorway = layMotorway(land, ground, rivers, search, exits, townships.seats.map((village) => sites.cells[village]!), inside);
  const laying: LayingSite = { ...site, network, search, plazas: motorway.interchanges.map(({ plaza }) => plaza) };
  const laid = layNetwork(laying);
  const streamTo = (cell: number): number => {
    const to = land.drainage.receiver[cell]!;
    return streams.order[cell]! > 0 && streams.order[to]! > 0 && to !== cell ? to : -1;
  };
  const places = placeNetwork(network, rivers, streamTo, (cell) => riverWidth(land.area[cell]!), ground.isLake, seed);
  const chains = drawNetwork(laid, places, exits);
  const motorwayLines = drawMotorway(motorway, places, laid.motorwayRoute);
  const reserved = createGrowingSegments(width, height);
  for (const { xs, ys } of [motorway.middle, ...motorwayLines.filter(({ kind }) => kind === 'ramp')]) reserved.addLine(xs, ys);
  const building = createBuildingLand(land, ground, rivers, site.territories.village, reserved);
  const drawn = createGrowingSegments(width, height);
  for (const { xs, ys } of chains) drawn.addLine(xs, ys);
  const routes = [...laid.routes];
  const local = drawLocalLines(laying, places, building, drawn, routes);
  const cut = cutLines([...chains, ...motorwayLines, ...local], width, height);
  const exitNodes = new Map<number, number>();
  for (const exit of exits) {
    const node = cut.nodeX.findIndex((x, index) => Math.hypot(x - exit.x, cut.nodeY[index]! - exit.y) < 3);
    if (node >= 0) exitNodes.set(node, exit.node);
  }
  const pieces = tidyPieces(cut, cut.pieces[0]!.from, (node) => exitNodes.has(node));
  const nodes = { x: cut.nodeX, y: cut.nodeY };
  const edges = buildCrossings(pieces, rivers, nodes, seed);
  return { graph: createRoadGraph(edges, nodes, width, height), routes, places, land: building, exitNodes };
};
