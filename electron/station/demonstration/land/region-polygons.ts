// Polygons put together from shared stretches of border, for villages, townships, the county and lakes alike.
import type { LonLat } from '../../../../shared/kernel/units.ts';
import type { ThingGeometry } from '../../../../shared/domain/atlas/thing.ts';
import type { Arc } from './boundaries.ts';

interface HalfArc {
  readonly points: readonly LonLat[];
  readonly from: number;
  readonly to: number;
  readonly leaving: number;
  readonly arriving: number;
}

const reversed = (arc: Arc): HalfArc => ({
  points: arc.points.toReversed(), from: arc.to, to: arc.from, leaving: (arc.arriving + 2) % 4, arriving: (arc.leaving + 2) % 4,
});

/** Half arcs with the group on their left, so that outer rings run anticlockwise. */
const halfArcsByGroup = (arcs: readonly Arc[], groupOf: (label: number) => number): ReadonlyMap<number, readonly HalfArc[]> => {
  const byGroup = new Map<number, HalfArc[]>();
  const add = (group: number, half: HalfArc): void => {
    const list = byGroup.get(group);
    if (list === undefined) byGroup.set(group, [half]);
    else list.push(half);
  };
  for (const arc of arcs) {
    const left = groupOf(arc.left);
    const right = groupOf(arc.right);
    if (left === right) continue;
    if (left >= 0) add(left, arc);
    if (right >= 0) add(right, reversed(arc));
  }
  return byGroup;
};

/** Prefers the sharpest left turn, which keeps the same ground on the left where regions meet at a corner. */
const turnRank = (arriving: number, leaving: number): number => [1, 2, 3, 0][(leaving - arriving + 4) % 4]!;

const onward = (half: HalfArc, choices: readonly HalfArc[], used: ReadonlySet<HalfArc>): HalfArc | undefined =>
  choices.filter((next) => !used.has(next)).toSorted((a, b) => turnRank(half.arriving, b.leaving) - turnRank(half.arriving, a.leaving))[0];

const chainRings = (halves: readonly HalfArc[]): readonly (readonly LonLat[])[] => {
  const leaving = new Map<number, HalfArc[]>();
  for (const half of halves) leaving.set(half.from, [...(leaving.get(half.from) ?? []), half]);
  const used = new Set<HalfArc>();
  const rings: LonLat[][] = [];
  for (const first of halves) {
    if (used.has(first)) continue;
    const ring: LonLat[] = [];
    let half: HalfArc | undefined = first;
    while (half !== undefined && !used.has(half)) {
      used.add(half);
      ring.push(...(ring.length === 0 ? half.points : half.points.slice(1)));
      if (half.to === first.from && (leaving.get(half.to)?.length ?? 0) === 1) break;
      const [x, y] = ring[0]!;
      const end = ring.at(-1)!;
      if (end[0] === x && end[1] === y) break;
      half = onward(half, leaving.get(half.to) ?? [], used);
    }
    rings.push(ring);
  }
  return rings;
};

/** Signed area in square degrees; positive when anticlockwise. */
export const ringArea = (ring: readonly LonLat[]): number => {
  let sum = 0;
  for (let index = 0; index < ring.length - 1; index += 1) sum += ring[index]![0] * ring[index + 1]![1] - ring[index + 1]![0] * ring[index]![1];
  return sum / 2;
};

const isInRing = (ring: readonly LonLat[], x: number, y: number): boolean => {
  let isInside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
    const [ax, ay] = ring[index]!;
    const [bx, by] = ring[before]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
  }
  return isInside;
};

const toGeometry = (rings: readonly (readonly LonLat[])[]): ThingGeometry => {
  const outers = rings.filter((ring) => ringArea(ring) > 0).toSorted((a, b) => ringArea(b) - ringArea(a));
  const polygons = outers.map((outer) => [outer]);
  for (const hole of rings.filter((ring) => ringArea(ring) < 0)) {
    const [x, y] = hole[Math.floor(hole.length / 2)]!;
    const [nextX, nextY] = hole[Math.floor(hole.length / 2) - 1]!;
    const owner = polygons.find(([outer]) => isInRing(outer!, (x + nextX) / 2, (y + nextY) / 2)) ?? polygons[0];
    owner?.push(hole);
  }
  const [only] = polygons;
  return polygons.length === 1 && only !== undefined ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons };
};

/** The polygon of every group of labels; a label whose group is below 0 belongs to none. */
export const buildRegions = (arcs: readonly Arc[], groupOf: (label: number) => number): ReadonlyMap<number, ThingGeometry> => {
  const regions = new Map<number, ThingGeometry>();
  for (const [group, halves] of halfArcsByGroup(arcs, groupOf)) regions.set(group, toGeometry(chainRings(halves)));
  return regions;
};
