// Where a road would wind round a spur that a short tunnel passes straight through.
import { centreX, centreY } from '../raster.ts';
import type { Land } from '../terrain/build-land.ts';
import type { CellNetwork } from './cell-network.ts';

export interface Tunnel {
  readonly from: number;
  readonly to: number;
  readonly route: number;
}

const SHORTEST_METRES = 320;
const LONGEST_METRES = 1900;
const STEEPEST = 0.065;
const LEAST_COVER_METRES = 16;
/** How many times the straight line the road must be before it is worth digging. */
const LEAST_DETOUR = 1.7;

const cover = (land: Land, from: number, to: number): number => {
  const { raster, heights } = land;
  const steps = 12;
  let least = Infinity;
  for (let step = 4; step <= steps - 4; step += 1) {
    const share = step / steps;
    const column = Math.round((from % raster.columns) * (1 - share) + (to % raster.columns) * share);
    const row = Math.round(Math.floor(from / raster.columns) * (1 - share) + Math.floor(to / raster.columns) * share);
    least = Math.min(least, heights[row * raster.columns + column]! - (heights[from]! * (1 - share) + heights[to]! * share));
  }
  return least;
};

/** Cuts a path of cells at the tunnels worth digging; stretches already laid by another road are left alone. */
export const takeTunnels = (land: Land, network: CellNetwork, path: readonly number[], route: number): { readonly stretches: readonly (readonly number[])[]; readonly tunnels: readonly Tunnel[] } => {
  const { raster, heights } = land;
  const along = [0];
  for (let index = 1; index < path.length; index += 1) {
    const dx = centreX(raster, path[index]!) - centreX(raster, path[index - 1]!);
    const dy = centreY(raster, path[index]!) - centreY(raster, path[index - 1]!);
    along.push(along.at(-1)! + Math.hypot(dx, dy));
  }
  const end = (start: number): number => {
    let best = -1;
    for (let index = start + 5; index < path.length && along[index]! - along[start]! < 6 * LONGEST_METRES; index += 1) {
      if (network.links[path[index]!] !== 0) break;
      const straight = Math.hypot(centreX(raster, path[index]!) - centreX(raster, path[start]!), centreY(raster, path[index]!) - centreY(raster, path[start]!));
      if (straight < SHORTEST_METRES || straight > LONGEST_METRES || along[index]! - along[start]! < LEAST_DETOUR * straight) continue;
      if (Math.abs(heights[path[index]!]! - heights[path[start]!]!) / straight > STEEPEST || cover(land, path[start]!, path[index]!) < LEAST_COVER_METRES) continue;
      best = index;
    }
    return best;
  };
  const stretches: (readonly number[])[] = [];
  const tunnels: Tunnel[] = [];
  let from = 0;
  for (let index = 1; index < path.length - 6; index += 1) {
    if (network.links[path[index]!] !== 0) continue;
    const far = end(index);
    if (far < 0) continue;
    stretches.push(path.slice(from, index + 1));
    tunnels.push({ from: path[index]!, to: path[far]!, route });
    from = far;
    index = far;
  }
  stretches.push(path.slice(from));
  return { stretches, tunnels };
};
