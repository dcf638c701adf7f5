// What every layer asks of the county: whose ground a place is, who lives near, how it is called.
import type { County } from '../county.ts';
import { createPointBuckets, type PointBuckets } from '../point-buckets.ts';
import { cellAt } from '../raster.ts';

export interface Scene extends County {
  readonly near: PointBuckets;
  /** Village index at a place of the county; the nearest village centre's where the place lies outside. */
  readonly villageAt: (x: number, y: number) => number;
  readonly townshipOf: (village: number) => number;
  readonly villageCode: (village: number) => string;
  readonly townshipCode: (township: number) => string;
  readonly countyCode: string;
  /** `演练县云岭镇大坞村` */
  readonly villageAddress: (village: number) => string;
  readonly townshipAddress: (township: number) => string;
  readonly hamletName: (household: number) => string;
  /** Middle of the village's main hamlet, on the road. */
  readonly villagePlace: (village: number) => { readonly x: number; readonly y: number };
  readonly seatPlace: (township: number) => { readonly x: number; readonly y: number };
  readonly householdsOf: (village: number) => readonly number[];
}

export const createScene = (county: County): Scene => {
  const { register, names, townships, sites, roads, territories, land, plan } = county;
  const { households } = register;
  const { raster } = land;
  const byVillage: number[][] = sites.cells.map(() => []);
  for (let household = 0; household < households.count; household += 1) byVillage[households.village[household]!]!.push(household);
  const villagePlace = (village: number): { x: number; y: number } => ({ x: roads.places.x[sites.cells[village]!]!, y: roads.places.y[sites.cells[village]!]! });
  const nearestVillage = (x: number, y: number): number => {
    let best = 0;
    let least = Infinity;
    sites.cells.forEach((_, village) => {
      const place = villagePlace(village);
      const away = Math.hypot(place.x - x, place.y - y);
      if (away >= least) return;
      least = away;
      best = village;
    });
    return best;
  };
  const townshipAddress = (township: number): string => `${plan.name}${names.townships[township]!.name}`;
  return {
    ...county,
    near: createPointBuckets(households.x, households.y, raster.columns * raster.cellX, raster.rows * raster.cellY),
    villageAt: (x, y) => {
      const village = territories.village[cellAt(raster, x, y)]!;
      return village >= 0 ? village : nearestVillage(x, y);
    },
    townshipOf: (village) => townships.ofVillage[village]!,
    villageCode: (village) => names.villages[village]!.code,
    townshipCode: (township) => names.townships[township]!.code,
    countyCode: `${plan.code}000000`,
    townshipAddress,
    villageAddress: (village) => `${townshipAddress(townships.ofVillage[village]!)}${names.villages[village]!.name}`,
    hamletName: (household) => names.hamlets[households.hamlet[household]!]!,
    villagePlace,
    seatPlace: (township) => villagePlace(townships.seats[township]!),
    householdsOf: (village) => byVillage[village]!,
  };
};
