// Landslides, unstable slopes and rockfalls: where steep ground stands close above houses.
import { createRandom, type Random } from '../../random.ts';
import type { Scene } from '../scene.ts';
import { compassWord, createSpacing, householdsWithin, type HazardSite, type HazardType, type RingPoint } from './hazard-site.ts';

interface SlopeFace {
  readonly x: number;
  readonly y: number;
  /** Direction uphill. */
  readonly angle: number;
  readonly steepness: number;
}

const PROBE_METRES = 95;
const LEAST_RISE = 0.24;
const LEAST_STEEPNESS = 0.36;
const SPACING_METRES = 190;

/** The steepest face within a hundred metres of each house. */
const findFaces = (scene: Scene): readonly SlopeFace[] => {
  const { households } = scene.register;
  const { land } = scene.roads;
  const faces: SlopeFace[] = [];
  let building = -1;
  for (let household = 0; household < households.count; household += 1) {
    if (households.building[household] === building) continue;
    building = households.building[household]!;
    const x = households.x[household]!;
    const y = households.y[household]!;
    const height = land.heightAt(x, y);
    let best: SlopeFace | undefined;
    for (let side = 0; side < 12; side += 1) {
      const angle = (side * Math.PI) / 6;
      const farX = x + Math.cos(angle) * PROBE_METRES;
      const farY = y + Math.sin(angle) * PROBE_METRES;
      const rise = (land.heightAt(farX, farY) - height) / PROBE_METRES;
      if (rise < LEAST_RISE) continue;
      const steepness = Math.max(land.slopeAt(farX, farY), land.slopeAt((x + farX) / 2, (y + farY) / 2));
      if (steepness >= LEAST_STEEPNESS && (best === undefined || rise + steepness > best.steepness)) best = { x, y, angle, steepness: rise + steepness };
    }
    if (best !== undefined) faces.push(best);
  }
  return faces.toSorted((left, right) => right.steepness - left.steepness || left.x - right.x);
};

/** A tongue of ground from above the scarp to below the houses. */
const tongue = (random: Random, face: SlopeFace): readonly RingPoint[] => {
  const down = face.angle + Math.PI;
  const top = random.between(70, 95);
  const length = top + random.between(30, 75);
  const stations = [0, 0.2, 0.45, 0.7, 0.9, 1];
  const widths = [0.35, 0.7, 0.9, 1, 0.95, 0.55];
  const half = random.between(34, 62);
  const at = (share: number, side: number): RingPoint => {
    const along = share * length - top;
    const width = half * widths[stations.indexOf(share)]! * random.between(0.85, 1.1) * side;
    return [face.x + Math.cos(down) * along - Math.sin(down) * width, face.y + Math.sin(down) * along + Math.cos(down) * width];
  };
  return [...stations.map((share) => at(share, 1)), ...stations.toReversed().map((share) => at(share, -1))];
};

/** The steepest faces fall, the others slide or creep. */
const typeOf = (random: Random, share: number): HazardType => {
  if (share < 0.16 && random.chance(0.7)) return '20104.0300';
  return random.chance(0.28) ? '20104.0800' : '20104.0100';
};

export const findSlopeSites = (scene: Scene, count: number): readonly HazardSite[] => {
  const random = createRandom(scene.plan.seed, 'slope sites');
  const isFree = createSpacing();
  const sites: HazardSite[] = [];
  for (const face of findFaces(scene)) {
    if (sites.length === count) break;
    if (!isFree(face.x, face.y, SPACING_METRES)) continue;
    const zone = tongue(random, face);
    const away = random.between(50, 72);
    const x = face.x + Math.cos(face.angle) * away;
    const y = face.y + Math.sin(face.angle) * away;
    sites.push({
      type: typeOf(random, sites.length / count), x, y, village: scene.villageAt(face.x, face.y), zone, households: householdsWithin(scene, zone),
      slope: scene.roads.land.slopeAt(x, y), bearing: compassWord(Math.cos(face.angle), Math.sin(face.angle)), awayMetres: Math.round(away),
    });
  }
  return sites;
};
