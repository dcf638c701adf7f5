// The county's road net on the cells: trunk roads first, then each lower class reaching for the one before.
import type { Ground } from '../land/ground.ts';
import type { Hamlet } from '../land/hamlets.ts';
import type { PlaceNames } from '../land/names.ts';
import type { Territories } from '../land/territories.ts';
import type { Townships } from '../land/townships.ts';
import type { VillageSites } from '../land/village-sites.ts';
import { createRandom, type Random } from '../random.ts';
import { createPointBuckets } from '../point-buckets.ts';
import { centreX, centreY, type Raster } from '../raster.ts';
import type { Land } from '../terrain/build-land.ts';
import type { StreamNetwork } from '../water/stream-network.ts';
import type { CellNetwork } from './cell-network.ts';
import type { Exit } from './exits.ts';
import type { PathSearch } from './path-search.ts';
import { classRank, LAYING_RULES, type RoadClass } from './road-class.ts';
import { takeTunnels, type Tunnel } from './tunnels.ts';

export interface Route {
  readonly roadClass: RoadClass;
  readonly number: string;
  readonly name: string;
}

export interface LaidNetwork {
  readonly network: CellNetwork;
  readonly routes: readonly Route[];
  readonly tunnels: readonly Tunnel[];
  readonly motorwayRoute: number;
}

export interface LayingSite {
  readonly network: CellNetwork;
  readonly search: PathSearch;
  readonly land: Land;
  readonly ground: Ground;
  readonly streams: StreamNetwork;
  readonly inside: Uint8Array;
  readonly sites: VillageSites;
  readonly townships: Townships;
  readonly territories: Territories;
  readonly hamlets: readonly Hamlet[];
  readonly names: PlaceNames;
  readonly exits: readonly Exit[];
  /** Toll plazas of the motorway, to be joined to the county's roads. */
  readonly plazas: readonly number[];
  readonly seed: number;
}

interface Layer extends LayingSite {
  readonly routes: Route[];
  readonly tunnels: Tunnel[];
  readonly random: Random;
  readonly numbers: Map<RoadClass, number>;
}

/** Numbers that no real road bears: G and S from 890, X, Y and C in the nine hundreds and up. */
const NUMBER_BASES: Readonly<Record<RoadClass, readonly [letter: string, base: number]>> = {
  motorway: ['G', 9890], national: ['G', 890], provincial: ['S', 890], county: ['X', 900], township: ['Y', 9000], village: ['C', 90000], track: ['', 0], path: ['', 0],
};

const addRoute = (layer: Layer, roadClass: RoadClass, from: string, to: string): number => {
  const [letter, base] = NUMBER_BASES[roadClass];
  const next = (layer.numbers.get(roadClass) ?? 0) + 1;
  layer.numbers.set(roadClass, next);
  const tail = roadClass === 'motorway' ? '高速' : roadClass === 'track' ? '机耕路' : roadClass === 'path' ? '步道' : '线';
  const name = from === to || to === '' ? `${from}${tail === '线' ? '路' : tail}` : `${from.slice(0, 1)}${to.slice(0, 1)}${tail}`;
  layer.routes.push({ roadClass, number: letter === '' ? '' : `${letter}${base + next}`, name });
  return layer.routes.length - 1;
};

const onNetwork = (layer: Layer) => (cell: number): boolean => layer.network.links[cell] !== 0;

const lay = (layer: Layer, path: readonly number[] | undefined, route: number): void => {
  if (path === undefined || path.length < 2) return;
  const { roadClass } = layer.routes[route]!;
  const { stretches, tunnels } = classRank(roadClass) <= classRank('county') ? takeTunnels(layer.land, layer.network, path, route) : { stretches: [path], tunnels: [] };
  for (const stretch of stretches) layer.network.lay(stretch, classRank(roadClass), route);
  for (const tunnel of tunnels) {
    layer.tunnels.push(tunnel);
    layer.network.anchors.add(tunnel.from).add(tunnel.to);
  }
  layer.network.anchors.add(path[0]!).add(path.at(-1)!);
};

