// Whether a lane, a street or a house may stand at a place.
import type { Ground } from '../land/ground.ts';
import { cellAt, sample } from '../raster.ts';
import type { Land } from '../terrain/build-land.ts';
import { bankDistance, isNearLake, type Rivers } from '../water/rivers.ts';
import type { GrowingSegments } from './growing-segments.ts';

export interface BuildingLand {
  readonly slopeAt: (x: number, y: number) => number;
  readonly heightAt: (x: number, y: number) => number;
  /** Village index at a place; −1 outside. */
  readonly villageAt: (x: number, y: number) => number;
  /** True on dry ground at least `clear` metres from any bank, and off the motorway. */
  readonly isOpen: (x: number, y: number, clear: number) => boolean;
}

/** Kept free on either side of the motorway's middle. */
const MOTORWAY_CLEAR_METRES = 48;

export const createBuildingLand = (land: Land, ground: Ground, rivers: Rivers, village: Int32Array, motorway: GrowingSegments): BuildingLand => {
  const { raster } = land;
  return {
    slopeAt: (x, y) => sample(raster, land.slope, x, y),
    heightAt: (x, y) => sample(raster, land.heights, x, y),
    villageAt: (x, y) => village[cellAt(raster, x, y)]!,
    isOpen: (x, y, clear) => motorway.distance(x, y, MOTORWAY_CLEAR_METRES) >= MOTORWAY_CLEAR_METRES && !isNearLake(raster, ground.isLake, x, y) && bankDistance(rivers, x, y, clear) >= clear,
  };
};
