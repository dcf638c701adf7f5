// Hazards that terrain alone does not make: dams and ponds, low streets, sinking ground, unsafe houses, dry forest.
import { createRandom, type Random } from '../../random.ts';
import { centreX, centreY } from '../../raster.ts';
import type { Scene } from '../scene.ts';
import { compassWord, createSpacing, householdsWithin, hullOfDiscs, middleOf, type HazardSite, type HazardType, type RingPoint } from './hazard-site.ts';
import type { Pond } from './ponds.ts';

const WASH_CELLS = 9;

/** The valley below a dam that its water would reach first. */
const washZone = (scene: Scene, dam: number, radius: number): readonly RingPoint[] => {
  const { land } = scene;
  const discs: [number, number, number][] = [];
  for (let at = dam, step = 0; step < WASH_CELLS && land.drainage.receiver[at] !== at; step += 1, at = land.drainage.receiver[at]!) discs.push([centreX(land.raster, at), centreY(land.raster, at), radius]);
  return hullOfDiscs(discs);
};

const damSite = (scene: Scene, dam: number, radius: number, capacityCubicMetres: number, damHeightMetres: number, name: string): HazardSite => {
  const { land } = scene;
  const zone = washZone(scene, dam, radius);
  const households = householdsWithin(scene, zone);
  const x = centreX(land.raster, dam);
  const y = centreY(land.raster, dam);
  const middle = households.length === 0 ? { x, y } : middleOf(scene, households);
  return {
    type: 'reservoir', x, y, village: scene.villageAt(middle.x, middle.y), zone, households, slope: land.slope[dam]!, name,
    bearing: compassWord(x - middle.x, y - middle.y), awayMetres: Math.round(Math.hypot(x - middle.x, y - middle.y)), capacityCubicMetres, damHeightMetres,
  };
};

export const findDamSites = (scene: Scene, ponds: readonly Pond[], reservoirNames: readonly string[], pondNames: readonly string[]): readonly HazardSite[] => [
  ...scene.reservoirs.map(({ damCell, capacityCubicMetres, damHeightMetres }, index) => damSite(scene, damCell, 80, capacityCubicMetres, damHeightMetres, reservoirNames[index]!)),
  ...ponds.map((pond, index) => damSite(scene, pond.cell, 45, pond.capacityCubicMetres, pond.damHeightMetres, pondNames[index]!)),
];

const roundZone = (random: Random, x: number, y: number, radius: number): readonly RingPoint[] =>
  Array.from({ length: 12 }, (_, index) => {
    const reach = radius * random.between(0.82, 1.12);
    return [x + reach * Math.cos((index * Math.PI) / 6), y + reach * Math.sin((index * Math.PI) / 6)];
  });

const groundSite = (scene: Scene, type: HazardType, x: number, y: number, zone: readonly RingPoint[] | null, households: readonly number[]): HazardSite => ({
  type, x, y, village: scene.villageAt(x, y), zone, households, slope: scene.roads.land.slopeAt(x, y), bearing: '', awayMetres: 0,
});

/** Street junctions lower than the town around them. */
export const findLowStreets = (scene: Scene, count: number): readonly HazardSite[] => {
  const { graph, land } = scene.roads;
  const random = createRandom(scene.plan.seed, 'low streets');
  const isFree = createSpacing();
  const nodes = new Set<number>();
  for (const edge of graph.edges) if (edge.kind === 'street') nodes.add(edge.from);
  const ranked = [...nodes].map((node) => {
    const x = graph.nodes.x[node]!;
    const y = graph.nodes.y[node]!;
    const around = [0, 1, 2, 3, 4, 5, 6, 7].map((side) => land.heightAt(x + 260 * Math.cos((side * Math.PI) / 4), y + 260 * Math.sin((side * Math.PI) / 4)));
    return { x, y, low: around.reduce((sum, height) => sum + height, 0) / 8 - land.heightAt(x, y) };
  }).toSorted((left, right) => right.low - left.low || left.x - right.x);
  const sites: HazardSite[] = [];
  for (const { x, y } of ranked) {
    if (sites.length === count) break;
    if (!isFree(x, y, 420)) continue;
    const zone = roundZone(random, x, y, random.between(75, 120));
    sites.push(groundSite(scene, 'waterlogging', x, y, zone, householdsWithin(scene, zone)));
  }
  return sites;
};

/** Every household of one building that the register calls unsafe. */
export const findUnsafeHouses = (scene: Scene, count: number): readonly HazardSite[] => {
  const { households } = scene.register;
  const random = createRandom(scene.plan.seed, 'unsafe houses');
  const isFree = createSpacing();
  const unsafe: number[] = [];
  for (let household = 0; household < households.count; household += 1) if (households.houseType[household] === 3) unsafe.push(household);
  const sites: HazardSite[] = [];
  for (let tries = 0; tries < 4000 && sites.length < count && unsafe.length > 0; tries += 1) {
    const household = random.pick(unsafe);
    const x = households.x[household]!;
    const y = households.y[household]!;
    if (!isFree(x, y, 600)) continue;
    const same = unsafe.filter((other) => households.building[other] === households.building[household]);
    sites.push(groundSite(scene, 'dangerousHouse', x, y, null, same));
  }
  return sites;
};

export const findSinkingGround = (scene: Scene, types: readonly HazardType[]): readonly HazardSite[] => {
  const { households } = scene.register;
  const random = createRandom(scene.plan.seed, 'sinking ground');
  return types.map((type) => {
    const household = random.integer(0, households.count - 1);
    const x = households.x[household]! + random.between(-30, 30);
    const y = households.y[household]! + random.between(-30, 30);
    const zone = roundZone(random, x, y, random.between(45, 80));
    return groundSite(scene, type, x, y, zone, householdsWithin(scene, zone));
  });
};

/** Wooded slopes a few hundred metres from the nearest house. */
export const findForestSites = (scene: Scene, count: number): readonly HazardSite[] => {
  const { land, inside, ground } = scene;
  const random = createRandom(scene.plan.seed, 'forest sites');
  const isFree = createSpacing();
  const sites: HazardSite[] = [];
  for (let tries = 0; tries < 20000 && sites.length < count; tries += 1) {
    const cell = random.integer(0, land.raster.size - 1);
    if (inside[cell] === 0 || ground.isLake[cell] === 1 || land.slope[cell]! < 0.28) continue;
    const x = centreX(land.raster, cell);
    const y = centreY(land.raster, cell);
    let close = 0;
    let around = 0;
    scene.near.visit(x, y, 800, (household) => {
      around += 1;
      if (Math.hypot(scene.register.households.x[household]! - x, scene.register.households.y[household]! - y) < 250) close += 1;
    });
    if (close > 0 || around === 0 || !isFree(x, y, 2500)) continue;
    sites.push(groundSite(scene, 'forestFire', x, y, null, []));
  }
  return sites;
};
