// Roads and waters as things of the map.
import { traceArcs } from '../land/boundaries.ts';
import { buildRegions } from '../land/region-polygons.ts';
import { createRandom, type Random } from '../random.ts';
import { ROAD_CLASSES } from '../roads/road-class.ts';
import type { RoadEdge } from '../roads/crossings.ts';
import { PLACE_HEADS } from '../tables/place-names.ts';
import { toLonLat } from '../raster.ts';
import { ringGeometry, type DemonstrationThing } from '../thing-maker.ts';
import { riverWidth, type River } from '../water/rivers.ts';
import type { Hazards } from './hazards/find-hazards.ts';
import type { Scene } from './scene.ts';

const SPEEDS = [100, 80, 60, 40, 30, 20, 15, 4];
const RAMP_SPEED = 40;
const STEEP_GRADE = 0.06;
/** Tonnes that bridges of each class are posted at, and how many of them are posted at all. */
const LIMITS: Readonly<Record<number, { readonly share: number; readonly tonnes: readonly number[] }>> = {
  3: { share: 0.3, tonnes: [30, 40] },
  4: { share: 0.55, tonnes: [13, 20, 30] },
  5: { share: 0.75, tonnes: [8, 10, 13, 15] },
  6: { share: 0.8, tonnes: [3, 5] },
};

const villageCodeAt = (scene: Scene, x: number, y: number): string => {
  const village = scene.roads.land.villageAt(x, y);
  return village < 0 ? '' : scene.villageCode(village);
};

const speedOf = (scene: Scene, edge: RoadEdge): number => {
  if (edge.kind === 'ramp') return RAMP_SPEED;
  const usual = SPEEDS[edge.rank]!;
  if (edge.rank === 0 || edge.rank > 5) return usual;
  const { land } = scene.roads;
  const grade = Math.abs(land.heightAt(edge.xs.at(-1)!, edge.ys.at(-1)!) - land.heightAt(edge.xs[0]!, edge.ys[0]!)) / Math.max(1, edge.length);
  return grade > STEEP_GRADE && edge.structure === 'none' ? Math.max(15, usual - 20) : usual;
};

/** Every piece ends exactly at its nodes' places. */
const edgeLine = (scene: Scene, edge: RoadEdge): DemonstrationThing['geometry'] => {
  const { nodes } = scene.roads.graph;
  const { raster } = scene.land;
  const between = Array.from(edge.xs.subarray(1, -1), (x, index) => toLonLat(raster, x, edge.ys[index + 1]!));
  return { type: 'LineString', coordinates: [toLonLat(raster, nodes.x[edge.from]!, nodes.y[edge.from]!), ...between, toLonLat(raster, nodes.x[edge.to]!, nodes.y[edge.to]!)] };
};

const roadName = (edge: RoadEdge, name: string): string => {
  if (edge.structure === 'tunnel') return `${name}隧道`;
  return edge.structure === 'bridge' && edge.rank > 0 && edge.kind !== 'lane' ? `${name}桥` : name;
};

export const roadThings = function* (scene: Scene): Generator<DemonstrationThing> {
  const random = createRandom(scene.plan.seed, 'road details');
  const { graph, routes, exitNodes } = scene.roads;
  const node = (number: number): number => exitNodes.get(number) ?? scene.plan.firstNode + number;
  for (const [index, edge] of graph.edges.entries()) {
    const middle = Math.floor(edge.xs.length / 2);
    const route = routes[edge.route]!;
    const limit = edge.structure === 'bridge' || edge.structure === 'ford' ? LIMITS[edge.rank] : undefined;
    const code = villageCodeAt(scene, edge.xs[middle]!, edge.ys[middle]!);
    yield scene.maker.make('road', scene.maker.id('road', index + 1), roadName(edge, route.name), code, edgeLine(scene, edge), {
      roadClass: ROAD_CLASSES[edge.rank]!, roadNumber: route.number === '' || edge.kind === 'lane' ? undefined : route.number, speedKmh: speedOf(scene, edge),
      isOneWay: edge.isOneWay, bridge: edge.structure, weightLimitTonnes: limit !== undefined && random.chance(limit.share) ? random.pick(limit.tonnes) : undefined,
      fromNode: node(edge.from), toNode: node(edge.to),
    });
  }
};

const BIG_RIVER_SQUARE_METRES = 60e6;
const SMALL_RIVER_SQUARE_METRES = 6e6;

const riverName = (random: Random, area: number, stem: string): string => {
  if (area > BIG_RIVER_SQUARE_METRES) return `${random.pick(PLACE_HEADS)}${random.pick(['龙', '阴', '川', '清', '源', '碧', '岭'])}溪`;
  if (area <= SMALL_RIVER_SQUARE_METRES) return `${stem}${random.pick(['小溪', '山坑', '里坑', '外坑'])}`;
  return `${stem}${stem.endsWith('溪') || stem.endsWith('坑') ? '港' : random.pick(['溪', '坑', '源'])}`;
};

