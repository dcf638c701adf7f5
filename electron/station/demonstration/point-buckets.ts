// Finds the points near a place: numbered points in buckets, filled once.

export interface PointBuckets {
  /** Calls back with every point within `reach` metres. */
  readonly visit: (x: number, y: number, reach: number, see: (point: number) => void) => void;
}

const BUCKET_METRES = 100;

export const createPointBuckets = (x: ArrayLike<number>, y: ArrayLike<number>, width: number, height: number): PointBuckets => {
  const across = Math.ceil(width / BUCKET_METRES) + 1;
  const down = Math.ceil(height / BUCKET_METRES) + 1;
  const clamp = (value: number, limit: number): number => Math.min(limit - 1, Math.max(0, Math.floor(value / BUCKET_METRES)));
  const bucketOf = (point: number): number => clamp(y[point]!, down) * across + clamp(x[point]!, across);
  const first = new Int32Array(across * down + 1);
  for (let point = 0; point < x.length; point += 1) first[bucketOf(point) + 1] = first[bucketOf(point) + 1]! + 1;
  for (let bucket = 0; bucket < across * down; bucket += 1) first[bucket + 1] = first[bucket + 1]! + first[bucket]!;
  const items = new Int32Array(x.length);
  const at = first.slice(0, across * down);
  for (let point = 0; point < x.length; point += 1) {
    const bucket = bucketOf(point);
    items[at[bucket]!] = point;
    at[bucket] = at[bucket]! + 1;
  }
  return {
    visit: (placeX, placeY, reach, see) => {
      for (let row = clamp(placeY - reach, down); row <= clamp(placeY + reach, down); row += 1) {
        for (let column = clamp(placeX - reach, across); column <= clamp(placeX + reach, across); column += 1) {
          const bucket = row * across + column;
          for (let index = first[bucket]!; index < first[bucket + 1]!; index += 1) {
            const point = items[index]!;
            if (Math.hypot(x[point]! - placeX, y[point]! - placeY) <= reach) see(point);
          }
        }
      }
    },
  };
};
