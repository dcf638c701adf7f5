// Sorts the rings of a shapefile polygon into outer rings (clockwise) and the holes inside them.
import type { SourcePair } from '../format.ts';

type Ring = readonly SourcePair[];

/** Twice the area; negative for clockwise rings. */
const signedArea = (ring: Ring): number => {
  let sum = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    sum += x * nextY - nextX * y;
  });
  return sum;
};

const isInside = ([x, y]: SourcePair, ring: Ring): boolean => {
  let inside = false;
  ring.forEach(([startX, startY], index) => {
    const [endX, endY] = ring[(index + 1) % ring.length] ?? [startX, startY];
    const crosses = startY > y !== endY > y && x < ((endX - startX) * (y - startY)) / (endY - startY) + startX;
    if (crosses) inside = !inside;
  });
  return inside;
};

/** Searching an owner for each hole costs rings × vertices; more holes than this are not sorted by place. */
const MOST_PLACED_HOLES = 2000;

/** Polygons, outer ring first. A hole that lies in no outer ring is an area of its own, never thrown away. */
export const polygonsOf = (rings: readonly Ring[]): readonly (readonly Ring[])[] => {
  const outers = rings.filter((ring) => signedArea(ring) <= 0);
  const holes = rings.filter((ring) => signedArea(ring) > 0);
  if (outers.length === 0 || holes.length > MOST_PLACED_HOLES) return rings.map((ring) => [ring]);
  const polygons = outers.map((outer): Ring[] => [outer]);
  const alone: Ring[][] = [];
  for (const hole of holes) {
    const [start] = hole;
    const owner = start && polygons.find(([outer]) => outer !== undefined && isInside(start, outer));
    if (owner) owner.push(hole);
    else alone.push([hole]);
  }
  return [...polygons, ...alone];
};
