// Finds the line segments near a place: buckets over local metres, filled once, then only read.

export interface SegmentIndex {
  readonly count: number;
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  /** Calls back with each segment whose bucket range meets the box; a segment may come more than once. */
  readonly visit: (west: number, north: number, east: number, south: number, see: (segment: number) => void) => void;
}

/** Segments gathered before the index is closed. */
export interface SegmentList {
  readonly add: (ax: number, ay: number, bx: number, by: number) => number;
  readonly close: (bucketMetres: number) => SegmentIndex;
}

interface Buckets {
  readonly across: number;
  readonly down: number;
  readonly first: Int32Array;
  readonly items: Int32Array;
}

type Ends = readonly [ax: Float64Array, ay: Float64Array, bx: Float64Array, by: Float64Array];

const eachBucket = (ends: Ends, segment: number, size: number, across: number, down: number, put: (bucket: number) => void): void => {
  const [ax, ay, bx, by] = ends;
  const clamp = (value: number, limit: number): number => Math.min(limit - 1, Math.max(0, Math.floor(value / size)));
  const left = clamp(Math.min(ax[segment]!, bx[segment]!), across);
  const right = clamp(Math.max(ax[segment]!, bx[segment]!), across);
  const top = clamp(Math.min(ay[segment]!, by[segment]!), down);
  const bottom = clamp(Math.max(ay[segment]!, by[segment]!), down);
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) put(row * across + column);
};

const fill = (ends: Ends, count: number, size: number, width: number, height: number): Buckets => {
  const across = Math.max(1, Math.ceil(width / size));
  const down = Math.max(1, Math.ceil(height / size));
  const first = new Int32Array(across * down + 1);
  for (let segment = 0; segment < count; segment += 1) eachBucket(ends, segment, size, across, down, (bucket) => { first[bucket + 1] = first[bucket + 1]! + 1; });
  for (let bucket = 0; bucket < across * down; bucket += 1) first[bucket + 1] = first[bucket + 1]! + first[bucket]!;
  const items = new Int32Array(first[across * down]!);
  const at = first.slice(0, across * down);
  for (let segment = 0; segment < count; segment += 1) {
    eachBucket(ends, segment, size, across, down, (bucket) => {
      items[at[bucket]!] = segment;
      at[bucket] = at[bucket]! + 1;
    });
  }
  return { across, down, first, items };
};

/** `width`, `height`: the extent of the plane in metres. */
export const createSegmentList = (width: number, height: number): SegmentList => {
  const values: number[] = [];
  return {
    add: (ax, ay, bx, by) => {
      values.push(ax, ay, bx, by);
      return values.length / 4 - 1;
    },
    close: (bucketMetres) => {
      const count = values.length / 4;
      const take = (part: number): Float64Array => Float64Array.from({ length: count }, (_, index) => values[index * 4 + part]!);
      const ends: Ends = [take(0), take(1), take(2), take(3)];
      const { across, down, first, items } = fill(ends, count, bucketMetres, width, height);
      const clamp = (value: number, limit: number): number => Math.min(limit - 1, Math.max(0, Math.floor(value / bucketMetres)));
      return {
        count, ax: ends[0], ay: ends[1], bx: ends[2], by: ends[3],
        visit: (west, north, east, south, see) => {
          const right = clamp(east, across);
          const bottom = clamp(south, down);
          for (let row = clamp(north, down); row <= bottom; row += 1) {
            for (let column = clamp(west, across); column <= right; column += 1) {
              const bucket = row * across + column;
              for (let index = first[bucket]!; index < first[bucket + 1]!; index += 1) see(items[index]!);
            }
          }
        },
      };
    },
  };
};

/** Share along the segment, 0…1, of its point nearest to (x, y). */
export const nearestShare = (index: SegmentIndex, segment: number, x: number, y: number): number => {
  const ax = index.ax[segment]!;
  const ay = index.ay[segment]!;
  const dx = index.bx[segment]! - ax;
  const dy = index.by[segment]! - ay;
  const square = dx * dx + dy * dy;
  return square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
};

export const segmentDistance = (index: SegmentIndex, segment: number, x: number, y: number): number => {
  const share = nearestShare(index, segment, x, y);
  const dx = index.ax[segment]! + share * (index.bx[segment]! - index.ax[segment]!) - x;
  const dy = index.ay[segment]! + share * (index.by[segment]! - index.ay[segment]!) - y;
  return Math.sqrt(dx * dx + dy * dy);
};