const layTrunks = (layer: Layer): void => {
  const seat = layer.sites.cells[0]!;
  const town = layer.names.townships[0]!.stem;
  for (const roadClass of ['national', 'provincial'] as const) {
    const exits = layer.exits.filter((exit) => exit.roadClass === roadClass);
    const route = addRoute(layer, roadClass, roadClass === 'national' ? '演' : town, roadClass === 'national' ? '练' : '界');
    for (const exit of exits) lay(layer, layer.search.toCell(exit.cell, seat, LAYING_RULES[roadClass]), route);
  }
};

const apart = (raster: Raster, left: number, right: number): number =>
  Math.hypot(((left % raster.columns) - (right % raster.columns)) * raster.cellX, (Math.floor(left / raster.columns) - Math.floor(right / raster.columns)) * raster.cellY);

const layTownships = (layer: Layer): void => {
  const { sites, townships, names, land } = layer;
  const seat = sites.cells[0]!;
  const order = townships.seats.map((village, township) => ({ cell: sites.cells[village]!, township })).slice(1)
    .toSorted((left, right) => apart(land.raster, left.cell, seat) - apart(land.raster, right.cell, seat));
  for (const { cell, township } of order) {
    layer.network.anchors.add(cell);
    if (onNetwork(layer)(cell)) continue;
    const route = addRoute(layer, 'county', names.townships[0]!.stem, names.townships[township]!.stem);
    lay(layer, layer.search.toNearest(cell, onNetwork(layer), LAYING_RULES.county, Infinity), route);
  }
};

const layPlazas = (layer: Layer): void => {
  for (const plaza of layer.plazas) {
    layer.network.anchors.add(plaza);
    const route = addRoute(layer, 'county', layer.names.townships[0]!.stem, '连');
    lay(layer, layer.search.toNearest(plaza, onNetwork(layer), LAYING_RULES.county, Infinity), route);
  }
};

const layVillages = (layer: Layer): void => {
  const { sites, townships, names, land } = layer;
  const order = sites.cells.map((cell, village) => ({ cell, village, away: apart(land.raster, cell, sites.cells[townships.seats[townships.ofVillage[village]!]!]!) }))
    .toSorted((left, right) => left.away - right.away || left.village - right.village);
  for (const { cell, village } of order) {
    layer.network.anchors.add(cell);
    if (onNetwork(layer)(cell)) continue;
    const route = addRoute(layer, 'township', names.townships[townships.ofVillage[village]!]!.stem, names.villages[village]!.stem);
    lay(layer, layer.search.toNearest(cell, onNetwork(layer), LAYING_RULES.township, Infinity), route);
  }
};

/** A few hamlets are honestly out of a car's reach. */
const accessClass = (layer: Layer, hamlet: Hamlet): RoadClass => {
  if (hamlet.isMain || hamlet.households > 14) return 'village';
  const steep = layer.land.slope[hamlet.cell]! > 0.2 ? 2 : 1;
  const draw = layer.random.next();
  return draw < 0.016 * steep ? 'path' : draw < 0.07 * steep ? 'track' : 'village';
};

const layHamlets = (layer: Layer): void => {
  layer.hamlets.forEach((hamlet, index) => {
    layer.network.anchors.add(hamlet.cell);
    if (onNetwork(layer)(hamlet.cell)) return;
    const roadClass = accessClass(layer, hamlet);
    const route = addRoute(layer, roadClass, layer.names.villages[hamlet.village]!.stem, layer.names.hamlets[index]!);
    lay(layer, layer.search.toNearest(hamlet.cell, onNetwork(layer), LAYING_RULES[roadClass], Infinity), route);
  });
};

