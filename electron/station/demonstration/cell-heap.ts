// A queue of numbered places by cost, lowest first: the core of every search here.

export interface CellHeap {
  readonly push: (place: number, cost: number) => void;
  /** Takes the cheapest place, or −1 when empty; `lastCost` then tells what it cost. */
  readonly pop: () => number;
  readonly lastCost: () => number;
  readonly clear: () => void;
}

/** Grows as needed; a place may wait more than once, the caller skips those already settled. */
export const createCellHeap = (capacity: number): CellHeap => {
  let places = new Int32Array(Math.max(16, capacity));
  let costs = new Float64Array(places.length);
  let count = 0;
  let last = 0;
  const grow = (): void => {
    const morePlaces = new Int32Array(places.length * 2);
    const moreCosts = new Float64Array(places.length * 2);
    morePlaces.set(places);
    moreCosts.set(costs);
    places = morePlaces;
    costs = moreCosts;
  };
  const push = (place: number, cost: number): void => {
    if (count === places.length) grow();
    let at = count;
    count += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (costs[parent]! <= cost) break;
      places[at] = places[parent]!;
      costs[at] = costs[parent]!;
      at = parent;
    }
    places[at] = place;
    costs[at] = cost;
  };
  const pop = (): number => {
    if (count === 0) return -1;
    const top = places[0]!;
    last = costs[0]!;
    count -= 1;
    const place = places[count]!;
    const cost = costs[count]!;
    let at = 0;
    for (let child = 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && costs[child + 1]! < costs[child]!) child += 1;
      if (costs[child]! >= cost) break;
      places[at] = places[child]!;
      costs[at] = costs[child]!;
      at = child;
    }
    places[at] = place;
    costs[at] = cost;
    return top;
  };
  return { push, pop, lastCost: () => last, clear: () => { count = 0; } };
};
