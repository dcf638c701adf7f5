// Hill ponds (山塘): small dams at the heads of hollows above the villages.
import { createRandom } from '../../random.ts';
import { centreX, centreY } from '../../raster.ts';
import { nearestRoad } from '../../roads/road-graph.ts';
import type { Scene } from '../scene.ts';
import { createSpacing, type RingPoint } from './hazard-site.ts';

export interface Pond {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  readonly ring: readonly RingPoint[];
  readonly capacityCubicMetres: number;
  readonly damHeightMetres: number;
  readonly village: number;
}

const SPACING_METRES = 1300;
const CLEAR_METRES = 85;

const isClear = (scene: Scene, x: number, y: number): boolean => {
  if (nearestRoad(scene.roads.graph, x, y, CLEAR_METRES, () => true) !== undefined) return false;
  let isFree = true;
  scene.near.visit(x, y, CLEAR_METRES, () => { isFree = false; });
  return isFree;
};

const hasNeighbours = (scene: Scene, x: number, y: number): boolean => {
  let count = 0;
  scene.near.visit(x, y, 600, () => { count += 1; });
  return count > 2;
};

export const findPonds = (scene: Scene, count: number): readonly Pond[] => {
  const { land, streams, inside, ground, plan } = scene;
  const random = createRandom(plan.seed, 'ponds');
  const isFree = createSpacing();
  const isHollow = (cell: number): boolean => streams.order[cell]! <= 1 && land.area[cell]! > 0.1e6 && land.area[cell]! < 0.8e6 && land.slope[cell]! < 0.2;
  const isRural = (cell: number): boolean => inside[cell] === 1 && ground.isLake[cell] === 0 && scene.territories.village[cell]! >= scene.sites.townCount;
  const candidates: number[] = [];
  for (let cell = 0; cell < land.raster.size; cell += 1) if (isRural(cell) && isHollow(cell)) candidates.push(cell);
  const ponds: Pond[] = [];
  for (let tries = 0; tries < 4000 && ponds.length < count && candidates.length > 0; tries += 1) {
    const cell = random.pick(candidates);
    const x = centreX(land.raster, cell);
    const y = centreY(land.raster, cell);
    if (!hasNeighbours(scene, x, y) || !isClear(scene, x, y) || !isFree(x, y, SPACING_METRES)) continue;
    const long = random.between(34, 58);
    const wide = long * random.between(0.5, 0.75);
    const turn = random.between(0, Math.PI);
    const ring = Array.from({ length: 14 }, (_, index): RingPoint => {
      const angle = (index / 14) * 2 * Math.PI;
      const swell = random.between(0.88, 1.1);
      const along = Math.cos(angle) * long * swell;
      const across = Math.sin(angle) * wide * swell;
      return [x + along * Math.cos(turn) - across * Math.sin(turn), y + along * Math.sin(turn) + across * Math.cos(turn)];
    });
    const damHeightMetres = random.integer(4, 11);
    ponds.push({ cell, x, y, ring, damHeightMetres, capacityCubicMetres: Math.round((Math.PI * long * wide * damHeightMetres) / 3 / 100) * 100, village: scene.villageAt(x, y) });
  }
  return ponds;
};
