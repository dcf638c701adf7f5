// Streets of the county town and the township seats: two families of slightly bent lines, stopped by water, slopes and older roads.
import { gradientNoise } from '../noise.ts';
import { mixSeed, type Random } from '../random.ts';
import type { BuildingLand } from './building-land.ts';
import { pointToSegment, type GrowingSegments } from './growing-segments.ts';
import { simplify, type RawLine } from './raw-line.ts';
import { classRank } from './road-class.ts';

export interface TownPlan {
  readonly x: number;
  readonly y: number;
  /** Direction of the first family of streets. */
  readonly angle: number;
  readonly radius: number;
  readonly spacing: readonly [least: number, most: number];
  readonly hamlet: number;
  /** Names a route for a street of the given rank, and returns its index. */
  readonly nameStreet: (rank: number) => number;
  readonly seed: number;
}

const STEP_METRES = 18;
const BEND_METRES = 16;
/** A street this close to an older road in nearly the same direction would be the same road twice. */
const BESIDE_METRES = 34;
const LONGEST_BRIDGE_METRES = 190;

type Reach = 'ground' | 'water' | 'no';

const isBeside = (roads: GrowingSegments, x: number, y: number, angle: number): boolean => {
  let found = false;
  roads.visit(x, y, BESIDE_METRES, (ax, ay, bx, by) => {
    if (found || pointToSegment(x, y, ax, ay, bx, by) > BESIDE_METRES) return;
    const turn = Math.abs(Math.sin(Math.atan2(by - ay, bx - ax) - angle));
    found = turn < 0.6;
  });
  return found;
};

interface StreetSample {
  readonly x: number;
  readonly y: number;
  readonly reach: Reach;
}

const sampleStreet = (plan: TownPlan, land: BuildingLand, roads: GrowingSegments, angle: number, offset: number): readonly StreetSample[] => {
  const samples: StreetSample[] = [];
  for (let along = -plan.radius; along <= plan.radius; along += STEP_METRES) {
    const bentX = plan.x + Math.cos(angle) * along - Math.sin(angle) * offset;
    const bentY = plan.y + Math.sin(angle) * along + Math.cos(angle) * offset;
    const x = bentX + BEND_METRES * gradientNoise(plan.seed, bentX / 420, bentY / 420);
    const y = bentY + BEND_METRES * gradientNoise(plan.seed + 1, bentX / 420, bentY / 420);
    const bearing = Math.atan2(y - plan.y, x - plan.x);
    const edge = plan.radius * (0.82 + 0.22 * gradientNoise(plan.seed + 2, Math.cos(bearing) * 1.6, Math.sin(bearing) * 1.6));
    const isFar = Math.hypot(x - plan.x, y - plan.y) > edge || land.villageAt(x, y) < 0 || land.slopeAt(x, y) > 0.15;
    const reach = isFar || isBeside(roads, x, y, angle) ? 'no' : land.isOpen(x, y, 12) ? 'ground' : 'water';
    samples.push({ x, y, reach });
  }
  return samples;
};

/** Runs of samples that can be built; water is bridged on main streets only. */
const runs = (samples: readonly StreetSample[], mayBridge: boolean): readonly (readonly StreetSample[])[] => {
  const found: StreetSample[][] = [];
  let run: StreetSample[] = [];
  let wet: StreetSample[] = [];
  const close = (): void => {
    if (run.length * STEP_METRES >= 90) found.push(run);
    run = [];
    wet = [];
  };
  for (const item of samples) {
    if (item.reach === 'ground') {
      run.push(...wet, item);
      wet = [];
    } else if (item.reach === 'water' && mayBridge && run.length > 0 && wet.length * STEP_METRES < LONGEST_BRIDGE_METRES) wet.push(item);
    else close();
  }
  close();
  return found;
};

export const layTownStreets = (plan: TownPlan, land: BuildingLand, roads: GrowingSegments, random: Random): readonly RawLine[] => {
  const lines: RawLine[] = [];
  for (const family of [0, 1]) {
    const angle = plan.angle + (family * Math.PI) / 2;
    let count = 0;
    for (let offset = -plan.radius * 0.96; offset < plan.radius; offset += random.between(plan.spacing[0], plan.spacing[1])) {
      count += 1;
      const isMain = count % 4 === 2;
      const rank = classRank(isMain ? (plan.radius > 900 ? 'county' : 'township') : 'village');
      const isOneWay = !isMain && plan.radius > 900 && count % 7 === 3;
      for (const run of runs(sampleStreet(plan, land, roads, angle, offset), isMain)) {
        const points = simplify({ xs: Float64Array.from(run, ({ x }) => x), ys: Float64Array.from(run, ({ y }) => y) }, 2);
        lines.push({ kind: 'street', rank, route: plan.nameStreet(rank), hamlet: plan.hamlet, isOneWay, isSeparated: false, structure: 'none', ...points });
      }
    }
  }
  for (const line of lines) roads.addLine(line.xs, line.ys);
  return lines;
};

export const streetSeed = (seed: number, place: number): number => mixSeed(seed, 'street', place);
