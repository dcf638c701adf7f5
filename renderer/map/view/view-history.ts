// The extents the operator has looked at, to go back and forth between.
import type { Bounds } from '../../../shared/kernel/units.ts';

export interface ViewHistory {
  /** A new extent after the current one; whatever could be gone forward to is forgotten. */
  readonly visit: (bounds: Bounds) => void;
  readonly back: () => Bounds | null;
  readonly forward: () => Bounds | null;
  readonly canGoBack: () => boolean;
  readonly canGoForward: () => boolean;
}

const MOST_VISITS = 60;
/** Of the extent's width: a smaller step is no new place. */
const SAME_SHARE = 0.02;

const isSamePlace = (left: Bounds, right: Bounds): boolean => {
  const width = Math.max(1e-9, left[2] - left[0]);
  return left.every((value, index) => Math.abs(value - (right[index] ?? Number.NaN)) < width * SAME_SHARE);
};

export const createViewHistory = (): ViewHistory => {
  let visits: readonly Bounds[] = [];
  let at = -1;
  const go = (step: -1 | 1): Bounds | null => {
    const target = visits[at + step];
    if (target === undefined) return null;
    at += step;
    return target;
  };
  return {
    visit: (bounds) => {
      const current = visits[at];
      if (current !== undefined && isSamePlace(current, bounds)) return;
      visits = [...visits.slice(0, at + 1), bounds].slice(-MOST_VISITS);
      at = visits.length - 1;
    },
    back: () => go(-1),
    forward: () => go(1),
    canGoBack: () => at > 0,
    canGoForward: () => at < visits.length - 1,
  };
};
