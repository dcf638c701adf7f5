// Segments that are added while others are being sought: what lanes, streets and houses keep clear of.

export interface GrowingSegments {
  readonly add: (ax: number, ay: number, bx: number, by: number) => void;
  readonly addLine: (xs: ArrayLike<number>, ys: ArrayLike<number>) => void;
  /** Calls back with the ends of each segment near the box; one may come more than once. */
  readonly visit: (x: number, y: number, reach: number, see: (ax: number, ay: number, bx: number, by: number) => void) => void;
  /** Metres to the nearest segment within `reach`, else `reach`. */
  readonly distance: (x: number, y: number, reach: number) => number;
}

export const pointToSegment = (x: number, y: number, ax: number, ay: number, bx: number, by: number): number => {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(ax + share * dx - x, ay + share * dy - y);
};

/** Share along a–b, 0…1, where it crosses c–d; −1 where it does not. */
export const crossing = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): number => {
  const rx = bx - ax;
  const ry = by - ay;
  const sx = dx - cx;
  const sy = dy - cy;
  const turn = rx * sy - ry * sx;
  if (Math.abs(turn) < 1e-9) return -1;
  const t = ((cx - ax) * sy - (cy - ay) * sx) / turn;
  const u = ((cx - ax) * ry - (cy - ay) * rx) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : -1;
};

const BUCKET_METRES = 120;

export const createGrowingSegments = (width: number, height: number): GrowingSegments => {
  const across = Math.ceil(width / BUCKET_METRES) + 1;
  const down = Math.ceil(height / BUCKET_METRES) + 1;
  const buckets: (number[] | undefined)[] = Array.from({ length: across * down });
  const column = (x: number): number => Math.min(across - 1, Math.max(0, Math.floor(x / BUCKET_METRES)));
  const row = (y: number): number => Math.min(down - 1, Math.max(0, Math.floor(y / BUCKET_METRES)));
  const add = (ax: number, ay: number, bx: number, by: number): void => {
    for (let r = row(Math.min(ay, by)); r <= row(Math.max(ay, by)); r += 1) {
      for (let c = column(Math.min(ax, bx)); c <= column(Math.max(ax, bx)); c += 1) {
        const bucket = (buckets[r * across + c] ??= []);
        bucket.push(ax, ay, bx, by);
      }
    }
  };
  const visit = (x: number, y: number, reach: number, see: (ax: number, ay: number, bx: number, by: number) => void): void => {
    for (let r = row(y - reach); r <= row(y + reach); r += 1) {
      for (let c = column(x - reach); c <= column(x + reach); c += 1) {
        const bucket = buckets[r * across + c];
        if (bucket === undefined) continue;
        for (let index = 0; index < bucket.length; index += 4) see(bucket[index]!, bucket[index + 1]!, bucket[index + 2]!, bucket[index + 3]!);
      }
    }
  };
  return {
    add, visit,
    addLine: (xs, ys) => {
      for (let index = 1; index < xs.length; index += 1) add(xs[index - 1]!, ys[index - 1]!, xs[index]!, ys[index]!);
    },
    distance: (x, y, reach) => {
      let nearest = reach;
      visit(x, y, reach, (ax, ay, bx, by) => { nearest = Math.min(nearest, pointToSegment(x, y, ax, ay, bx, by)); });
      return nearest;
    },
  };
};