/** Names by river: the great ones their own, the middling ones after a village, the brooks after a village's hollow. */
const nameRivers = (scene: Scene): readonly string[] => {
  const random = createRandom(scene.plan.seed, 'river names');
  const used = new Map<string, number>();
  return scene.rivers.list.map((river) => {
    const mouth = river.cells[Math.max(0, river.cells.length - 2)]!;
    const name = riverName(random, river.area, scene.names.villages[scene.villageAt(scene.rivers.x[mouth]!, scene.rivers.y[mouth]!)]!.stem);
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name}${'甲乙丙丁戊己庚辛'[count - 2] ?? count}支`;
  });
};

const isShown = (scene: Scene, downstream: ReadonlySet<number>, cell: number): boolean => scene.inside[cell] === 1 || downstream.has(cell);

/** Below the county the main river is shown to the sheet's edge. */
const cellsBelow = (scene: Scene): ReadonlySet<number> => {
  const { drainage, raster } = scene.land;
  const below = new Set<number>();
  for (let cell = scene.outletCell; drainage.receiver[cell] !== cell; cell = drainage.receiver[cell]!) {
    const column = cell % raster.columns;
    const row = Math.floor(cell / raster.columns);
    if (column < raster.margin || row < raster.margin || column >= raster.columns - raster.margin || row >= raster.rows - raster.margin) break;
    below.add(cell);
  }
  return below;
};

interface Reach {
  readonly cells: readonly number[];
  readonly order: number;
}

/** A reach ends where the river has grown by this much, so that its one width is true along it. */
const MOST_GROWTH = 1.2;

/** Runs of cells of one order and like width that are shown, each reaching to the first cell of the next. */
const reachesOf = (scene: Scene, river: River, below: ReadonlySet<number>): readonly Reach[] => {
  const { land } = scene;
  const reaches: Reach[] = [];
  let run: number[] = [];
  const close = (end?: number): void => {
    if (end !== undefined && run.length > 0) run.push(end);
    if (run.length > 1) reaches.push({ cells: run, order: scene.streams.order[run[0]!]! });
    run = [];
  };
  for (const cell of river.cells) {
    if (!isShown(scene, below, cell)) close();
    else {
      const [first] = run;
      const isOther = first !== undefined && (scene.streams.order[first] !== scene.streams.order[cell] || riverWidth(land.area[cell]!) > MOST_GROWTH * riverWidth(land.area[first]!));
      if (isOther) close(cell);
      run.push(cell);
    }
  }
  close();
  return reaches;
};

const LEAST_SURFACE_METRES = 18;
const SURFACE_CELLS = 9;

/** Banks of a wide reach as rings of a kilometre or less, neighbours sharing their end lines. */
const surfaceRings = (scene: Scene, cells: readonly number[]): readonly (readonly (readonly [number, number])[])[] => {
  const { rivers, land } = scene;
  const bank = (index: number, side: number): readonly [number, number] => {
    const cell = cells[index]!;
    const from = cells[Math.max(0, index - 1)]!;
    const to = cells[Math.min(cells.length - 1, index + 1)]!;
    const dx = rivers.x[to]! - rivers.x[from]!;
    const dy = rivers.y[to]! - rivers.y[from]!;
    const length = Math.max(1, Math.hypot(dx, dy));
    const half = (riverWidth(land.area[cell]!) / 2) * side;
    return [rivers.x[cell]! - (dy / length) * half, rivers.y[cell]! + (dx / length) * half];
  };
  const rings: (readonly (readonly [number, number])[])[] = [];
  for (let start = 0; start + 1 < cells.length; start += SURFACE_CELLS) {
    const indices = Array.from({ length: Math.min(SURFACE_CELLS, cells.length - 1 - start) + 1 }, (_, offset) => start + offset);
    rings.push([...indices.map((index) => bank(index, 1)), ...indices.toReversed().map((index) => bank(index, -1))]);
  }
  return rings;
};

const stillWaters = function* (scene: Scene, hazards: Hazards, next: () => string): Generator<DemonstrationThing> {
  const label = new Int32Array(scene.land.raster.size).fill(-1);
  scene.reservoirs.forEach(({ cells }, index) => { for (const cell of cells) label[cell] = index; });
  const shapes = buildRegions(traceArcs(scene.land.raster, label), (lake) => lake);
  for (const [index, { damCell }] of scene.reservoirs.entries()) {
    const { raster } = scene.land;
    const code = villageCodeAt(scene, ((damCell % raster.columns) + 0.5) * raster.cellX, (Math.floor(damCell / raster.columns) + 0.5) * raster.cellY);
    yield scene.maker.make('waterway', next(), hazards.reservoirNames[index]!, code, shapes.get(index) ?? null, { waterClass: 'reservoir' });
  }
  for (const [index, pond] of hazards.ponds.entries()) yield scene.maker.make('waterway', next(), hazards.pondNames[index]!, scene.villageCode(pond.village), ringGeometry(scene.land.raster, pond.ring), { waterClass: 'pond' });
};

const flowing = function* (scene: Scene, river: River, name: string, below: ReadonlySet<number>, next: () => string): Generator<DemonstrationThing> {
  const { rivers, land } = scene;
  for (const { cells, order } of reachesOf(scene, river, below)) {
    const width = riverWidth(land.area[cells[Math.floor((cells.length - 1) / 2)]!]!);
    const code = villageCodeAt(scene, rivers.x[cells[0]!]!, rivers.y[cells[0]!]!);
    const attributes = { waterClass: order >= 4 ? 'river' : 'stream', strahlerOrder: order, widthMetres: Math.round(width * 10) / 10 };
    const coordinates = cells.map((cell) => toLonLat(land.raster, rivers.x[cell]!, rivers.y[cell]!));
    yield scene.maker.make('waterway', next(), name, code, { type: 'LineString', coordinates }, attributes);
    if (width < LEAST_SURFACE_METRES) continue;
    for (const [part, ring] of surfaceRings(scene, cells).entries()) {
      yield scene.maker.make('waterway', next(), `${name}水面${part + 1}`, code, ringGeometry(land.raster, ring), attributes);
    }
  }
};

export const waterwayThings = function* (scene: Scene, hazards: Hazards): Generator<DemonstrationThing> {
  const names = nameRivers(scene);
  const below = cellsBelow(scene);
  let number = 0;
  const next = (): string => scene.maker.id('waterway', (number += 1));
  for (const [index, river] of scene.rivers.list.entries()) yield* flowing(scene, river, names[index]!, below, next);
  yield* stillWaters(scene, hazards, next);
};
