// Lanes between the houses of a hamlet, growing from the road outward as the ground allows.
import type { Random } from '../random.ts';
import type { BuildingLand } from './building-land.ts';
import { crossing, pointToSegment, type GrowingSegments } from './growing-segments.ts';
import type { RawLine } from './raw-line.ts';

export interface LanePlan {
  readonly x: number;
  readonly y: number;
  /** Directions in which roads leave the middle. */
  readonly roadAngles: readonly number[];
  /** Buildings to find room for. */
  readonly buildings: number;
  readonly hamlet: number;
  readonly village: number;
  readonly route: number;
  /** Class of the lanes: no better than the way that leads to the hamlet. */
  readonly rank: number;
}

interface Tip {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly depth: number;
  readonly order: number;
}

const STEEPEST_GROUND = 0.38;
const STEEPEST_LANE = 0.24;
const APART_METRES = 25;
const METRES_PER_BUILDING = 19.5;
const LONGEST_TRIES = 260;
/** Drawn past the lane it joins, so that the crossing is certain; the stub is trimmed when junctions are cut. */
const OVERSHOOT_METRES = 1;

interface Step {
  readonly x: number;
  readonly y: number;
  readonly joins: boolean;
}

const isFit = (plan: LanePlan, land: BuildingLand, x: number, y: number): boolean =>
  land.villageAt(x, y) === plan.village && land.slopeAt(x, y) <= STEEPEST_GROUND && land.isOpen(x, y, 11);

/** The end of a lane step: where it meets another lane, or free ground far enough from any. */
const tryStep = (plan: LanePlan, land: BuildingLand, roads: GrowingSegments, tip: Tip, angle: number, length: number): Step | undefined => {
  const x = tip.x + Math.cos(angle) * length;
  const y = tip.y + Math.sin(angle) * length;
  let met = 2;
  let nearest = Infinity;
  roads.visit((tip.x + x) / 2, (tip.y + y) / 2, length / 2 + APART_METRES, (ax, ay, bx, by) => {
    const touches = pointToSegment(tip.x, tip.y, ax, ay, bx, by) < 1.5;
    if (touches) {
      const away = pointToSegment(x, y, ax, ay, bx, by);
      if (away < length * 0.55) nearest = Math.min(nearest, away);
      return;
    }
    const at = crossing(tip.x, tip.y, x, y, ax, ay, bx, by);
    if (at >= 0) met = Math.min(met, at);
    else nearest = Math.min(nearest, pointToSegment(x, y, ax, ay, bx, by));
  });
  if (met <= 1) {
    const reach = met * length;
    if (reach < 20 || !isFit(plan, land, tip.x + Math.cos(angle) * reach * 0.5, tip.y + Math.sin(angle) * reach * 0.5)) return undefined;
    return { x: tip.x + Math.cos(angle) * (reach + OVERSHOOT_METRES), y: tip.y + Math.sin(angle) * (reach + OVERSHOOT_METRES), joins: true };
  }
  if (nearest < APART_METRES || !isFit(plan, land, x, y) || !isFit(plan, land, (tip.x + x) / 2, (tip.y + y) / 2)) return undefined;
  const grade = Math.abs(land.heightAt(x, y) - land.heightAt(tip.x, tip.y)) / length;
  return grade > STEEPEST_LANE ? undefined : { x, y, joins: false };
};

const firstTips = (plan: LanePlan): Tip[] => {
  const angles = plan.roadAngles.toSorted((left, right) => left - right);
  if (angles.length === 0) return [0, 1, 2, 3].map((quarter) => ({ x: plan.x, y: plan.y, angle: (quarter * Math.PI) / 2, depth: 0, order: quarter }));
  const tips: Tip[] = [];
  angles.forEach((angle, index) => {
    const next = index + 1 < angles.length ? angles[index + 1]! : angles[0]! + 2 * Math.PI;
    const gap = next - angle;
    const lanes = gap > 5.2 ? 3 : gap > 1.9 ? 1 : 0;
    for (let lane = 1; lane <= lanes; lane += 1) tips.push({ x: plan.x, y: plan.y, angle: angle + (gap * lane) / (lanes + 1), depth: 0, order: index });
  });
  return tips;
};

/** Adds each lane to `roads` as it grows. */
export const growLanes = (plan: LanePlan, land: BuildingLand, roads: GrowingSegments, random: Random): readonly RawLine[] => {
  const tips = firstTips(plan);
  const lines: RawLine[] = [];
  let room = 0;
  const put = (tip: Tip, end: Step): void => {
    lines.push({
      kind: 'lane', rank: plan.rank, route: plan.route, hamlet: plan.hamlet, isOneWay: false, isSeparated: false, structure: 'none',
      xs: Float64Array.of(tip.x, end.x), ys: Float64Array.of(tip.y, end.y),
    });
    roads.add(tip.x, tip.y, end.x, end.y);
    room += Math.hypot(end.x - tip.x, end.y - tip.y) / METRES_PER_BUILDING;
  };
  for (let tries = 0; tries < LONGEST_TRIES && room < plan.buildings && tips.length > 0; tries += 1) {
    let first = 0;
    tips.forEach((tip, index) => { if (tip.order < tips[first]!.order) first = index; });
    const [tip] = tips.splice(first, 1);
    if (tip === undefined) break;
    const length = random.between(34, 62);
    const turn = random.normal() * 0.16;
    const end = [turn, turn + 0.55, turn - 0.55].map((bend) => tryStep(plan, land, roads, tip, tip.angle + bend, length)).find((step) => step !== undefined);
    if (end === undefined) continue;
    put(tip, end);
    if (end.joins) continue;
    const angle = Math.atan2(end.y - tip.y, end.x - tip.x);
    const order = Math.hypot(end.x - plan.x, end.y - plan.y) + random.between(0, 70);
    tips.push({ x: end.x, y: end.y, angle, depth: tip.depth, order });
    for (const side of [1, -1]) if (random.chance(0.46)) tips.push({ x: end.x, y: end.y, angle: angle + (side * Math.PI) / 2 + random.normal() * 0.1, depth: tip.depth + 1, order: order + 12 });
  }
  return lines;
};
