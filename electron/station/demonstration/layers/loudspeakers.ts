// 高音喇叭: horns on poles and roofs among the houses, turned towards those who are to hear them.
import { apportion } from '../land/hamlets.ts';
import { createRandom, type Random } from '../random.ts';
import { pointGeometry, type DemonstrationThing } from '../thing-maker.ts';
import type { Persons } from './persons.ts';
import type { Scene } from './scene.ts';

const RESOURCE_LEVEL = '6';
/** Type, type sequence, subtype as seen on fielded loudspeakers; only the two last digits count the horns of a village. */
const RESOURCE_TYPE = '0314';
const RESOURCE_SUBTYPE = '01';
const MOST_PER_SEQUENCE = 99;
const DAY_MS = 86_400_000;

/** 23 digits: level, 12-digit area, type, sequence, subtype, number. */
export const resourceCode = (villageCode: string, number: number): string => {
  const sequence = Math.floor((number - 1) / MOST_PER_SEQUENCE) + 1;
  const within = ((number - 1) % MOST_PER_SEQUENCE) + 1;
  return `${RESOURCE_LEVEL}${villageCode}${RESOURCE_TYPE}${String(sequence).padStart(2, '0')}${RESOURCE_SUBTYPE}${String(within).padStart(2, '0')}`;
};

interface Horn {
  readonly watts: number;
  readonly radius: number;
  readonly beam: number;
}

const drawHorn = (random: Random, isTown: boolean): Horn => {
  const [watts, radius] = ([[25, 260], [50, 360], [100, 500], [200, 680]] as const)[random.weighted(isTown ? [30, 45, 20, 5] : [12, 42, 36, 10])]!;
  return { watts, radius: Math.round((radius * random.between(0.88, 1.1)) / 10) * 10, beam: random.chance(0.3) ? 360 : random.pick([60, 90, 90, 120, 180]) };
};

const SITES = ['电杆', '文化礼堂屋顶', '村口立杆', '民房屋顶', '路灯杆', '祠堂屋顶', '篮球场立杆', '水泵房屋顶'];

interface Mast {
  readonly x: number;
  readonly y: number;
}

const APART_METRES = 70;

/** Dry places a few steps from a house, well apart from one another as long as there is room. */
const findMasts = (scene: Scene, random: Random, households: readonly number[], count: number): readonly Mast[] => {
  const { households: houses } = scene.register;
  const masts: Mast[] = [];
  for (let tries = 0; tries < count * 40 && masts.length < count && households.length > 0; tries += 1) {
    const house = random.pick(households);
    const turn = random.between(0, 2 * Math.PI);
    const x = houses.x[house]! + Math.cos(turn) * random.between(5, 16);
    const y = houses.y[house]! + Math.sin(turn) * random.between(5, 16);
    const apart = tries < count * 20 ? APART_METRES : 12;
    if (masts.every((mast) => Math.hypot(mast.x - x, mast.y - y) >= apart) && scene.roads.land.isOpen(x, y, 3)) masts.push({ x, y });
  }
  while (masts.length < count && households.length > 0) {
    const house = random.pick(households);
    masts.push({ x: houses.x[house]!, y: houses.y[house]! });
  }
  return masts;
};

/** Compass degrees from a mast to the middle of the hamlet it serves; anywhere when it stands in the middle. */
const bearingTo = (random: Random, mast: Mast, middleX: number, middleY: number): number => {
  const dx = middleX - mast.x;
  const dy = middleY - mast.y;
  if (Math.hypot(dx, dy) < 25) return random.integer(0, 35) * 10;
  return Math.round(((Math.atan2(dx, -dy) * 180) / Math.PI + 360) % 360) % 360;
};

interface Placed extends Mast {
  readonly village: number;
  readonly hamlet: number;
  readonly bearing: number;
}

