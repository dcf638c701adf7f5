// Houses along the lanes and streets, and the households in them: dry, level, off the road, inside their own village.
import { apportion, type Hamlet } from '../land/hamlets.ts';
import { createRandom, type Random } from '../random.ts';
import type { BuildingLand } from '../roads/building-land.ts';
import type { Roads } from '../roads/build-roads.ts';
import { createGrowingSegments } from '../roads/growing-segments.ts';
import { pointAlong } from '../roads/raw-line.ts';
import { nearestRoad } from '../roads/road-graph.ts';

export const HOUSE_TYPES = ['concrete', 'brick', 'earth', 'dangerous'] as const;

/** Households in columns; `hamlet` indexes the hamlets. */
export interface Households {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly hamlet: Int32Array;
  readonly village: Int32Array;
  readonly building: Int32Array;
  /** Index into HOUSE_TYPES. */
  readonly houseType: Uint8Array;
  readonly floors: Uint8Array;
  /** Edge of the road graph the house stands on; −1 where it stands by itself. */
  readonly edge: Int32Array;
}

interface Plot {
  readonly x: number;
  readonly y: number;
  readonly edge: number;
  readonly order: number;
}

const STEEPEST_PLOT = 0.42;
const HOUSE_APART_METRES = 11;
const ROAD_APART_METRES = 6.5;
const BANK_CLEAR_METRES = 9;
const BORDER_CLEAR_METRES = 50;
const LONGEST_REACH_METRES = 420;
/** Tracks and paths have houses only where they are the lanes of a hamlet. */
const LAST_BUILT_RANK = 5;

/** True well inside the village, so that its smoothed border cannot cut the plot off. */
const isWellInVillage = (land: BuildingLand, village: number, x: number, y: number): boolean =>
  land.villageAt(x, y) === village &&
  land.villageAt(x + BORDER_CLEAR_METRES, y) === village && land.villageAt(x - BORDER_CLEAR_METRES, y) === village &&
  land.villageAt(x, y + BORDER_CLEAR_METRES) === village && land.villageAt(x, y - BORDER_CLEAR_METRES) === village;

interface Builder {
  readonly roads: Roads;
  readonly hamlets: readonly Hamlet[];
  readonly townCount: number;
  readonly random: Random;
  /** Free distance between houses, kept as points of no length. */
  readonly taken: ReturnType<typeof createGrowingSegments>;
}

/** Edges houses may stand along, by hamlet: its own lanes, and the roads that pass near its middle. */
const edgesByHamlet = (builder: Builder): readonly (readonly number[])[] => {
  const { roads, hamlets, townCount } = builder;
  const { graph, places, land } = roads;
  const byHamlet: Set<number>[] = hamlets.map(() => new Set<number>());
  const townHamlet = new Map<number, number>();
  hamlets.forEach(({ village }, index) => { if (village < townCount) townHamlet.set(village, index); });
  graph.edges.forEach((edge, number) => {
    if (edge.structure !== 'none' || edge.rank === 0 || (edge.rank > LAST_BUILT_RANK && edge.kind !== 'lane')) return;
    const middle = pointAlong(edge, edge.length / 2);
    const town = townHamlet.get(land.villageAt(middle.x, middle.y));
    if (town !== undefined) byHamlet[town]!.add(number);
    else if (edge.hamlet >= 0) byHamlet[edge.hamlet]!.add(number);
  });
  hamlets.forEach(({ cell, households }, index) => {
    const reach = Math.min(LONGEST_REACH_METRES, 110 + 2.2 * households);
    const x = places.x[cell]!;
    const y = places.y[cell]!;
    graph.index.visit(x - reach, y - reach, x + reach, y + reach, (segment) => {
      const number = graph.segmentEdge[segment]!;
      const edge = graph.edges[number]!;
      if (edge.structure === 'none' && edge.rank > 0 && edge.rank <= LAST_BUILT_RANK && edge.hamlet < 0) byHamlet[index]!.add(number);
    });
  });
  return byHamlet.map((edges) => [...edges]);
};

