// The clusters of houses in each village, and how many households live in each.
import { createRandom, type Random } from '../random.ts';
import type { Land } from '../terrain/build-land.ts';
import type { Ground } from './ground.ts';
import type { Territories } from './territories.ts';
import type { Townships } from './townships.ts';
import type { VillageSites } from './village-sites.ts';

export interface Hamlet {
  readonly village: number;
  readonly cell: number;
  readonly households: number;
  /** The first hamlet of its village, where its hall stands. */
  readonly isMain: boolean;
}

export interface Settled {
  readonly hamlets: readonly Hamlet[];
  /** Households by village. */
  readonly households: readonly number[];
}

const HAMLET_SPACING_METRES = 360;

/** Splits a whole number in proportion to weights; the largest remainders get what is left. */
export const apportion = (total: number, weights: readonly number[], least = 0): number[] => {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const spare = total - least * weights.length;
  const exact = weights.map((weight) => (sum === 0 ? 0 : (spare * weight) / sum));
  const shares = exact.map((value) => least + Math.floor(value));
  const rest = total - shares.reduce((before, share) => before + share, 0);
  const order = exact.map((value, index) => ({ index, part: value - Math.floor(value) })).toSorted((left, right) => right.part - left.part || left.index - right.index);
  for (const { index } of order.slice(0, rest)) shares[index] = shares[index]! + 1;
  return shares;
};

const villageWeight = (random: Random, village: number, sites: VillageSites, townships: Townships, ground: Ground): number => {
  if (village < sites.townCount) return random.between(680, 1050);
  const seat = townships.seats.indexOf(village);
  if (seat >= 0) return townships.classes[seat] === 'rural' ? random.between(190, 330) : random.between(380, 680);
  const size = 78 * Math.exp(0.5 * random.normal());
  return Math.min(420, Math.max(22, size)) * (0.6 + 0.8 * ground.plain[sites.cells[village]!]!);
};

/** Level, dry cells of each village, best first. */
const roomByVillage = (land: Land, ground: Ground, territories: Territories, count: number): readonly (readonly number[])[] => {
  const { raster } = land;
  const byVillage: number[][] = Array.from({ length: count }, () => []);
  for (let cell = raster.columns * 2; cell < raster.size - raster.columns * 2; cell += 1) {
    const village = territories.village[cell]!;
    if (village < 0 || ground.isWater[cell] === 1 || land.slope[cell]! > 0.36 || ground.room[cell]! < 0.06) continue;
    if (territories.village[cell - 2] !== village || territories.village[cell + 2] !== village) continue;
    if (territories.village[cell - 2 * raster.columns] !== village || territories.village[cell + 2 * raster.columns] !== village) continue;
    byVillage[village]!.push(cell);
  }
  return byVillage;
};

const chooseCells = (land: Land, ground: Ground, candidates: readonly number[], first: number, count: number, random: Random): readonly number[] => {
  const { columns, cellX, cellY } = land.raster;
  const ranked = candidates.map((cell) => ({ cell, worth: (0.2 + ground.room[cell]!) * (1 - land.slope[cell]!) * Math.exp(-ground.aboveStream[cell]! / 90) * (0.35 + random.next()) }))
    .toSorted((left, right) => right.worth - left.worth || left.cell - right.cell);
  const chosen = [first];
  for (const { cell } of ranked) {
    if (chosen.length >= count) break;
    const isApart = chosen.every((other) => Math.hypot(((cell % columns) - (other % columns)) * cellX, (Math.floor(cell / columns) - Math.floor(other / columns)) * cellY) >= HAMLET_SPACING_METRES);
    if (isApart) chosen.push(cell);
  }
  return chosen;
};

export const settle = (land: Land, ground: Ground, sites: VillageSites, territories: Territories, townships: Townships, households: number, seed: number): Settled => {
  const random = createRandom(seed, 'settle');
  const weights = sites.cells.map((_, village) => villageWeight(random, village, sites, townships, ground));
  const perVillage = apportion(households, weights, 6);
  const candidates = roomByVillage(land, ground, territories, sites.cells.length);
  const hamlets: Hamlet[] = [];
  sites.cells.forEach((site, village) => {
    const isTown = village < sites.townCount;
    const room = candidates[village]!;
    const wanted = isTown ? 1 : Math.min(12, Math.max(1, Math.round(2.8 + perVillage[village]! / 34 + random.normal() * 1.3 + room.length / 110)));
    const cells = chooseCells(land, ground, room, site, Math.min(wanted, Math.floor(perVillage[village]! / 3)), random);
    const shares = apportion(perVillage[village]!, cells.map((_, index) => (index === 0 ? 0.9 + cells.length * 0.16 : 0.25 + random.next() ** 2)), Math.min(3, Math.floor(perVillage[village]! / cells.length)));
    cells.forEach((cell, index) => hamlets.push({ village, cell, households: shares[index]!, isMain: index === 0 }));
  });
  return { hamlets, households: perVillage };
};
