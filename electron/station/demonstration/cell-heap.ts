// A queue of numbered places by cost, lowest first: the core of every search here.

export interface CellHeap {
  readonly push: (place: number, cost: number) => void;
  /** Takes the cheapest place, or −1 when empty; `lastCost` then tells what it cost. */
  readonly pop: () => number;
  readonly lastCost: () => number;
  readonly clear: () => void;
}

const parentOf = (at: number): number => (at - 1) >> 1;

/** The hole left at the top moves down to where `cost` belongs; returns where. */
const sink = (places: Int32Array, costs: Float64Array, count: number, cost: number): number => {
  let at = 0;
  for (let child = 1; child < count; child = 2 * at + 1) {
    if (child + 1 < count && costs[child + 1]! < costs[child]!) child += 1;
    if (costs[child]! >= cost) break;
    places[at] = places[child]!;
    costs[at] = costs[child]!;
    at = child;
  }
  return at;
};

/** Grows as needed; a place may wait more than once, the caller skips those already settled. */
export const createCellHeap = (capacity: number): CellHeap => {
  let places = new Int32Array(Math.max(16, capacity));
  let costs = new Float64Array(places.length);
  let count = 0;
  let last = 0;
  const grow = (): void => {
    const [fewerPlaces, fewerCosts] = [places, costs];
    places = new Int32Array(fewerPlaces.length * 2);
    costs = new Float64Array(fewerCosts.length * 2);
    places.set(fewerPlaces);
    costs.set(fewerCosts);
  };
  const push = (place: number, cost: number): void => {
    if (count === places.length) grow();
    let at = count;
    count += 1;
    for (; at > 0 && costs[parentOf(at)]! > cost; at = parentOf(at)) {
      places[at] = places[parentOf(at)]!;
      costs[at] = costs[parentOf(at)]!;
    }
    places[at] = place;
    costs[at] = cost;
  };
  const pop = (): number => {
    if (count === 0) return -1;
    const top = places[0]!;
    last = costs[0]!;
    count -= 1;
    const at = sink(places, costs, count, costs[count]!);
    places[at] = places[count]!;
    costs[at] = costs[count]!;
    return top;
  };
  return { push, pop, lastCost: () => last, clear: () => { count = 0; } };
};