const plotsAlong = (builder: Builder, edges: readonly number[], x: number, y: number, reach: number): readonly Plot[] => {
  const { random, roads } = builder;
  const plots: Plot[] = [];
  for (const number of edges) {
    const edge = roads.graph.edges[number]!;
    const isLane = edge.kind === 'lane';
    for (const side of [1, -1]) {
      for (let along = random.between(6, 14); along < edge.length - 5; along += random.between(16, 26)) {
        const at = pointAlong(edge, along);
        const offset = (isLane ? random.between(10, 15) : random.between(14, 21)) * side;
        const plotX = at.x - Math.sin(at.angle) * offset;
        const plotY = at.y + Math.cos(at.angle) * offset;
        const away = Math.hypot(plotX - x, plotY - y);
        if (away <= reach) plots.push({ x: plotX, y: plotY, edge: number, order: away * (edge.kind === 'street' ? random.between(0.35, 1.65) : random.between(0.7, 1.3)) });
      }
    }
  }
  return plots.toSorted((left, right) => left.order - right.order);
};

const isFree = (builder: Builder, village: number, plot: Plot): boolean => {
  const { land, graph } = builder.roads;
  return land.slopeAt(plot.x, plot.y) <= STEEPEST_PLOT && isWellInVillage(land, village, plot.x, plot.y) &&
    builder.taken.distance(plot.x, plot.y, HOUSE_APART_METRES) >= HOUSE_APART_METRES && land.isOpen(plot.x, plot.y, BANK_CLEAR_METRES) &&
    nearestRoad(graph, plot.x, plot.y, ROAD_APART_METRES, () => true) === undefined;
};

/** Buildings for one hamlet; at least one wherever the village has any dry ground. */
const findBuildings = (builder: Builder, hamlet: Hamlet, edges: readonly number[]): readonly Plot[] => {
  const { roads, townCount } = builder;
  const x = roads.places.x[hamlet.cell]!;
  const y = roads.places.y[hamlet.cell]!;
  const isTown = hamlet.village < townCount;
  const wanted = isTown ? Infinity : hamlet.households;
  const built: Plot[] = [];
  for (const plot of plotsAlong(builder, edges, x, y, isTown ? Infinity : LONGEST_REACH_METRES * 2)) {
    if (built.length >= wanted) break;
    if (!isFree(builder, hamlet.village, plot)) continue;
    builder.taken.add(plot.x, plot.y, plot.x, plot.y);
    built.push(plot);
  }
  return built;
};

/** How many households each building takes; blocks of flats in town, mostly one family in the hills. */
const shareOut = (random: Random, buildings: number, households: number, isTown: boolean): readonly number[] => {
  const shares = Array.from({ length: buildings }, () => 0);
  for (let index = 0; index < Math.min(buildings, households); index += 1) shares[index] = 1;
  const weights = shares.map(() => (isTown ? random.next() ** 3 : 0.3 + random.next()));
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = households - Math.min(buildings, households);
  for (let index = 0; index < buildings && rest > 0; index += 1) {
    const more = Math.min(rest, Math.round((rest * weights[index]!) / Math.max(1e-9, total)));
    shares[index] = shares[index]! + more;
    rest -= more;
    total -= weights[index]!;
  }
  if (rest > 0 && buildings > 0) shares[buildings - 1] = shares[buildings - 1]! + rest;
  return shares;
};

const houseTypeIndex = (random: Random, isTown: boolean, isSeatLike: boolean): number =>
  random.weighted(isTown ? [78, 21, 1, 0.2] : isSeatLike ? [50, 44, 5, 1] : [27, 55, 15.6, 2.4]);

interface Columns {
  readonly x: number[];
  readonly y: number[];
  readonly hamlet: number[];
  readonly building: number[];
  readonly houseType: number[];
  readonly floors: number[];
  readonly edge: number[];
}

const JITTER_METRES = 3.5;

