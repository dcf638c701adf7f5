// Where water goes: depressions filled, one receiver a cell, and an order in which receivers come before donors.
import { cellDraw } from '../random.ts';
import { isBorder, neighboursOf, type Raster } from '../raster.ts';

export interface Drainage {
  /** The cell each cell drains to; the border drains to itself. */
  readonly receiver: Int32Array;
  /** Every cell, from the border upstream. */
  readonly order: Int32Array;
  /** Heights with every depression filled to its spill, sloping gently outward. */
  readonly filled: Float32Array;
  /** Metres to the receiver. */
  readonly reach: Float32Array;
}

/** Where each cell's sample stands, metres from its centre: scattering them keeps valleys from following the lattice. */
export interface Scatter {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export const createScatter = (raster: Raster, seed: number, share: number): Scatter => {
  const x = new Float32Array(raster.size);
  const y = new Float32Array(raster.size);
  for (let cell = 0; cell < raster.size; cell += 1) {
    x[cell] = (cellDraw(seed, cell, 1) - 0.5) * share * raster.cellX;
    y[cell] = (cellDraw(seed, cell, 2) - 0.5) * share * raster.cellY;
  }
  return { x, y };
};

/** Cells waiting by height in steps of a decimetre; first come, first served within a step. */
interface HeightQueue {
  readonly push: (cell: number, height: number) => void;
  /** A lowest cell, or −1 when empty. */
  readonly pop: () => number;
}

const STEPS_PER_METRE = 10;

const createHeightQueue = (size: number, lowest: number, highest: number): HeightQueue => {
  const levels = Math.ceil((highest - lowest + 50) * STEPS_PER_METRE) + 2;
  const heads = new Int32Array(levels).fill(-1);
  const tails = new Int32Array(levels).fill(-1);
  const following = new Int32Array(size).fill(-1);
  let current = 0;
  const push = (cell: number, height: number): void => {
    const level = Math.min(levels - 1, Math.max(current, Math.floor((height - lowest) * STEPS_PER_METRE)));
    if (heads[level] === -1) heads[level] = cell;
    else following[tails[level]!] = cell;
    tails[level] = cell;
  };
  const pop = (): number => {
    while (current < levels && heads[current] === -1) current += 1;
    if (current === levels) return -1;
    const cell = heads[current]!;
    heads[current] = following[cell]!;
    return cell;
  };
  return { push, pop };
};

/** Smallest fall given to a filled cell, so that flats still drain. */
const LEAST_FALL_METRES = 0.002;

const queueFor = (raster: Raster, heights: Float32Array): HeightQueue => {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let cell = 0; cell < raster.size; cell += 1) {
    lowest = Math.min(lowest, heights[cell]!);
    highest = Math.max(highest, heights[cell]!);
  }
  return createHeightQueue(raster.size, lowest, highest);
};

const UNSEEN = 0;
const WAITING = 1;
const DRAINED = 2;

interface Flood {
  readonly raster: Raster;
  readonly scatter: Scatter;
  readonly drainage: Drainage;
  readonly state: Uint8Array;
  readonly queue: HeightQueue;
}

/** Metres between the samples of two neighbouring cells. */
const apart = ({ raster, scatter }: Flood, cell: number, next: number, across: number, down: number): number => {
  const dx = across * raster.cellX + scatter.x[next]! - scatter.x[cell]!;
  const dy = down * raster.cellY + scatter.y[next]! - scatter.y[cell]!;
  return Math.sqrt(dx * dx + dy * dy);
};

/** Sends a cell to its steepest drained neighbour, and calls up those not yet seen. */
const settleCell = (flood: Flood, cell: number, step: Int32Array, dx: readonly number[], dy: readonly number[]): void => {
  const { state, queue, drainage: { filled, receiver, reach } } = flood;
  const floor = filled[cell]! + LEAST_FALL_METRES;
  let steepest = -Infinity;
  for (let side = 0; side < 8; side += 1) {
    const next = cell + step[side]!;
    if (state[next] === UNSEEN) {
      state[next] = WAITING;
      if (filled[next]! < floor) filled[next] = floor;
      queue.push(next, filled[next]!);
    } else if (state[next] === DRAINED) {
      const metres = apart(flood, cell, next, dx[side]!, dy[side]!);
      const fall = (filled[cell]! - filled[next]!) / metres;
      if (fall <= steepest) continue;
      steepest = fall;
      receiver[cell] = next;
      reach[cell] = metres;
    }
  }
};

/** A border cell drains to itself; from it the flood goes on to the cell inside. */
const openBorder = ({ raster, state, queue, drainage: { filled } }: Flood, cell: number, step: Int32Array): void => {
  const column = cell % raster.columns;
  for (let side = 0; side < 8; side += 1) {
    const next = cell + step[side]!;
    if (next < 0 || next >= raster.size || Math.abs((next % raster.columns) - column) > 1 || state[next] !== UNSEEN) continue;
    state[next] = WAITING;
    filled[next] = Math.max(filled[next]!, filled[cell]! + LEAST_FALL_METRES);
    queue.push(next, filled[next]!);
  }
};

/** Priority flood (Barnes, Lehman, Mulla 2014) from the border inward, with the steepest receiver among cells already drained. */
export const drain = (raster: Raster, heights: Float32Array, scatter: Scatter): Drainage => {
  const { step, dx, dy } = neighboursOf(raster);
  const drainage: Drainage = { receiver: new Int32Array(raster.size).fill(-1), order: new Int32Array(raster.size), filled: Float32Array.from(heights), reach: new Float32Array(raster.size) };
  const flood: Flood = { raster, scatter, drainage, state: new Uint8Array(raster.size), queue: queueFor(raster, heights) };
  const { state, queue } = flood;
  for (let cell = 0; cell < raster.size; cell += 1) {
    if (!isBorder(raster, cell)) continue;
    state[cell] = WAITING;
    drainage.receiver[cell] = cell;
    queue.push(cell, heights[cell]!);
  }
  for (let count = 0, cell = queue.pop(); cell >= 0; count += 1, cell = queue.pop()) {
    drainage.order[count] = cell;
    state[cell] = DRAINED;
    if (drainage.receiver[cell] === cell) openBorder(flood, cell, step);
    else settleCell(flood, cell, step, dx, dy);
  }
  return drainage;
};

/** Square metres that drain through each cell, its own included. */
export const accumulate = (raster: Raster, drainage: Drainage): Float32Array => {
  const area = new Float32Array(raster.size).fill(raster.cellX * raster.cellY);
  for (let index = raster.size - 1; index >= 0; index -= 1) {
    const cell = drainage.order[index]!;
    const to = drainage.receiver[cell]!;
    if (to !== cell) area[to] = area[to]! + area[cell]!;
  }
  return area;
};
