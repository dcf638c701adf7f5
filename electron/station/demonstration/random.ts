// Repeatable randomness: the same seed and labels give the same stream on every machine.

export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** Whole number in [low, high], both included. */
  readonly integer: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Mean 0, deviation 1 (Box–Muller). */
  readonly normal: () => number;
  /** One of a list that must not be empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** Index drawn in proportion to the weights. */
  readonly weighted: (weights: readonly number[]) => number;
}

/** Mixes whole numbers and words into one 32-bit seed (FNV-1a over code units, then a finaliser). */
export const mixSeed = (...parts: readonly (number | string)[]): number => {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ 0x5f, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Uniform in [0, 1) from two lattice coordinates: a field of independent draws that needs no order. */
export const cellDraw = (seed: number, x: number, y: number): number => {
  let hash = Math.imul(seed ^ Math.imul(x, 0x27d4eb2d), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ Math.imul(y, 0x165667b1), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
};

const pickWeighted = (weights: readonly number[], draw: number): number => {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = draw * total;
  for (let index = 0; index < weights.length; index += 1) {
    rest -= weights[index]!;
    if (rest < 0) return index;
  }
  return weights.length - 1;
};

/** A generator of the mulberry32 family, seeded from any mix of numbers and words. */
export const createRandom = (...seedParts: readonly (number | string)[]): Random => {
  let state = mixSeed(...seedParts);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + (high - low) * next();
  return {
    next,
    between,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (list) => {
      const chosen = list[Math.floor(next() * list.length)];
      if (chosen === undefined) throw new Error('picking from an empty list');
      return chosen;
    },
    weighted: (weights) => pickWeighted(weights, next()),
  };
};
