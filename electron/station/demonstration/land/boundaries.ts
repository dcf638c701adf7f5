// From labelled cells to smooth borders: each stretch of border is drawn once and shared by the regions on its two sides.
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { toLonLat, type Raster } from '../raster.ts';

export interface Arc {
  readonly points: readonly LonLat[];
  /** Labels on the left and right hand going along the points, with y down: left is anticlockwise on the map. */
  readonly left: number;
  readonly right: number;
  readonly from: number;
  readonly to: number;
  /** Lattice directions (0 east, 1 south, 2 west, 3 north) at the beginning and the end. */
  readonly leaving: number;
  readonly arriving: number;
}

interface Lattice {
  readonly width: number;
  readonly labelAt: (column: number, row: number) => number;
  readonly differs: (corner: number, direction: number) => boolean;
  readonly step: readonly number[];
}

const createLattice = (raster: Raster, label: Int32Array): Lattice => {
  const width = raster.columns + 1;
  const labelAt = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= raster.columns || row >= raster.rows ? -1 : label[row * raster.columns + column]!;
  const differs = (corner: number, direction: number): boolean => {
    const x = corner % width;
    const y = Math.floor(corner / width);
    if (direction === 0) return x < raster.columns && labelAt(x, y - 1) !== labelAt(x, y);
    if (direction === 1) return y < raster.rows && labelAt(x - 1, y) !== labelAt(x, y);
    if (direction === 2) return x > 0 && labelAt(x - 1, y - 1) !== labelAt(x - 1, y);
    return y > 0 && labelAt(x - 1, y - 1) !== labelAt(x, y - 1);
  };
  return { width, labelAt, differs, step: [1, width, -1, -width] };
};

/** Labels left and right of the lattice edge leaving `corner`. */
const flanks = (lattice: Lattice, corner: number, direction: number): readonly [left: number, right: number] => {
  const x = corner % lattice.width;
  const y = Math.floor(corner / lattice.width);
  if (direction === 0) return [lattice.labelAt(x, y - 1), lattice.labelAt(x, y)];
  if (direction === 1) return [lattice.labelAt(x, y), lattice.labelAt(x - 1, y)];
  if (direction === 2) return [lattice.labelAt(x - 1, y), lattice.labelAt(x - 1, y - 1)];
  return [lattice.labelAt(x - 1, y - 1), lattice.labelAt(x, y - 1)];
};

const SMOOTHING_ROUNDS = 3;

/** Rounds the stairs of the lattice; ends stay where they are. `xs`, `ys` in place. */
const smooth = (xs: Float64Array, ys: Float64Array, isClosed: boolean): void => {
  const last = xs.length - 1;
  for (let round = 0; round < SMOOTHING_ROUNDS; round += 1) {
    let beforeX = isClosed ? xs[last - 1]! : xs[0]!;
    let beforeY = isClosed ? ys[last - 1]! : ys[0]!;
    const firstX = xs[0]!;
    const firstY = ys[0]!;
    for (let index = isClosed ? 0 : 1; index < last; index += 1) {
      const x = xs[index]!;
      const y = ys[index]!;
      const afterX = isClosed && index + 1 === last ? firstX : xs[index + 1]!;
      const afterY = isClosed && index + 1 === last ? firstY : ys[index + 1]!;
      xs[index] = (beforeX + 2 * x + afterX) / 4;
      ys[index] = (beforeY + 2 * y + afterY) / 4;
      beforeX = x;
      beforeY = y;
    }
    if (isClosed) {
      xs[last] = xs[0]!;
      ys[last] = ys[0]!;
    }
  }
};

const STRAIGHT_METRES = 4;

/** Leaves out points that lie almost on the line between the point kept before and the point after. */
const thin = (xs: Float64Array, ys: Float64Array): readonly number[] => {
  const kept = [0];
  for (let index = 1; index < xs.length - 1; index += 1) {
    const from = kept.at(-1)!;
    const ax = xs[index + 1]! - xs[from]!;
    const ay = ys[index + 1]! - ys[from]!;
    const away = Math.abs(ax * (ys[index]! - ys[from]!) - ay * (xs[index]! - xs[from]!)) / Math.max(1, Math.hypot(ax, ay));
    if (away > STRAIGHT_METRES || index - from >= 4) kept.push(index);
  }
  kept.push(xs.length - 1);
  return kept;
};

const toArc = (raster: Raster, lattice: Lattice, corners: readonly number[], directions: readonly number[]): Arc => {
  const xs = Float64Array.from(corners, (corner) => (corner % lattice.width) * raster.cellX);
  const ys = Float64Array.from(corners, (corner) => Math.floor(corner / lattice.width) * raster.cellY);
  const from = corners[0]!;
  const to = corners.at(-1)!;
  smooth(xs, ys, from === to && corners.length > 4);
  const [left, right] = flanks(lattice, from, directions[0]!);
  return {
    points: thin(xs, ys).map((index) => toLonLat(raster, xs[index]!, ys[index]!)),
    left, right, from, to, leaving: directions[0]!, arriving: directions.at(-1)!,
  };
};

/** Every stretch of border between different labels; −1 is the outside. */
export const traceArcs = (raster: Raster, label: Int32Array): readonly Arc[] => {
  const lattice = createLattice(raster, label);
  const corners = lattice.width * (raster.rows + 1);
  const walked = new Uint8Array(corners);
  const arcs: Arc[] = [];
  const degree = (corner: number): number => [0, 1, 2, 3].reduce((sum, direction) => sum + (lattice.differs(corner, direction) ? 1 : 0), 0);
  const walk = (start: number, first: number): void => {
    const path = [start];
    const directions: number[] = [];
    let corner = start;
    let direction = first;
    for (;;) {
      walked[corner] = walked[corner]! | (1 << direction);
      corner += lattice.step[direction]!;
      walked[corner] = walked[corner]! | (1 << ((direction + 2) % 4));
      path.push(corner);
      directions.push(direction);
      if (corner === start || degree(corner) !== 2) break;
      const onward = [direction, (direction + 1) % 4, (direction + 3) % 4].find((side) => lattice.differs(corner, side));
      if (onward === undefined) break;
      direction = onward;
    }
    arcs.push(toArc(raster, lattice, path, directions));
  };
  const walkFrom = (isWanted: (degree: number) => boolean): void => {
    for (let corner = 0; corner < corners; corner += 1) {
      const ways = degree(corner);
      if (ways === 0 || !isWanted(ways)) continue;
      for (let direction = 0; direction < 4; direction += 1) if (lattice.differs(corner, direction) && (walked[corner]! & (1 << direction)) === 0) walk(corner, direction);
    }
  };
  walkFrom((ways) => ways > 2);
  walkFrom((ways) => ways === 2);
  return arcs;
};
