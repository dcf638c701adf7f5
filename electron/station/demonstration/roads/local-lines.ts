// Everything drawn inside the settlements once the county's roads lie: streets, lanes, farm tracks, with their names.
import { neighboursOf } from '../raster.ts';
import { createRandom, type Random } from '../random.ts';
import { STREET_ROAD_NAMES } from '../tables/place-names.ts';
import type { BuildingLand } from './building-land.ts';
import { layFieldTracks } from './field-tracks.ts';
import type { GrowingSegments } from './growing-segments.ts';
import { growLanes } from './hamlet-lanes.ts';
import type { LayingSite, Route } from './lay-network.ts';
import type { NetworkPlaces } from './network-lines.ts';
import type { RawLine } from './raw-line.ts';
import { classRank, ROAD_CLASSES } from './road-class.ts';
import { layTownStreets, streetSeed } from './town-streets.ts';

interface Local {
  readonly site: LayingSite;
  readonly places: NetworkPlaces;
  readonly land: BuildingLand;
  /** What has been drawn so far; grows. */
  readonly roads: GrowingSegments;
  readonly routes: Route[];
  readonly random: Random;
}

const COUNTY_TOWN_METRES = 1720;
const TOWN_METRES = { street: 0, town: 520, rural: 330 } as const;
/** Plain enough around the village for farm tracks. */
const FIELD_PLAIN = 0.08;

const mainHamlets = (site: LayingSite): ReadonlyMap<number, number> => {
  const main = new Map<number, number>();
  site.hamlets.forEach((hamlet, index) => { if (hamlet.isMain) main.set(hamlet.village, index); });
  return main;
};

const addStreetRoute = (local: Local, town: string, used: Map<string, number>) => (rank: number): number => {
  const stem = local.random.pick(STREET_ROAD_NAMES);
  const count = (used.get(stem) ?? 0) + 1;
  used.set(stem, count);
  const word = stem.endsWith('街') ? '' : rank <= 4 ? '路' : '街';
  const name = count === 1 ? `${stem}${word}` : `${stem}${word === '' ? '' : word}${count}巷`;
  local.routes.push({ roadClass: ROAD_CLASSES[rank]!, number: '', name: town === '' ? name : `${town}${name}` });
  return local.routes.length - 1;
};

const drawStreets = (local: Local): readonly RawLine[] => {
  const { site, places } = local;
  const main = mainHamlets(site);
  const lines: RawLine[] = [];
  site.townships.seats.forEach((village, township) => {
    const radius = (township === 0 ? COUNTY_TOWN_METRES : TOWN_METRES[site.townships.classes[township]!]) * Math.min(1, 0.35 + 0.65 * Math.sqrt(site.townships.seats.length / 16));
    if (radius === 0) return;
    const cell = site.sites.cells[village]!;
    lines.push(...layTownStreets({
      x: places.x[cell]!, y: places.y[cell]!, angle: local.random.between(0, Math.PI / 2), radius,
      spacing: township === 0 ? [98, 170] : [70, 115], hamlet: main.get(village) ?? -1, seed: streetSeed(site.seed, township),
      nameStreet: addStreetRoute(local, township === 0 ? '' : site.names.townships[township]!.stem, new Map()),
    }, local.land, local.roads, local.random));
  });
  return lines;
};

const roadAngles = (site: LayingSite, places: NetworkPlaces, cell: number): readonly number[] => {
  const { step } = neighboursOf(site.land.raster);
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((side) => ((site.network.links[cell]! >> side) & 1) === 1)
    .map((side) => Math.atan2(places.y[cell + step[side]!]! - places.y[cell]!, places.x[cell + step[side]!]! - places.x[cell]!));
};

/** The best road that reaches a cell, but never above a village road. */
const bestRank = (site: LayingSite, cell: number): number =>
  Math.max(classRank('village'), Math.min(...[0, 1, 2, 3, 4, 5, 6, 7].filter((side) => ((site.network.links[cell]! >> side) & 1) === 1).map((side) => site.network.rankOf(cell, side))));

const drawLanes = (local: Local): readonly RawLine[] => {
  const { site, places } = local;
  const lines: RawLine[] = [];
  site.hamlets.forEach((hamlet, index) => {
    if (hamlet.village < site.sites.townCount) return;
    const isSeat = hamlet.isMain && site.townships.seats.includes(hamlet.village);
    const rank = bestRank(site, hamlet.cell);
    local.routes.push({ roadClass: ROAD_CLASSES[rank]!, number: '', name: `${site.names.hamlets[index]!}村内道路` });
    lines.push(...growLanes({
      x: places.x[hamlet.cell]!, y: places.y[hamlet.cell]!, roadAngles: roadAngles(site, places, hamlet.cell),
      buildings: hamlet.households * (isSeat ? 0.5 : 1), hamlet: index, village: hamlet.village, route: local.routes.length - 1, rank,
    }, local.land, local.roads, local.random));
  });
  return lines;
};

const drawFields = (local: Local): readonly RawLine[] => {
  const { site, places } = local;
  const lines: RawLine[] = [];
  site.sites.cells.forEach((cell, village) => {
    if (village < site.sites.townCount || site.ground.plain[cell]! < FIELD_PLAIN) return;
    local.routes.push({ roadClass: 'track', number: '', name: `${site.names.villages[village]!.stem}机耕路` });
    lines.push(...layFieldTracks({
      village, x: places.x[cell]!, y: places.y[cell]!, angle: local.random.between(0, Math.PI / 2), radius: 1300, route: local.routes.length - 1,
    }, local.land, local.roads, local.random, site.seed));
  });
  return lines;
};

/** Appends the routes it names to `routes`. */
export const drawLocalLines = (site: LayingSite, places: NetworkPlaces, land: BuildingLand, roads: GrowingSegments, routes: Route[]): readonly RawLine[] => {
  const local: Local = { site, places, land, roads, routes, random: createRandom(site.seed, 'local roads') };
  return [...drawStreets(local), ...drawLanes(local), ...drawFields(local)];
};