/** Second ways between neighbouring villages, so that one slide does not cut off a valley. */
const layLoops = (layer: Layer): void => {
  const { territories, sites, names, land } = layer;
  territories.next.forEach((next, village) => {
    for (const other of next.keys()) {
      if (other <= village || village < sites.townCount) continue;
      const from = sites.cells[village]!;
      const to = sites.cells[other]!;
      const straight = apart(land.raster, from, to);
      if (straight > 4200 || !layer.random.chance(0.85)) continue;
      const kind: RoadClass = layer.random.chance(0.3) ? 'village' : layer.random.chance(0.45) ? 'track' : 'path';
      const path = layer.search.toCell(from, to, { ...LAYING_RULES[kind], reuse: 0.75 });
      if (path === undefined) continue;
      const fresh = path.filter((cell) => layer.network.links[cell] === 0).length;
      if (fresh < 4 || fresh > 48) continue;
      lay(layer, path, addRoute(layer, kind, names.villages[village]!.stem, names.villages[other]!.stem));
    }
  });
};

const HAMLET_PATH_METRES = 1500;

/** Paths and tracks from each hamlet to another not far off, where they are shorter than the road. */
const layHamletPaths = (layer: Layer): void => {
  const { hamlets, sites, names, land } = layer;
  const { raster } = land;
  const near = createPointBuckets(hamlets.map(({ cell }) => centreX(raster, cell)), hamlets.map(({ cell }) => centreY(raster, cell)), raster.columns * raster.cellX, raster.rows * raster.cellY);
  for (const hamlet of hamlets) {
    if (hamlet.village < sites.townCount) continue;
    let other: Hamlet | undefined;
    let nearest = HAMLET_PATH_METRES;
    near.visit(centreX(raster, hamlet.cell), centreY(raster, hamlet.cell), HAMLET_PATH_METRES, (index) => {
      const found = hamlets[index]!;
      const away = apart(raster, hamlet.cell, found.cell) * (0.6 + 0.8 * layer.random.next());
      if (found === hamlet || away >= nearest) return;
      nearest = away;
      other = found;
    });
    if (other === undefined) continue;
    const kind: RoadClass = layer.random.chance(0.5) ? 'track' : 'path';
    const path = layer.search.toCell(hamlet.cell, other.cell, { ...LAYING_RULES[kind], reuse: 0.85 });
    if (path === undefined || path.length > 40 || path.filter((cell) => layer.network.links[cell] === 0).length < 3) continue;
    lay(layer, path, addRoute(layer, kind, names.villages[hamlet.village]!.stem, names.villages[other.village]!.stem));
  }
};

/** Forest and field tracks that end on the hill. */
const layHillTracks = (layer: Layer): void => {
  const { land, territories, hamlets, names, ground } = layer;
  const { columns } = land.raster;
  for (const hamlet of [...hamlets, ...hamlets, ...hamlets]) {
    if (hamlet.village < layer.sites.townCount) continue;
    const reach = layer.random.integer(7, 22);
    const angle = layer.random.between(0, 2 * Math.PI);
    const goal = hamlet.cell + Math.round(Math.cos(angle) * reach) + Math.round(Math.sin(angle) * reach) * columns;
    if (territories.village[goal] !== hamlet.village || ground.isLake[goal] === 1 || land.slope[goal]! > 0.55 || onNetwork(layer)(goal)) continue;
    const kind: RoadClass = layer.random.chance(0.55) ? 'track' : 'path';
    const path = layer.search.toNearest(goal, onNetwork(layer), LAYING_RULES[kind], 14000);
    if (path === undefined || path.length < 5) continue;
    lay(layer, path, addRoute(layer, kind, names.villages[hamlet.village]!.stem, ''));
  }
};

export const layNetwork = (site: LayingSite): LaidNetwork => {
  const { network } = site;
  const layer: Layer = { ...site, routes: [], tunnels: [], random: createRandom(site.seed, 'roads'), numbers: new Map() };
  network.anchors.add(site.sites.cells[0]!);
  const motorwayRoute = addRoute(layer, 'motorway', '演', '练');
  layTrunks(layer);
  layPlazas(layer);
  layTownships(layer);
  layVillages(layer);
  layHamlets(layer);
  layLoops(layer);
  layHamletPaths(layer);
  layHillTracks(layer);
  return { network, routes: layer.routes, tunnels: layer.tunnels, motorwayRoute };
};
