// The motorway as it is driven: two one-way carriageways, cut at structures and ramps, and four ramps to each toll plaza.
import type { NetworkPlaces } from './network-lines.ts';
import { PROFILE_METRES, type Motorway } from './motorway.ts';
import { pointAlong, type Points, type RawLine, type Structure } from './raw-line.ts';

const HALF_GAP_METRES = 12;
const TAPER_METRES = 240;
const RAMP_METRES = 380;

/** A place on one carriageway; `side` 1 runs with the middle line (on its right hand), −1 against it. */
const onCarriageway = (motorway: Motorway, along: number, side: number): { readonly x: number; readonly y: number } => {
  const { x, y, angle } = pointAlong(motorway.middle, along);
  const gap = HALF_GAP_METRES * side * Math.min(1, Math.min(along, motorway.length - along) / TAPER_METRES);
  return { x: x - Math.sin(angle) * gap, y: y + Math.cos(angle) * gap };
};

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly structure: Structure;
}

const cutStretches = (motorway: Motorway): readonly Stretch[] => {
  const cuts = new Set<number>([0, motorway.length]);
  for (const { along } of motorway.interchanges) cuts.add(along - RAMP_METRES).add(along + RAMP_METRES);
  motorway.structures.forEach((structure, index) => { if (index > 0 && structure !== motorway.structures[index - 1]) cuts.add((index - 0.5) * PROFILE_METRES); });
  const sorted = [...cuts].filter((cut) => cut >= 0 && cut <= motorway.length).toSorted((left, right) => left - right);
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index]!;
    return { from, to, structure: motorway.structures[Math.min(motorway.structures.length - 1, Math.round((from + to) / 2 / PROFILE_METRES))]! };
  });
};

const carriageway = (motorway: Motorway, { from, to }: Stretch, side: number): Points => {
  const count = Math.max(1, Math.ceil((to - from) / 55));
  const places = Array.from({ length: count + 1 }, (_, index) => onCarriageway(motorway, from + ((to - from) * index) / count, side));
  const ordered = side > 0 ? places : places.toReversed();
  return { xs: Float64Array.from(ordered, ({ x }) => x), ys: Float64Array.from(ordered, ({ y }) => y) };
};

/** A curve that leaves the first point along `angle`, and ends at the second. */
const rampCurve = (fromX: number, fromY: number, angle: number, toX: number, toY: number): Points => {
  const reach = Math.hypot(toX - fromX, toY - fromY) * 0.75;
  const midX = fromX + Math.cos(angle) * reach;
  const midY = fromY + Math.sin(angle) * reach;
  const shares = [0, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85, 1];
  const blend = (a: number, b: number, c: number, share: number): number => (1 - share) ** 2 * a + 2 * share * (1 - share) * b + share ** 2 * c;
  return { xs: Float64Array.from(shares, (share) => blend(fromX, midX, toX, share)), ys: Float64Array.from(shares, (share) => blend(fromY, midY, toY, share)) };
};

const backwards = ({ xs, ys }: Points): Points => ({ xs: xs.toReversed(), ys: ys.toReversed() });

const rampsAt = (motorway: Motorway, along: number, x: number, y: number): readonly Points[] =>
  [1, -1].flatMap((side) => {
    const before = side > 0 ? along - RAMP_METRES : along + RAMP_METRES;
    const after = side > 0 ? along + RAMP_METRES : along - RAMP_METRES;
    const turn = side > 0 ? 0 : Math.PI;
    const leave = onCarriageway(motorway, before, side);
    const join = onCarriageway(motorway, after, side);
    const off = rampCurve(leave.x, leave.y, pointAlong(motorway.middle, before).angle + turn, x, y);
    const on = backwards(rampCurve(join.x, join.y, pointAlong(motorway.middle, after).angle + turn + Math.PI, x, y));
    return [off, on];
  });

export const drawMotorway = (motorway: Motorway, places: NetworkPlaces, route: number): readonly RawLine[] => {
  const common = { rank: 0, route, hamlet: -1, isOneWay: true, isSeparated: true } as const;
  const lines: RawLine[] = [];
  for (const stretch of cutStretches(motorway)) {
    for (const side of [1, -1]) lines.push({ ...common, kind: 'carriageway', structure: stretch.structure, ...carriageway(motorway, stretch, side) });
  }
  for (const { along, plaza } of motorway.interchanges) {
    for (const ramp of rampsAt(motorway, along, places.x[plaza]!, places.y[plaza]!)) lines.push({ ...common, kind: 'ramp', structure: 'none', ...ramp });
  }
  return lines;
};
