// 避灾安置场所: a hall or school for every village, a centre for every township, and the county's own, none of them on threatened ground.
import { createRandom, type Random } from '../random.ts';
import { nearestRoad, type Spot } from '../roads/road-graph.ts';
import { pointGeometry, type DemonstrationThing } from '../thing-maker.ts';
import type { PublicSite } from './public-sites.ts';
import type { FoundPlot, PlotFinder } from './plot-finder.ts';
import type { Persons } from './persons.ts';
import type { Scene } from './scene.ts';

export type AdminLevel = 'county' | 'township' | 'village';

export interface Shelter extends FoundPlot {
  readonly number: number;
  readonly level: AdminLevel;
  readonly name: string;
  readonly village: number;
  readonly capacity: number;
  readonly structure: 'reinforcedConcrete' | 'brick' | 'steel' | 'wood' | 'open';
  readonly suitableFor: readonly string[];
  readonly isUsable: boolean;
  readonly isOutdoor: boolean;
  /** Where a walker reaches it. */
  readonly spot: Spot;
}

const ROAD_REACH_METRES = 400;
/** DB33/T 2158 wants them away from levees, streams and valley mouths. */
const BANK_CLEAR_METRES = 42;
const FLOOD_SAFE_METRES = 3;

interface Opening {
  readonly scene: Scene;
  readonly random: Random;
  readonly plots: PlotFinder;
  readonly isThreatened: (x: number, y: number) => boolean;
  readonly list: Shelter[];
}

const drawStructure = (random: Random, level: AdminLevel): Shelter['structure'] =>
  level === 'village' ? (['reinforcedConcrete', 'brick', 'steel', 'wood'] as const)[random.weighted([68, 27, 3, 2])]! : 'reinforcedConcrete';

const suitability = (opening: Opening, x: number, y: number, structure: Shelter['structure'], level: AdminLevel): readonly string[] => {
  const { scene, random } = opening;
  const { land } = scene.roads;
  const suits: string[] = [];
  const isSolid = structure === 'reinforcedConcrete' || structure === 'steel';
  const cellHeight = land.heightAt(x, y);
  const around = [0, 1, 2, 3].map((side) => land.heightAt(x + 150 * Math.cos((side * Math.PI) / 2), y + 150 * Math.sin((side * Math.PI) / 2)));
  if (cellHeight - Math.min(...around) > FLOOD_SAFE_METRES || random.chance(0.72)) suits.push('flood', 'waterlogging');
  if (land.slopeAt(x, y) < 0.16) suits.push('landslide');
  if (isSolid || (structure === 'brick' && random.chance(0.4))) suits.push('typhoon');
  if (isSolid && (level !== 'village' || random.chance(0.45))) suits.push('earthquake');
  if (structure === 'open') return ['earthquake', 'fire'];
  if (isSolid && random.chance(0.5)) suits.push('fire');
  if (level === 'county' || random.chance(0.03)) suits.push('toxicRelease');
  return suits.length === 0 ? ['typhoon'] : suits;
};

const open = (opening: Opening, level: AdminLevel, name: string, village: number, place: FoundPlot, capacity: number, isOutdoor = false): void => {
  const { scene, random } = opening;
  const spot = nearestRoad(scene.roads.graph, place.x, place.y, ROAD_REACH_METRES, (edge) => edge.rank > 0 && edge.structure === 'none');
  if (spot === undefined) return;
  const structure = isOutdoor ? 'open' : drawStructure(random, level);
  opening.list.push({
    ...place, number: opening.list.length + 1, level, name, village, capacity, structure, isOutdoor, spot,
    isUsable: level !== 'village' || !random.chance(0.012), suitableFor: suitability(opening, place.x, place.y, structure, level),
  });
};

const plotNear = (opening: Opening, village: number, reach: number, own: boolean): FoundPlot | undefined =>
  opening.plots.take({ ...opening.scene.villagePlace(village), reach, clear: BANK_CLEAR_METRES, steepest: 0.17, village: own ? village : -1, isForbidden: opening.isThreatened });

const residentsOf = (scene: Scene, village: number): number => scene.householdsOf(village).reduce((sum, household) => sum + scene.register.resident[household]!, 0);

const roundTo = (value: number, step: number): number => Math.max(step, Math.round(value / step) * step);

