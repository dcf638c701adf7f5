// 转移路线: from each threatened place, and from each village, along real roads to the shelter that suits.
import { classRank } from '../roads/road-class.ts';
import { nearestRoad, type Spot } from '../roads/road-graph.ts';
import { createWalker, type Walk, type Walker } from '../roads/walker.ts';
import { lineGeometry, type DemonstrationThing } from '../thing-maker.ts';
import { middleOf, type HazardSite } from './hazards/hazard-site.ts';
import type { Persons } from './persons.ts';
import type { Scene } from './scene.ts';
import type { Shelter } from './shelters.ts';

export interface TransferRoute {
  readonly number: number;
  readonly shelter: Shelter;
  /** Index into the hazard sites; −1 for a village's own route. */
  readonly hazard: number;
  readonly village: number;
  readonly from: string;
  readonly walk: Walk;
  readonly walkMinutes: number;
  readonly hasFord: boolean;
  readonly mode: 'foot' | 'vehicle' | 'mixed';
  readonly households: number;
  readonly persons: number;
}

/** The walking pace of a mixed party on the level, and the minute it takes for every ten metres of climb (Naismith). */
const WALK_METRES_PER_MINUTE = 65;
const CLIMB_METRES_PER_MINUTE = 10;

const NEAR_LIMIT_METRES = 2_400;
const FAR_LIMIT_METRES = 15_000;
const WALK_LIMIT_METRES = 1_600;
const OWN_VILLAGE_FACTOR = 0.75;
/** How much further on foot a place with seats to spare may be than one without. */
const FULL_FACTOR = 2.6;
const SHELTER_REACH_METRES = 6_000;

const SUITS: Readonly<Record<string, string>> = { flashFlood: 'flood', waterlogging: 'waterlogging', reservoir: 'flood', dangerousHouse: 'typhoon', forestFire: 'fire' };

const suitedTo = (type: HazardSite['type']): string => SUITS[type] ?? 'landslide';

const climb = (scene: Scene, { points }: Walk): number => {
  let up = 0;
  let before = scene.roads.land.heightAt(points.xs[0]!, points.ys[0]!);
  points.xs.forEach((x, index) => {
    const height = scene.roads.land.heightAt(x, points.ys[index]!);
    up += Math.max(0, height - before);
    before = height;
  });
  return up;
};

const describe = (scene: Scene, walk: Walk): Pick<TransferRoute, 'walk' | 'walkMinutes' | 'hasFord' | 'mode'> => {
  const edges = walk.edges.map((number) => scene.roads.graph.edges[number]!);
  const isDrivable = edges.every(({ rank }) => rank < classRank('path'));
  return {
    walk, walkMinutes: Math.round((walk.length / WALK_METRES_PER_MINUTE + climb(scene, walk) / CLIMB_METRES_PER_MINUTE) * 10) / 10,
    hasFord: edges.some(({ structure }) => structure === 'ford'), mode: walk.length <= WALK_LIMIT_METRES ? 'foot' : isDrivable ? 'vehicle' : 'mixed',
  };
};

const startOf = (scene: Scene, site: HazardSite): Spot | undefined => {
  const { households } = scene.register;
  const middle = middleOf(scene, site.households);
  const [first] = site.households.toSorted((left, right) => Math.hypot(households.x[left]! - middle.x, households.y[left]! - middle.y) - Math.hypot(households.x[right]! - middle.x, households.y[right]! - middle.y));
  return nearestRoad(scene.roads.graph, households.x[first!]!, households.y[first!]!, 300, (edge) => edge.rank > 0);
};

const residents = (scene: Scene, list: readonly number[]): number => list.reduce((sum, household) => sum + scene.register.resident[household]!, 0);

/** The nearest shelter that suits the hazard, the village's own preferred; any usable one where none suits. */
const chooseShelter = (shelters: readonly Shelter[], expected: ReadonlyMap<Shelter, number>, site: HazardSite, persons: number, start: Spot, costTo: (spot: Spot) => number): Shelter | undefined => {
  const needed = suitedTo(site.type);
  let best: Shelter | undefined;
  let least = Infinity;
  for (const shelter of shelters) {
    if (!shelter.isUsable || Math.hypot(shelter.x - start.x, shelter.y - start.y) > SHELTER_REACH_METRES) continue;
    const isFull = (expected.get(shelter) ?? 0) + persons > shelter.capacity;
    const cost = costTo(shelter.spot) * (isFull ? FULL_FACTOR : 1) * (shelter.village === site.village ? OWN_VILLAGE_FACTOR : 1) * (shelter.suitableFor.includes(needed) ? 1 : 4);
    if (cost >= least) continue;
    least = cost;
    best = shelter;
  }
  return best;
};

