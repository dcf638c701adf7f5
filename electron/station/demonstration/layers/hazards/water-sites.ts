// Debris-flow mouths and flash-flood reaches: where houses stand low beside steep gullies or swift rivers.
import { createRandom } from '../../random.ts';
import type { Scene } from '../scene.ts';
import { compassWord, createSpacing, hullOfDiscs, householdsWithin, middleOf, type HazardSite } from './hazard-site.ts';

interface Reach {
  readonly cell: number;
  readonly worth: number;
}

const streamNeighbours = (scene: Scene, cell: number, steps: number): readonly number[] => {
  const { streams, land } = scene;
  const above: number[] = [];
  for (let at = streams.mainDonor[cell]!; at >= 0 && above.length < steps; at = streams.mainDonor[at]!) above.push(at);
  const below: number[] = [];
  for (let at = land.drainage.receiver[cell]!; streams.order[at]! > 0 && below.length < steps && land.drainage.receiver[at] !== at; at = land.drainage.receiver[at]!) below.push(at);
  return [...above.toReversed(), cell, ...below];
};

/** Mean fall of the channel over the cells above. */
const gradientAbove = (scene: Scene, cell: number): number => {
  const { streams, land, rivers } = scene;
  let at = cell;
  let length = 0;
  for (let step = 0; step < 5 && streams.mainDonor[at]! >= 0; step += 1) {
    const up = streams.mainDonor[at]!;
    length += Math.hypot(rivers.x[up]! - rivers.x[at]!, rivers.y[up]! - rivers.y[at]!);
    at = up;
  }
  return length < 150 ? 0 : (land.heights[at]! - land.heights[cell]!) / length;
};

const lowHouses = (scene: Scene, cell: number, reach: number, height: number): number => {
  const { rivers, land, register, roads } = scene;
  let count = 0;
  scene.near.visit(rivers.x[cell]!, rivers.y[cell]!, reach, (household) => {
    if (roads.land.heightAt(register.households.x[household]!, register.households.y[household]!) - land.heights[cell]! <= height) count += 1;
  });
  return count;
};

const rankReaches = (scene: Scene, least: number, most: number, worthOf: (cell: number) => number): readonly Reach[] => {
  const { streams, land, inside, ground } = scene;
  const reaches: Reach[] = [];
  for (let cell = 0; cell < land.raster.size; cell += 1) {
    if (streams.order[cell] === 0 || inside[cell] === 0 || ground.isLake[cell] === 1 || land.area[cell]! < least || land.area[cell]! > most) continue;
    const worth = worthOf(cell);
    if (worth > 0) reaches.push({ cell, worth });
  }
  return reaches.toSorted((left, right) => right.worth - left.worth || left.cell - right.cell);
};

const siteOf = (scene: Scene, type: HazardSite['type'], cell: number, steps: number, radiusAt: (cell: number, index: number) => number): HazardSite => {
  const { rivers, land } = scene;
  const cells = streamNeighbours(scene, cell, steps);
  const zone = hullOfDiscs(cells.map((at, index) => [rivers.x[at]!, rivers.y[at]!, radiusAt(at, index)]));
  const households = householdsWithin(scene, zone);
  const x = rivers.x[cell]!;
  const y = rivers.y[cell]!;
  const middle = households.length === 0 ? { x, y } : middleOf(scene, households);
  return {
    type, x, y, village: scene.villageAt(middle.x, middle.y), zone, households, slope: land.slope[cell]!,
    bearing: compassWord(x - middle.x, y - middle.y), awayMetres: Math.round(Math.hypot(x - middle.x, y - middle.y)),
  };
};

export const findDebrisSites = (scene: Scene, count: number): readonly HazardSite[] => {
  const random = createRandom(scene.plan.seed, 'debris sites');
  const isFree = createSpacing();
  const reaches = rankReaches(scene, 0.5e6, 4.5e6, (cell) => {
    const gradient = gradientAbove(scene, cell);
    return gradient < 0.09 ? 0 : Math.min(8, lowHouses(scene, cell, 110, 14)) * gradient;
  });
  const sites: HazardSite[] = [];
  for (const { cell } of reaches) {
    if (sites.length === count) break;
    if (isFree(scene.rivers.x[cell]!, scene.rivers.y[cell]!, 420)) sites.push(siteOf(scene, '20104.0200', cell, 2, (_, index) => 38 + 9 * index + random.between(0, 8)));
  }
  return sites;
};

export const findFloodSites = (scene: Scene, count: number): readonly HazardSite[] => {
  const isFree = createSpacing();
  const reaches = rankReaches(scene, 5e6, 260e6, (cell) => lowHouses(scene, cell, 95, 5));
  const sites: HazardSite[] = [];
  for (const { cell } of reaches) {
    if (sites.length === count) break;
    if (isFree(scene.rivers.x[cell]!, scene.rivers.y[cell]!, 480)) sites.push(siteOf(scene, 'flashFlood', cell, 2, (at) => 62 + Math.sqrt(scene.land.area[at]! / 1e6)));
  }
  return sites;
};