export const openShelters = (scene: Scene, plots: PlotFinder, publicSites: readonly PublicSite[], isThreatened: (x: number, y: number) => boolean): readonly Shelter[] => {
  const opening: Opening = { scene, random: createRandom(scene.plan.seed, 'shelters'), plots, isThreatened, list: [] };
  const { random } = opening;
  const county = scene.plan.name;
  const schools = publicSites.filter((site) => site.type === 'school' && !isThreatened(site.x, site.y));
  for (const [name, capacity, isOutdoor] of [[`${county}应急避难中心`, 4800, false], [`${county}体育馆`, 2600, false], [`${county}市民广场应急避难场所`, 6000, true]] as const) {
    const plot = plotNear(opening, 0, 1400, false);
    if (plot !== undefined) open(opening, 'county', name, scene.villageAt(plot.x, plot.y), plot, capacity, isOutdoor);
  }
  scene.names.townships.forEach((township, index) => {
    const seat = scene.townships.seats[index]!;
    const school = schools.find((site) => scene.townshipOf(site.village) === index && site.name.includes('小学'));
    const place = school !== undefined && random.chance(0.5) ? school : plotNear(opening, seat, 700, false);
    if (place !== undefined) open(opening, 'township', place === school ? `${school!.name}避灾安置点` : `${township.name}避灾安置中心`, scene.villageAt(place.x, place.y), { x: place.x, y: place.y }, roundTo(random.between(320, 1100), 10));
  });
  scene.names.villages.forEach((village, index) => {
    const school = schools.find((site) => site.village === index && !opening.list.some((other) => other.x === site.x && other.y === site.y));
    const place = school !== undefined && random.chance(0.6) ? school : (plotNear(opening, index, 380, true) ?? plotNear(opening, index, 1500, false));
    if (place === undefined) return;
    const capacity = roundTo(Math.min(420, Math.max(40, residentsOf(scene, index) * random.between(0.28, 0.5))), 10);
    open(opening, 'village', place === school ? `${school!.name}避灾安置点` : `${village.name}${random.pick(['文化礼堂', '文化礼堂', '党群服务中心', '老年活动中心'])}避灾安置点`, index, { x: place.x, y: place.y }, capacity);
  });
  return opening.list;
};

const classOf = (shelter: Shelter): string => {
  if (shelter.level === 'county') return shelter.isOutdoor ? 'emergency' : shelter.capacity > 4000 ? 'centre' : 'longTerm';
  return shelter.level === 'township' ? 'mediumTerm' : shelter.capacity >= 150 ? 'shortTerm' : 'emergency';
};

const openState = (random: Random, shelter: Shelter): readonly [state: string, taken: number] => {
  if (!shelter.isUsable) return ['unusable', 0];
  if (shelter.level === 'village' && random.chance(0.02)) return ['open', random.integer(2, Math.max(3, Math.round(shelter.capacity * 0.2)))];
  return ['closed', 0];
};

export const shelterThings = (scene: Scene, shelters: readonly Shelter[], persons: Persons): readonly DemonstrationThing[] => {
  const random = createRandom(scene.plan.seed, 'shelter details');
  const year = Number(scene.today.slice(0, 4));
  return shelters.map((shelter) => {
    const manager = shelter.level === 'village' ? persons.inRole(shelter.village, 'shelterManager') : shelter.level === 'township' ? persons.overseerOf(shelter.village) : persons.list[2]!;
    const [state, taken] = openState(random, shelter);
    const isAppraised = shelter.structure !== 'open' && (shelter.level !== 'village' || random.chance(0.7));
    const code = shelter.level === 'county' ? scene.countyCode : shelter.level === 'township' ? scene.townshipCode(scene.townshipOf(shelter.village)) : scene.villageCode(shelter.village);
    return scene.maker.make('shelter', scene.maker.id('shelter', shelter.number), shelter.name, code, pointGeometry(scene.land.raster, shelter.x, shelter.y), {
      adminLevel: shelter.level, shelterClass: classOf(shelter), spaceType: shelter.isOutdoor ? 'outdoor' : random.chance(0.18) ? 'both' : 'indoor', suitableFor: shelter.suitableFor,
      capacity: shelter.capacity, seatsTaken: taken, areaSquareMetres: Math.round(shelter.capacity * random.between(1.8, 3.4)), structure: shelter.structure,
      completionDate: `${year - random.integer(2, 26)}-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`,
      isAppraised: shelter.structure === 'open' ? undefined : isAppraised, isAccessible: random.chance(shelter.level === 'village' ? 0.46 : 0.92), isPrefabricated: shelter.structure === 'steel',
      hasPower: random.chance(shelter.level === 'village' ? 0.55 : 1), serviceRadiusMetres: shelter.level === 'county' ? 5000 : shelter.level === 'township' ? 2500 : 1000, openState: state,
      managerName: manager.name, managerPhone: manager.phone, address: `${scene.villageAddress(shelter.village)}${shelter.name.includes('避灾') ? '' : shelter.name}`,
      note: shelter.isUsable ? undefined : '维修加固中，暂不可用',
    });
  });
};
