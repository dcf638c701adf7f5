// A freehand line without the corners that do not matter.
import { lonLatToMercator, type MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';

/** Squared distance of a point from a segment on the plane. */
const squaredDistance = ([x, y]: MercatorPoint, [x1, y1]: MercatorPoint, [x2, y2]: MercatorPoint): number => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
  return (x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2;
};

/** Douglas–Peucker, with a stack of its own so that a long scribble cannot exhaust the call stack; `tolerance` in Mercator metres. */
export const simplifiedPath = (path: readonly LonLat[], tolerance: number): readonly LonLat[] => {
  const plane = path.map(lonLatToMercator);
  const kept = new Set<number>([0, path.length - 1]);
  const stack: [number, number][] = [[0, path.length - 1]];
  for (let range = stack.pop(); range !== undefined; range = stack.pop()) {
    const [first, last] = range;
    const [from, to] = [plane[first], plane[last]];
    if (from === undefined || to === undefined) continue;
    let [farthest, most] = [-1, tolerance ** 2];
    for (let index = first + 1; index < last; index += 1) {
      const point = plane[index];
      const far = point === undefined ? 0 : squaredDistance(point, from, to);
      if (far > most) [farthest, most] = [index, far];
    }
    if (farthest === -1) continue;
    kept.add(farthest);
    stack.push([first, farthest], [farthest, last]);
  }
  return path.filter((_, index) => kept.has(index));
};
