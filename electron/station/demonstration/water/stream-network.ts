// The channels: where streams begin, their Strahler order, and the links between confluences.
import type { Land } from '../terrain/build-land.ts';

/** Drained area from which a brook is mapped. */
const STREAM_HEAD_SQUARE_METRES = 0.55e6;

export interface StreamNetwork {
  /** Strahler order by cell; 0 where no stream is. */
  readonly order: Uint8Array;
  /** The stream donor that drains most, by cell; −1 at a head and off the streams. */
  readonly mainDonor: Int32Array;
}

export const findStreams = (land: Land): StreamNetwork => {
  const { raster, drainage, area } = land;
  const order = new Uint8Array(raster.size);
  const mainDonor = new Int32Array(raster.size).fill(-1);
  const highest = new Uint8Array(raster.size);
  const timesHighest = new Uint8Array(raster.size);
  for (let index = raster.size - 1; index >= 0; index -= 1) {
    const cell = drainage.order[index]!;
    if (area[cell]! < STREAM_HEAD_SQUARE_METRES) continue;
    const own = timesHighest[cell] === 0 ? 1 : highest[cell]! + (timesHighest[cell]! > 1 ? 1 : 0);
    order[cell] = own;
    const to = drainage.receiver[cell]!;
    if (to === cell) continue;
    if (own > highest[to]!) {
      highest[to] = own;
      timesHighest[to] = 1;
    } else if (own === highest[to]!) timesHighest[to] = timesHighest[to]! + 1;
    const donor = mainDonor[to]!;
    if (donor < 0 || area[donor]! < area[cell]!) mainDonor[to] = cell;
  }
  return { order, mainDonor };
};

/** Labels each cell with the catchment of the link it drains to; links run between confluences of channels draining `head` or more. */
export interface Catchments {
  readonly label: Int32Array;
  readonly count: number;
}

export const findCatchments = (land: Land, head: number): Catchments => {
  const { raster, drainage, area } = land;
  const donors = new Uint8Array(raster.size);
  for (let cell = 0; cell < raster.size; cell += 1) {
    const to = drainage.receiver[cell]!;
    if (area[cell]! >= head && to !== cell) donors[to] = donors[to]! + 1;
  }
  const label = new Int32Array(raster.size).fill(-1);
  let count = 0;
  for (let index = 0; index < raster.size; index += 1) {
    const cell = drainage.order[index]!;
    const to = drainage.receiver[cell]!;
    const isChannel = area[cell]! >= head;
    if (to === cell || (isChannel && donors[to] !== 1)) {
      label[cell] = count;
      count += 1;
    } else label[cell] = label[to]!;
  }
  return { label, count };
};
