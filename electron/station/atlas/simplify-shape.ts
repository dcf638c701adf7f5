// Fewer positions for a line or an area than the eye can tell apart at a zoom.
import type { PackedGeometry } from '../../../shared/domain/atlas/packed-shapes.ts';

const MICRO = 1e6;
const RING_POSITIONS = 4;

/** Positions from `first` to `last` (indices of positions) of a flat array. */
interface Run {
  readonly flat: Int32Array;
  readonly first: number;
  readonly last: number;
  /** Microdegrees of longitude that one of latitude counts for on the map. */
  readonly stretch: number;
}

/** Square of the distance of a position from the segment between two others, in microdegrees of longitude. */
const squareFromSegment = ({ flat, stretch }: Run, at: number, from: number, to: number): number => {
  const [x, y] = [flat[2 * at] ?? 0, (flat[2 * at + 1] ?? 0) * stretch];
  const [x1, y1] = [flat[2 * from] ?? 0, (flat[2 * from + 1] ?? 0) * stretch];
  const [dx, dy] = [(flat[2 * to] ?? 0) - x1, (flat[2 * to + 1] ?? 0) * stretch - y1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return (x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2;
};

/** Douglas–Peucker: marks the positions to keep, those at both ends included. */
const keptOf = (run: Run, tolerance: number): Uint8Array => {
  const kept = new Uint8Array(run.last - run.first + 1);
  kept[0] = 1;
  kept[run.last - run.first] = 1;
  const open: number[] = [run.first, run.last];
  while (open.length > 0) {
    const to = open.pop() ?? 0;
    const from = open.pop() ?? 0;
    let [farthest, square] = [-1, tolerance * tolerance];
    for (let at = from + 1; at < to; at += 1) {
      const here = squareFromSegment(run, at, from, to);
      if (here > square) [farthest, square] = [at, here];
    }
    if (farthest === -1) continue;
    kept[farthest - run.first] = 1;
    open.push(from, farthest, farthest, to);
  }
  return kept;
};

const positionsOf = (run: Run, kept: Uint8Array): number[] => {
  const positions: number[] = [];
  for (let at = run.first; at <= run.last; at += 1) {
    if (kept[at - run.first] === 1) positions.push(run.flat[2 * at] ?? 0, run.flat[2 * at + 1] ?? 0);
  }
  return positions;
};

/** An outer ring too small to be simplified keeps a few of its own positions, so that the area does not vanish. */
const smallRing = (run: Run): number[] => {
  const kept = new Uint8Array(run.last - run.first + 1);
  for (let step = 0; step < RING_POSITIONS; step += 1) kept[Math.round(((run.last - run.first) * step) / (RING_POSITIONS - 1))] = 1;
  return positionsOf(run, kept);
};

const simplifyRun = (run: Run, tolerance: number, isRing: boolean, isHole: boolean): number[] | null => {
  const positions = positionsOf(run, keptOf(run, tolerance));
  if (!isRing || positions.length >= 2 * RING_POSITIONS) return positions;
  return isHole ? null : smallRing(run);
};

/** Width of a pixel of 256-pixel tiles, in microdegrees of longitude. */
export const pixelMicrodegrees = (z: number): number => (360 * MICRO) / (256 * 2 ** z);

/**
 * Every position left out is within `tolerance` (microdegrees of longitude) of what is left; ends stay, holes too small
 * to see go. Neighbouring areas are simplified each for itself.
 */
export const simplifyShape = (shape: PackedGeometry, tolerance: number): PackedGeometry => {
  const isArea = shape.type === 'Polygon' || shape.type === 'MultiPolygon';
  const latitude = (shape.positions[1] ?? 0) / MICRO;
  const stretch = 1 / Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
  const positions: number[] = [];
  const structure: number[] = [shape.structure[0] ?? 0];
  let [at, first] = [1, 0];
  for (let part = 0; part < (shape.structure[0] ?? 0); part += 1) {
    const ringsAt = structure.push(0) - 1;
    const rings = shape.structure[at] ?? 0;
    for (let ring = 0; ring < rings; ring += 1) {
      const count = shape.structure[at + 1 + ring] ?? 0;
      const left = simplifyRun({ flat: shape.positions, first, last: first + count - 1, stretch }, tolerance, isArea, ring > 0);
      first += count;
      if (left === null) continue;
      for (const value of left) positions.push(value);
      structure.push(left.length / 2);
      structure[ringsAt] = (structure[ringsAt] ?? 0) + 1;
    }
    at += 1 + rings;
  }
  return { type: shape.type, structure, positions: Int32Array.from(positions) };
};
