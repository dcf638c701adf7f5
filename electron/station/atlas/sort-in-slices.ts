// Sorts many items without holding the thread: short runs first, then merged two by two.
import type { Slicer } from './slicer.ts';

const RUN = 1024;
const STEPS_BETWEEN_LOOKS = 256;

type Compare = (left: number, right: number) => number;

const merge = async (runs: readonly number[], first: number, middle: number, last: number, into: number[], compare: Compare, slicer: Slicer): Promise<void> => {
  let [left, right] = [first, middle];
  while (left < middle || right < last) {
    const [leftItem, rightItem] = [runs[left] ?? 0, runs[right] ?? 0];
    const takesLeft = right >= last || (left < middle && compare(leftItem, rightItem) <= 0);
    into.push(takesLeft ? leftItem : rightItem);
    if (takesLeft) left += 1;
    else right += 1;
    if (into.length % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
};

/** Equal items keep their order. */
export const sortInSlices = async (items: readonly number[], compare: Compare, slicer: Slicer): Promise<readonly number[]> => {
  let sorted: number[] = [];
  for (let first = 0; first < items.length; first += RUN) {
    for (const item of items.slice(first, first + RUN).toSorted(compare)) sorted.push(item);
    if (slicer.isDue()) await slicer.pause();
  }
  for (let width = RUN; width < items.length; width *= 2) {
    const merged: number[] = [];
    for (let first = 0; first < items.length; first += 2 * width) {
      await merge(sorted, first, Math.min(first + width, items.length), Math.min(first + 2 * width, items.length), merged, compare, slicer);
    }
    sorted = merged;
  }
  return sorted;
};
