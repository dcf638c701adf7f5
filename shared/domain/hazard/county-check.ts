// Whether a hazard lies in the county whose data are counted.
import type { Bounds } from '../../kernel/units.ts';
import { isAffecting, type HazardZone } from './hazard-zone.ts';
import { shapeProblem, type ShapeProblem } from './shape-problem.ts';

const boundsOf = (zones: readonly HazardZone[]): Bounds => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { grade, area } of zones) {
    if (!isAffecting(grade)) continue;
    for (const [longitude, latitude] of area.flat(2)) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  }
  return [west, south, east, north];
};

/** `county` is the rectangle around everything known; null where nothing is. */
export const checkCounty = (zones: readonly HazardZone[], county: Bounds | null): readonly ShapeProblem[] => {
  if (county === null) return [shapeProblem('countyUnknown')];
  const [west, south, east, north] = boundsOf(zones);
  const at = [(west + east) / 2, (south + north) / 2] as const;
  if (east < county[0] || west > county[2] || north < county[1] || south > county[3]) return [shapeProblem('outsideCounty', { at })];
  const isWithin = west >= county[0] && east <= county[2] && south >= county[1] && north <= county[3];
  return isWithin ? [] : [shapeProblem('partlyOutsideCounty', { at })];
};
