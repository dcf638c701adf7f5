// All hazard sites of the county, in the shares such a county has.
import { PLACE_HEADS } from '../../tables/place-names.ts';
import { createRandom } from '../../random.ts';
import type { Scene } from '../scene.ts';
import { isInside, type HazardSite } from './hazard-site.ts';
import { findDamSites, findForestSites, findLowStreets, findSinkingGround, findUnsafeHouses } from './other-sites.ts';
import { findPonds, type Pond } from './ponds.ts';
import { findSlopeSites } from './slope-sites.ts';
import { findDebrisSites, findFloodSites } from './water-sites.ts';

export interface Hazards {
  readonly sites: readonly HazardSite[];
  readonly ponds: readonly Pond[];
  readonly pondNames: readonly string[];
  readonly reservoirNames: readonly string[];
  /** True inside the ground any hazard reaches. */
  readonly isThreatened: (x: number, y: number) => boolean;
}

const FULL_COUNT = 500;
const SHARES = { debris: 62, flood: 66, ponds: 23, lowStreets: 14, unsafe: 38, forest: 8 } as const;
const SINKING = ['20104.0400', '20104.0400', '20104.0400', '20104.0500', '20104.0500', '20104.0600'] as const;

const createThreat = (sites: readonly HazardSite[]): ((x: number, y: number) => boolean) => {
  const boxes = sites.flatMap(({ zone }) => (zone === null ? [] : [{ zone, west: Math.min(...zone.map(([x]) => x)), east: Math.max(...zone.map(([x]) => x)), north: Math.min(...zone.map(([, y]) => y)), south: Math.max(...zone.map(([, y]) => y)) }]));
  return (x, y) => boxes.some(({ zone, west, east, north, south }) => x >= west && x <= east && y >= north && y <= south && isInside(zone, x, y));
};

export const findHazards = (scene: Scene): Hazards => {
  const share = scene.plan.counts.hazardPoints / FULL_COUNT;
  const scaled = (count: number): number => Math.max(1, Math.round(count * share));
  const random = createRandom(scene.plan.seed, 'water names');
  const ponds = findPonds(scene, scaled(SHARES.ponds));
  const reservoirNames = scene.reservoirs.map(({ damCell }, index) => {
    const stem = scene.names.villages[scene.villageAt((damCell % scene.land.raster.columns) * scene.land.raster.cellX, Math.floor(damCell / scene.land.raster.columns) * scene.land.raster.cellY)]!.stem;
    return index === 0 ? `${random.pick(PLACE_HEADS)}${random.pick(['溪', '湖', '源'])}水库` : `${stem}水库`;
  });
  const pondNames = ponds.map(({ village }) => `${scene.names.villages[village]!.stem}${random.pick(['大', '上', '里', '新', '长'])}山塘`);
  const others = [
    ...findDebrisSites(scene, scaled(SHARES.debris)), ...findFloodSites(scene, scaled(SHARES.flood)), ...findDamSites(scene, ponds, reservoirNames, pondNames),
    ...findLowStreets(scene, scaled(SHARES.lowStreets)), ...findUnsafeHouses(scene, scaled(SHARES.unsafe)), ...findForestSites(scene, scaled(SHARES.forest)),
    ...findSinkingGround(scene, SINKING.slice(0, scaled(SINKING.length))),
  ];
  const sites = [...findSlopeSites(scene, Math.max(1, scene.plan.counts.hazardPoints - others.length)), ...others];
  return { sites, ponds, pondNames, reservoirNames, isThreatened: createThreat(sites) };
};
