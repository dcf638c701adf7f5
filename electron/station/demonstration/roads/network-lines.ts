// Roads on cells turned into smooth lines: no raster angles, banks kept clear, junctions shared.
import { cellDraw } from '../random.ts';
import { centreX, centreY, neighboursOf } from '../raster.ts';
import { nearestShare, segmentDistance } from '../segment-index.ts';
import type { Rivers } from '../water/rivers.ts';
import type { CellNetwork } from './cell-network.ts';
import type { Exit } from './exits.ts';
import type { LaidNetwork } from './lay-network.ts';
import { classRank } from './road-class.ts';
import { roundCorners, simplify, type Points, type RawLine } from './raw-line.ts';

export interface NetworkPlaces {
  /** Where the road passes, by cell on the network. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const CLEAR_OF_BANK_METRES = 19;
const SMOOTHING_ROUNDS = 7;

const linkedSides = (links: number): readonly number[] => [0, 1, 2, 3, 4, 5, 6, 7].filter((side) => ((links >> side) & 1) === 1);

/** The two links that make the through road: the highest classes, and of those the straightest pair. */
const throughSides = (network: CellNetwork, cell: number): readonly number[] => {
  const sides = linkedSides(network.links[cell]!);
  if (sides.length < 3) return sides;
  let best: readonly number[] = [];
  let least = Infinity;
  for (const one of sides) {
    for (const two of sides) {
      if (two <= one) continue;
      const bend = Math.abs(4 - (two - one));
      const cost = 10 * (network.rankOf(cell, one) + network.rankOf(cell, two)) + bend;
      if (cost >= least) continue;
      least = cost;
      best = [one, two];
    }
  }
  return best;
};

const BANK_ROAD_METRES = 15;

/** +1 or −1 by cell where a road follows a stream through the same cells, on which bank it runs; 0 elsewhere. */
const bankSides = (network: CellNetwork, rivers: Rivers, streamTo: (cell: number) => number, cells: readonly number[], places: NetworkPlaces): ReadonlyMap<number, number> => {
  const { step } = neighboursOf(network.raster);
  const linked = (cell: number): readonly number[] => linkedSides(network.links[cell]!).map((side) => cell + step[side]!);
  const isAlong = (cell: number, next: number): boolean => streamTo(cell) === next || streamTo(next) === cell;
  const sideOf = new Map<number, number>();
  for (const start of cells) {
    if (streamTo(start) < 0 || sideOf.has(start) || !linked(start).some((next) => isAlong(start, next))) continue;
    const run = new Set([start]);
    for (const cell of run) for (const next of linked(cell)) if (isAlong(cell, next)) run.add(next);
    let lean = 0;
    for (const cell of run) {
      const to = streamTo(cell);
      for (const next of to < 0 ? [] : linked(cell)) {
        if (run.has(next)) continue;
        lean += Math.sign((rivers.x[to]! - rivers.x[cell]!) * (places.y[next]! - rivers.y[cell]!) - (rivers.y[to]! - rivers.y[cell]!) * (places.x[next]! - rivers.x[cell]!));
      }
    }
    for (const cell of run) sideOf.set(cell, lean === 0 ? (start % 2 === 0 ? 1 : -1) : Math.sign(lean));
  }
  return sideOf;
};

/** Puts a place that shares its cell with a stream onto the bank. */
const putOnBank = (rivers: Rivers, places: NetworkPlaces, cell: number, to: number, side: number, halfWidth: number): void => {
  const dx = rivers.x[to]! - rivers.x[cell]!;
  const dy = rivers.y[to]! - rivers.y[cell]!;
  const length = Math.max(1, Math.hypot(dx, dy));
  const away = (halfWidth + BANK_ROAD_METRES) * side;
  places.x[cell] = rivers.x[cell]! - (dy / length) * away;
  places.y[cell] = rivers.y[cell]! + (dx / length) * away;
};

/** Moves a place that smoothing brought too near a river back to dry ground, straight away from the water. */
const keepDry = (rivers: Rivers, places: NetworkPlaces, cell: number): void => {
  const x = places.x[cell]!;
  const y = places.y[cell]!;
  let nearest = -1;
  let least = CLEAR_OF_BANK_METRES;
  rivers.index.visit(x - 80, y - 80, x + 80, y + 80, (segment) => {
    if (rivers.halfWidth[segment]! < 1.3) return;
    const away = segmentDistance(rivers.index, segment, x, y) - rivers.halfWidth[segment]!;
    if (away >= least) return;
    least = away;
    nearest = segment;
  });
  if (nearest < 0) return;
  const { ax, ay, bx, by } = rivers.index;
  const share = nearestShare(rivers.index, nearest, x, y);
  const dx = x - (ax[nearest]! + share * (bx[nearest]! - ax[nearest]!));
  const dy = y - (ay[nearest]! + share * (by[nearest]! - ay[nearest]!));
  const away = Math.hypot(dx, dy);
  if (away < 1) return;
  const move = (rivers.halfWidth[nearest]! + CLEAR_OF_BANK_METRES) / away;
  places.x[cell] = x - dx + dx * move;
  places.y[cell] = y - dy + dy * move;
};

/** `streamTo`: the next stream cell downstream, or −1 off the streams. */
export const placeNetwork = (network: CellNetwork, rivers: Rivers, streamTo: (cell: number) => number, widthAt: (cell: number) => number, isLake: Uint8Array, seed: number): NetworkPlaces => {
  const { raster, links } = network;
  const { step } = neighboursOf(raster);
  const places: NetworkPlaces = { x: new Float64Array(raster.size), y: new Float64Array(raster.size) };
  const cells: number[] = [];
  for (let cell = 0; cell < raster.size; cell += 1) {
    if (links[cell] === 0) continue;
    cells.push(cell);
    places.x[cell] = centreX(raster, cell) + (cellDraw(seed, cell, 21) - 0.5) * 0.35 * raster.cellX;
    places.y[cell] = centreY(raster, cell) + (cellDraw(seed, cell, 22) - 0.5) * 0.35 * raster.cellY;
  }
  // A road along a lake keeps to the middle of its cells: rounding it off would put it into the water.
  const sides = cells.map((cell) => (step.some((offset) => isLake[cell + offset] === 1) ? [] : throughSides(network, cell)));
  const banks = bankSides(network, rivers, streamTo, cells, places);
  for (let round = 0; round < SMOOTHING_ROUNDS; round += 1) {
    const beforeX = Float64Array.from(places.x);
    const beforeY = Float64Array.from(places.y);
    cells.forEach((cell, index) => {
      const own = sides[index]!;
      if (own.length < 2) return;
      const first = cell + step[own[0]!]!;
      const second = cell + step[own[1]!]!;
      places.x[cell] = (beforeX[first]! + 2 * beforeX[cell]! + beforeX[second]!) / 4;
      places.y[cell] = (beforeY[first]! + 2 * beforeY[cell]! + beforeY[second]!) / 4;
    });
    if (round < SMOOTHING_ROUNDS - 2) continue;
    for (const cell of cells) {
      const side = banks.get(cell);
      const to = streamTo(cell);
      if (to < 0) keepDry(rivers, places, cell);
      else if (side !== undefined) putOnBank(rivers, places, cell, to, side, widthAt(cell) / 2);
    }
  }
  return places;
};

const isNode = (network: CellNetwork, cell: number, sides: readonly number[]): boolean => {
  if (sides.length !== 2 || network.anchors.has(cell)) return true;
  const [first, second] = sides;
  return network.rankOf(cell, first!) !== network.rankOf(cell, second!) || network.routeOf(cell, first!) !== network.routeOf(cell, second!);
};

const walkChain = (network: CellNetwork, step: Int32Array, start: number, first: number, walked: Uint8Array): readonly number[] => {
  const cells = [start];
  let cell = start;
  let side = first;
  for (;;) {
    walked[cell] = walked[cell]! | (1 << side);
    cell += step[side]!;
    walked[cell] = walked[cell]! | (1 << ((side + 4) % 8));
    cells.push(cell);
    const sides = linkedSides(network.links[cell]!);
    if (cell === start || isNode(network, cell, sides)) return cells;
    const back = (side + 4) % 8;
    side = sides[0] === back ? sides[1]! : sides[0]!;
  }
};

/** Smooth points through the places of some cells, with an optional last point beyond them. */
const drawn = (places: NetworkPlaces, cells: readonly number[], exits: ReadonlyMap<number, Exit>): Points => {
  const xs = cells.map((cell) => places.x[cell]!);
  const ys = cells.map((cell) => places.y[cell]!);
  const last = exits.get(cells.at(-1)!);
  const first = exits.get(cells[0]!);
  const points = {
    xs: Float64Array.from([...(first === undefined ? [] : [first.x]), ...xs, ...(last === undefined ? [] : [last.x])]),
    ys: Float64Array.from([...(first === undefined ? [] : [first.y]), ...ys, ...(last === undefined ? [] : [last.y])]),
  };
  return simplify(roundCorners(points), 1.2);
};

export const drawNetwork = (laid: LaidNetwork, places: NetworkPlaces, exits: readonly Exit[]): readonly RawLine[] => {
  const { network, routes, tunnels } = laid;
  const { step } = neighboursOf(network.raster);
  const ends = new Map(exits.filter(({ roadClass }) => roadClass !== 'motorway').map((exit) => [exit.cell, exit]));
  const walked = new Uint8Array(network.raster.size);
  const lines: RawLine[] = [];
  for (let cell = 0; cell < network.raster.size; cell += 1) {
    if (network.links[cell] === 0) continue;
    const sides = linkedSides(network.links[cell]!);
    if (!isNode(network, cell, sides)) continue;
    for (const side of sides) {
      if (((walked[cell]! >> side) & 1) === 1) continue;
      const rank = network.rankOf(cell, side);
      const route = network.routeOf(cell, side);
      lines.push({ kind: 'chain', rank, route, hamlet: -1, isOneWay: false, isSeparated: false, structure: 'none', ...drawn(places, walkChain(network, step, cell, side, walked), ends) });
    }
  }
  for (const { from, to, route } of tunnels) {
    lines.push({
      kind: 'tunnel', rank: classRank(routes[route]!.roadClass), route, hamlet: -1, isOneWay: false, isSeparated: true, structure: 'tunnel',
      xs: Float64Array.of(places.x[from]!, places.x[to]!), ys: Float64Array.of(places.y[from]!, places.y[to]!),
    });
  }
  return lines;
};
