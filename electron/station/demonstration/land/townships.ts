// Villages grouped into townships of like size, each in one piece around its seat.
import type { Land } from '../terrain/build-land.ts';
import type { Ground } from './ground.ts';
import type { Territories } from './territories.ts';
import type { VillageSites } from './village-sites.ts';

/** 街道, 镇, 乡. */
export type TownshipClass = 'street' | 'town' | 'rural';

export interface Townships {
  /** Township index by village. */
  readonly ofVillage: readonly number[];
  /** The seat's village, by township; township 0 holds the county seat. */
  readonly seats: readonly number[];
  readonly classes: readonly TownshipClass[];
}

const streetCount = (count: number): number => (count >= 12 ? 2 : count >= 5 ? 1 : 0);

type Apart = (left: number, right: number) => number;

/** Seats far from one another, on good land: each next one where the product of both is greatest. */
const chooseSeats = (ground: Ground, sites: VillageSites, count: number, streets: number, apart: Apart): readonly number[] => {
  const seats = [0];
  if (streets === 2 && sites.townCount > 1) {
    const town = Array.from({ length: sites.townCount }, (_, index) => index);
    seats.push(town.toSorted((left, right) => apart(0, right) - apart(0, left))[0] ?? 1);
  }
  while (seats.length < count) {
    let best = -1;
    let most = -Infinity;
    for (let village = sites.townCount; village < sites.cells.length; village += 1) {
      const nearest = Math.min(...seats.map((seat) => apart(seat, village)));
      const worth = nearest * (0.45 + ground.plain[sites.cells[village]!]! + 0.3 * ground.room[sites.cells[village]!]!);
      if (worth <= most || seats.includes(village)) continue;
      most = worth;
      best = village;
    }
    if (best < 0) break;
    seats.push(best);
  }
  return seats;
};

/** The smallest township takes its nearest free neighbour, again and again. */
const grow = (territories: Territories, seats: readonly number[], target: readonly number[]): number[] => {
  const of = territories.next.map(() => -1);
  const cost = territories.next.map(() => Infinity);
  const sizes = seats.map(() => 1);
  seats.forEach((seat, township) => {
    of[seat] = township;
    cost[seat] = 0;
  });
  const nearestFree = (township: number): { readonly village: number; readonly walk: number } | undefined => {
    let found: { village: number; walk: number } | undefined;
    for (let village = 0; village < of.length; village += 1) {
      if (of[village] !== township) continue;
      for (const [next, walk] of territories.next[village]!) {
        const total = cost[village]! + walk;
        if (of[next] === -1 && (found === undefined || total < found.walk)) found = { village: next, walk: total };
      }
    }
    return found;
  };
  const closed = new Set<number>();
  while (closed.size < seats.length) {
    let least = -1;
    for (let township = 0; township < seats.length; township += 1) {
      if (!closed.has(township) && (least < 0 || sizes[township]! / target[township]! < sizes[least]! / target[least]!)) least = township;
    }
    const found = nearestFree(least);
    if (found === undefined) {
      closed.add(least);
      continue;
    }
    of[found.village] = least;
    cost[found.village] = found.walk;
    sizes[least] = sizes[least]! + 1;
  }
  return of;
};

/** The best placed village of a township: low, level, and near its middle. */
const settleSeat = (land: Land, ground: Ground, sites: VillageSites, ofVillage: readonly number[], township: number, apart: Apart): number => {
  const own = ofVillage.map((_, village) => village).filter((village) => ofVillage[village] === township && village >= sites.townCount);
  const height = (village: number): number => land.heights[sites.cells[village]!]!;
  const lowest = Math.min(...own.map(height));
  const worth = (village: number): number => {
    const away = own.reduce((sum, other) => sum + apart(village, other), 0) / own.length;
    const cell = sites.cells[village]!;
    return ground.plain[cell]! + 0.6 * ground.room[cell]! - (height(village) - lowest) / 500 - away / 9000;
  };
  return own.toSorted((left, right) => worth(right) - worth(left))[0] ?? 0;
};

export const groupTownships = (land: Land, ground: Ground, sites: VillageSites, territories: Territories, count: number): Townships => {
  const { raster } = land;
  const apart: Apart = (left, right) => {
    const a = sites.cells[left]!;
    const b = sites.cells[right]!;
    return Math.hypot(((a % raster.columns) - (b % raster.columns)) * raster.cellX, (Math.floor(a / raster.columns) - Math.floor(b / raster.columns)) * raster.cellY);
  };
  const streets = streetCount(count);
  const first = chooseSeats(ground, sites, count, streets, apart);
  const ofVillage = grow(territories, first, first.map((_, index) => (index < streets ? 0.75 : 1)));
  const seats = first.map((seat, township) => (township === 0 || township < streets ? seat : settleSeat(land, ground, sites, ofVillage, township, apart)));
  const byPlain = seats.map((_, index) => index).slice(streets)
    .toSorted((left, right) => ground.plain[sites.cells[seats[right]!]!]! - ground.plain[sites.cells[seats[left]!]!]!);
  const towns = new Set(byPlain.slice(0, Math.max(1, Math.round(byPlain.length * 0.45))));
  return { ofVillage, seats, classes: seats.map((_, index) => (index < streets ? 'street' : towns.has(index) ? 'town' : 'rural')) };
};