const fromHazards = (scene: Scene, walker: Walker, sites: readonly HazardSite[], shelters: readonly Shelter[], routes: TransferRoute[]): void => {
  const expected = new Map<Shelter, number>();
  sites.forEach((site, hazard) => {
    const persons = residents(scene, site.households);
    const start = site.households.length === 0 ? undefined : startOf(scene, site);
    if (start === undefined) return;
    for (const limit of [NEAR_LIMIT_METRES, FAR_LIMIT_METRES]) {
      walker.spread(start, limit);
      const shelter = chooseShelter(shelters, expected, site, persons, start, walker.costTo);
      const walk = shelter === undefined ? undefined : walker.walkTo(shelter.spot);
      if (shelter === undefined || walk === undefined || walk.points.xs.length < 2) continue;
      routes.push({ number: routes.length + 1, shelter, hazard, village: site.village, from: '', ...describe(scene, walk), households: site.households.length, persons });
      expected.set(shelter, (expected.get(shelter) ?? 0) + persons);
      break;
    }
  });
};

const fromVillages = (scene: Scene, walker: Walker, shelters: readonly Shelter[], routes: TransferRoute[]): void => {
  scene.names.townships.forEach((_, township) => {
    const shelter = shelters.find((candidate) => candidate.level === 'township' && scene.townshipOf(candidate.village) === township);
    if (shelter === undefined) return;
    walker.spread(shelter.spot, Infinity);
    scene.townships.ofVillage.forEach((of, village) => {
      if (of !== township || village < scene.sites.townCount) return;
      const place = scene.villagePlace(village);
      const spot = nearestRoad(scene.roads.graph, place.x, place.y, 300, (edge) => edge.rank > 0);
      const back = spot === undefined ? undefined : walker.walkTo(spot);
      if (back === undefined || back.points.xs.length < 2) return;
      const walk: Walk = { points: { xs: back.points.xs.toReversed(), ys: back.points.ys.toReversed() }, edges: back.edges.toReversed(), length: back.length };
      const list = scene.householdsOf(village);
      routes.push({ number: routes.length + 1, shelter, hazard: -1, village, from: scene.names.villages[village]!.name, ...describe(scene, walk), households: list.length, persons: residents(scene, list) });
    });
  });
};

export const planRoutes = (scene: Scene, sites: readonly HazardSite[], shelters: readonly Shelter[]): readonly TransferRoute[] => {
  const walker = createWalker(scene.roads.graph);
  const routes: TransferRoute[] = [];
  fromHazards(scene, walker, sites, shelters, routes);
  fromVillages(scene, walker, shelters, routes);
  return routes;
};

/** `hazardName`, `hazardId`: by index of the hazard site. */
export const routeThings = (scene: Scene, routes: readonly TransferRoute[], persons: Persons, hazardName: (hazard: number) => string, hazardId: (hazard: number) => string): readonly DemonstrationThing[] =>
  routes.map((route) => {
    const guide = persons.inRole(route.village, 'transferGuide');
    const from = route.hazard < 0 ? route.from : hazardName(route.hazard);
    return scene.maker.make('transferRoute', scene.maker.id('transferRoute', route.number), `${from}至${route.shelter.name}`, scene.villageCode(route.village), lineGeometry(scene.land.raster, route.walk.points), {
      mode: route.mode, fromName: from, shelterId: scene.maker.id('shelter', route.shelter.number), hazardPointId: route.hazard < 0 ? undefined : hazardId(route.hazard),
      lengthMetres: Math.round(route.walk.length), walkMinutes: route.walkMinutes, households: route.households, persons: route.persons,
      guideName: guide.name, guidePhone: guide.phone, hasFord: route.hasFord, note: route.hasFord ? '过漫水路段，涨水时禁止通行' : undefined,
    });
  });