const moveIn = (builder: Builder, columns: Columns, plots: readonly Plot[], hamlet: Hamlet, index: number, firstBuilding: number): void => {
  const { random } = builder;
  const isTown = hamlet.village < builder.townCount;
  shareOut(random, plots.length, hamlet.households, isTown).forEach((share, number) => {
    const plot = plots[number]!;
    const type = share > 3 ? 0 : houseTypeIndex(random, isTown, hamlet.households > 150);
    const floors = share > 3 ? Math.min(33, Math.max(4, Math.ceil(share / random.integer(2, 4)))) : type >= 2 ? random.integer(1, 2) : random.integer(2, 4);
    for (let household = 0; household < share; household += 1) {
      const turn = random.between(0, 2 * Math.PI);
      const away = share === 1 ? 0 : JITTER_METRES * Math.sqrt(random.next());
      columns.x.push(plot.x + Math.cos(turn) * away);
      columns.y.push(plot.y + Math.sin(turn) * away);
      columns.hamlet.push(index);
      columns.building.push(firstBuilding + number);
      columns.houseType.push(type);
      columns.floors.push(floors);
      columns.edge.push(plot.edge);
    }
  });
};

/** Families a house in the hills may hold before the rest move elsewhere in the village. */
const MOST_PER_HOUSE = 3;

/**
 * Households by hamlet once the plots are known: town communities share by their plots, a hamlet short of ground
 * passes its surplus to the others of its village, and what no village can hold moves to town.
 */
const resettle = (hamlets: readonly Hamlet[], plots: readonly (readonly Plot[])[], townCount: number): readonly number[] => {
  const isTown = (index: number): boolean => hamlets[index]!.village < townCount;
  const room = hamlets.map((_, index) => MOST_PER_HOUSE * plots[index]!.length);
  const settled = hamlets.map(({ households }, index) => (isTown(index) ? 0 : Math.min(households, room[index]!)));
  const surplus = new Map<number, number>();
  hamlets.forEach(({ village, households }, index) => { if (!isTown(index)) surplus.set(village, (surplus.get(village) ?? 0) + households - settled[index]!); });
  hamlets.forEach(({ village }, index) => {
    if (isTown(index)) return;
    const more = Math.min(surplus.get(village) ?? 0, room[index]! - settled[index]!);
    settled[index] = settled[index]! + more;
    surplus.set(village, (surplus.get(village) ?? 0) - more);
  });
  const town = hamlets.map((_, index) => index).filter(isTown);
  const toTown = town.reduce((sum, index) => sum + hamlets[index]!.households, 0) + [...surplus.values()].reduce((sum, value) => sum + value, 0);
  apportion(toTown, town.map((index) => plots[index]!.length)).forEach((share, order) => { settled[town[order]!] = share; });
  return settled;
};

export const buildHouses = (roads: Roads, hamlets: readonly Hamlet[], townCount: number, width: number, height: number, seed: number): Households => {
  const builder: Builder = { roads, hamlets, townCount, random: createRandom(seed, 'houses'), taken: createGrowingSegments(width, height) };
  const edges = edgesByHamlet(builder);
  const plots = hamlets.map((hamlet, index) => findBuildings(builder, hamlet, edges[index]!));
  const columns: Columns = { x: [], y: [], hamlet: [], building: [], houseType: [], floors: [], edge: [] };
  let building = 0;
  const settled = resettle(hamlets, plots, townCount);
  hamlets.forEach((hamlet, index) => {
    moveIn(builder, columns, plots[index]!, { ...hamlet, households: settled[index]! }, index, building);
    building += plots[index]!.length;
  });
  return {
    count: columns.x.length, x: Float64Array.from(columns.x), y: Float64Array.from(columns.y), hamlet: Int32Array.from(columns.hamlet),
    village: Int32Array.from(columns.hamlet, (hamlet) => hamlets[hamlet]!.village), building: Int32Array.from(columns.building),
    houseType: Uint8Array.from(columns.houseType), floors: Uint8Array.from(columns.floors), edge: Int32Array.from(columns.edge),
  };
};
