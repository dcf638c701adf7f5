// Farm tracks across the paddies of each valley-floor village, square to one another and stopped by whatever is in the way.
import { gradientNoise } from '../noise.ts';
import type { Random } from '../random.ts';
import type { BuildingLand } from './building-land.ts';
import { pointToSegment, type GrowingSegments } from './growing-segments.ts';
import { simplify, type RawLine } from './raw-line.ts';
import { classRank } from './road-class.ts';

export interface FieldPlan {
  readonly village: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly radius: number;
  readonly route: number;
}

const STEP_METRES = 30;
const FLATTEST_SLOPE = 0.075;
const BESIDE_METRES = 42;

const isBeside = (roads: GrowingSegments, x: number, y: number, angle: number): boolean => {
  let found = false;
  roads.visit(x, y, BESIDE_METRES, (ax, ay, bx, by) => {
    if (!found && pointToSegment(x, y, ax, ay, bx, by) <= BESIDE_METRES && Math.abs(Math.sin(Math.atan2(by - ay, bx - ax) - angle)) < 0.5) found = true;
  });
  return found;
};

export const layFieldTracks = (plan: FieldPlan, land: BuildingLand, roads: GrowingSegments, random: Random, seed: number): readonly RawLine[] => {
  const lines: RawLine[] = [];
  for (const family of [0, 1]) {
    const angle = plan.angle + (family * Math.PI) / 2;
    for (let offset = -plan.radius; offset < plan.radius; offset += family === 0 ? random.between(125, 190) : random.between(190, 310)) {
      let run: { x: number; y: number }[] = [];
      const close = (): void => {
        if (run.length * STEP_METRES >= 180) {
          const points = simplify({ xs: Float64Array.from(run, ({ x }) => x), ys: Float64Array.from(run, ({ y }) => y) }, 4);
          lines.push({ kind: 'field', rank: classRank('track'), route: plan.route, hamlet: -1, isOneWay: false, isSeparated: false, structure: 'none', ...points });
        }
        run = [];
      };
      for (let along = -plan.radius; along <= plan.radius; along += STEP_METRES) {
        const straightX = plan.x + Math.cos(angle) * along - Math.sin(angle) * offset;
        const straightY = plan.y + Math.sin(angle) * along + Math.cos(angle) * offset;
        const x = straightX + 24 * gradientNoise(seed, straightX / 500, straightY / 500);
        const y = straightY + 24 * gradientNoise(seed + 1, straightX / 500, straightY / 500);
        const fits = land.villageAt(x, y) === plan.village && land.slopeAt(x, y) < FLATTEST_SLOPE && land.isOpen(x, y, 8) && !isBeside(roads, x, y, angle);
        if (fits) run.push({ x, y });
        else close();
      }
      close();
    }
  }
  for (const line of lines) roads.addLine(line.xs, line.ys);
  return lines;
};