const placeInVillage = (scene: Scene, random: Random, village: number, count: number): readonly Placed[] => {
  const { households: houses } = scene.register;
  const byHamlet = new Map<number, number[]>();
  for (const household of scene.householdsOf(village)) byHamlet.set(houses.hamlet[household]!, [...(byHamlet.get(houses.hamlet[household]!) ?? []), household]);
  const hamlets = [...byHamlet.entries()];
  const shares = apportion(count, hamlets.map(([, list]) => list.length ** 0.62), count >= hamlets.length ? 1 : 0);
  return hamlets.flatMap(([hamlet, list], index) => {
    const middleX = list.reduce((sum, household) => sum + houses.x[household]!, 0) / list.length;
    const middleY = list.reduce((sum, household) => sum + houses.y[household]!, 0) / list.length;
    return findMasts(scene, random, list, shares[index]!).map((mast) => ({ ...mast, village, hamlet, bearing: bearingTo(random, mast, middleX, middleY) }));
  });
};

const lastState = (random: Random, today: number): { readonly workState: string; readonly lastReportAt?: string } => {
  const day = (daysAgo: number): string => new Date(today - daysAgo * DAY_MS).toISOString().slice(0, 10);
  const draw = random.next();
  if (draw < 0.953) return { workState: 'idle', lastReportAt: day(0) };
  if (draw < 0.957) return { workState: 'working', lastReportAt: day(0) };
  if (draw < 0.98) return { workState: 'fault', lastReportAt: day(random.integer(0, 40)) };
  return random.chance(0.5) ? { workState: 'unknown' } : { workState: 'unknown', lastReportAt: day(random.integer(7, 200)) };
};

const weightOf = (scene: Scene, village: number): number => {
  const households = scene.householdsOf(village).length;
  const hamlets = scene.hamlets.filter((hamlet) => hamlet.village === village).length;
  return households === 0 ? 0 : 1.6 + 1.15 * hamlets + households / 34;
};

/** In order of area code; serial gateways take runs of neighbours, as their lines do. */
export const loudspeakerThings = function* (scene: Scene, persons: Persons): Generator<DemonstrationThing> {
  const random = createRandom(scene.plan.seed, 'loudspeakers');
  const { loudspeakers, serialGateways } = scene.plan.counts;
  const today = Date.parse(`${scene.today}T00:00:00Z`);
  const villages = scene.names.villages.map((_, village) => village).toSorted((left, right) => (scene.villageCode(left) < scene.villageCode(right) ? -1 : 1));
  const shares = apportion(loudspeakers, villages.map((village) => weightOf(scene, village)));
  let number = 0;
  for (const [order, village] of villages.entries()) {
    const keeper = persons.inRole(village, 'emergencyAdministrator');
    for (const [within, horn] of placeInVillage(scene, random, village, shares[order]!).entries()) {
      number += 1;
      const { watts, radius, beam } = drawHorn(random, village < scene.sites.townCount);
      const hamlet = scene.names.hamlets[horn.hamlet]!;
      const gateway = Math.min(serialGateways, Math.floor(((number - 1) * serialGateways) / loudspeakers) + 1);
      const install = random.pick(SITES);
      yield scene.maker.make('loudspeaker', scene.maker.id('loudspeaker', number), `${scene.names.villages[village]!.name}${hamlet}${within + 1}号喇叭`, scene.villageCode(village), pointGeometry(scene.land.raster, horn.x, horn.y), {
        resourceCode: resourceCode(scene.villageCode(village), within + 1), powerWatts: watts, bearingDegrees: horn.bearing, beamDegrees: beam,
        audibleRadiusMetres: radius, mountHeightMetres: random.integer(5, 12),
        gatewayId: `${scene.plan.idPrefix}-gateway-${String(gateway).padStart(2, '0')}`, carrier: 'serial', ...lastState(random, today),
        installSite: `${hamlet}${install}`, keeperName: keeper.name, keeperPhone: keeper.phone,
      });
    }
  }
};
