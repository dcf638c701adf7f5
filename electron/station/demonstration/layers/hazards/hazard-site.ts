// A place from which danger comes, the ground it reaches, and the households really standing there.
import type { Scene } from '../scene.ts';

export type RingPoint = readonly [x: number, y: number];

export type HazardType =
  | '20104.0100' | '20104.0200' | '20104.0300' | '20104.0400' | '20104.0500' | '20104.0600' | '20104.0800'
  | 'flashFlood' | 'waterlogging' | 'reservoir' | 'dangerousHouse' | 'forestFire';

export interface HazardSite {
  readonly type: HazardType;
  readonly x: number;
  readonly y: number;
  readonly village: number;
  /** The ground it reaches, local metres; nothing where the danger has no footprint of its own. */
  readonly zone: readonly RingPoint[] | null;
  /** Households inside the zone, or in the house itself. */
  readonly households: readonly number[];
  /** Steepest slope above or at the site, rise over run. */
  readonly slope: number;
  /** Compass words of where the hazard lies seen from the households: `东北`. */
  readonly bearing: string;
  readonly awayMetres: number;
  readonly capacityCubicMetres?: number;
  readonly damHeightMetres?: number;
  /** The name of a dam or pond. */
  readonly name?: string;
}

export const isInside = (ring: readonly RingPoint[], x: number, y: number): boolean => {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
    const [ax, ay] = ring[index]!;
    const [bx, by] = ring[before]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
};

export const householdsWithin = (scene: Scene, ring: readonly RingPoint[]): readonly number[] => {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const middleX = (Math.min(...xs) + Math.max(...xs)) / 2;
  const middleY = (Math.min(...ys) + Math.max(...ys)) / 2;
  const reach = Math.hypot(Math.max(...xs) - middleX, Math.max(...ys) - middleY);
  const { households } = scene.register;
  const found: number[] = [];
  scene.near.visit(middleX, middleY, reach, (household) => { if (isInside(ring, households.x[household]!, households.y[household]!)) found.push(household); });
  return found.toSorted((left, right) => left - right);
};

const cross = ([ax, ay]: RingPoint, [bx, by]: RingPoint, [cx, cy]: RingPoint): number => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** The convex hull of discs: a simple ring around a short reach of a valley. */
export const hullOfDiscs = (discs: readonly (readonly [x: number, y: number, radius: number])[]): readonly RingPoint[] => {
  const points = discs.flatMap(([x, y, radius]) => Array.from({ length: 12 }, (_, index): RingPoint => [x + radius * Math.cos((index * Math.PI) / 6), y + radius * Math.sin((index * Math.PI) / 6)]))
    .toSorted((left, right) => left[0] - right[0] || left[1] - right[1]);
  const half = (list: readonly RingPoint[]): RingPoint[] => {
    const chain: RingPoint[] = [];
    for (const point of list) {
      while (chain.length > 1 && cross(chain.at(-2)!, chain.at(-1)!, point) <= 1e-9) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(points), ...half(points.toReversed())];
};

const COMPASS = ['东', '东南', '南', '西南', '西', '西北', '北', '东北'];

/** Words for the direction from one place to another; y runs south. */
export const compassWord = (dx: number, dy: number): string => COMPASS[(Math.round(Math.atan2(dy, dx) / (Math.PI / 4)) + 8) % 8]!;

/** Middle of some households. */
export const middleOf = (scene: Scene, list: readonly number[]): { readonly x: number; readonly y: number } => {
  const { households } = scene.register;
  return { x: list.reduce((sum, index) => sum + households.x[index]!, 0) / list.length, y: list.reduce((sum, index) => sum + households.y[index]!, 0) / list.length };
};

/** Keeps sites apart: true when the place is free, and then taken. */
export const createSpacing = (): ((x: number, y: number, metres: number) => boolean) => {
  const kept: RingPoint[] = [];
  return (x, y, metres) => {
    if (kept.some(([otherX, otherY]) => Math.abs(otherX - x) < metres && Math.hypot(otherX - x, otherY - y) < metres)) return false;
    kept.push([x, y]);
    return true;
  };
};
