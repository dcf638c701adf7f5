// Whether and how two straight segments meet, decided without guessing from rounded products.
import type { LonLat } from '../kernel/units.ts';
import { crossSign } from './cross-sign.ts';

/**
 * `crosses`: each passes through the other. `overlaps`: they share a length. `touches`: they share one
 * point that is an end of at least one of them.
 */
export type SegmentMeeting = 'apart' | 'touches' | 'crosses' | 'overlaps';

/** Which side of the line from `a` to `b` the point `c` lies on: 1 left, -1 right, 0 on it. */
export const sideOf = (a: LonLat, b: LonLat, c: LonLat): number =>
  crossSign(a[0] - c[0], a[1] - c[1], b[0] - c[0], b[1] - c[1]);

const isBetween = (value: number, first: number, second: number): boolean =>
  value >= Math.min(first, second) && value <= Math.max(first, second);

const isInBox = (point: LonLat, a: LonLat, b: LonLat): boolean =>
  isBetween(point[0], a[0], b[0]) && isBetween(point[1], a[1], b[1]);

const alongOneLine = (a: LonLat, b: LonLat, c: LonLat, d: LonLat): SegmentMeeting => {
  // The axis on which the segments are longer tells their order along the common line.
  const axis = Math.abs(a[0] - b[0]) + Math.abs(c[0] - d[0]) >= Math.abs(a[1] - b[1]) + Math.abs(c[1] - d[1]) ? 0 : 1;
  const start = Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis]));
  const end = Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis]));
  if (start > end) return 'apart';
  return start === end ? 'touches' : 'overlaps';
};

/** How segment a–b meets segment c–d. Segments may be points. */
export const segmentsMeet = (a: LonLat, b: LonLat, c: LonLat, d: LonLat): SegmentMeeting => {
  const [sideC, sideD] = [sideOf(a, b, c), sideOf(a, b, d)];
  if (sideC * sideD > 0) return 'apart';
  const [sideA, sideB] = [sideOf(c, d, a), sideOf(c, d, b)];
  if (sideA * sideB > 0) return 'apart';
  if (sideC === 0 && sideD === 0 && sideA === 0 && sideB === 0) {
    return isInBox(c, a, b) || isInBox(d, a, b) || isInBox(a, c, d) ? alongOneLine(a, b, c, d) : 'apart';
  }
  if (sideC * sideD < 0 && sideA * sideB < 0) return 'crosses';
  const ends = [
    sideC === 0 && isInBox(c, a, b),
    sideD === 0 && isInBox(d, a, b),
    sideA === 0 && isInBox(a, c, d),
    sideB === 0 && isInBox(b, c, d),
  ];
  return ends.includes(true) ? 'touches' : 'apart';
};
