// Smooth random fields over the plane: gradient noise and its fractal sums.
import { cellDraw } from './random.ts';

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

const DIRECTIONS = 256;
const ACROSS = Float64Array.from({ length: DIRECTIONS }, (_, index) => Math.cos((index / DIRECTIONS) * 2 * Math.PI));
const DOWN = Float64Array.from({ length: DIRECTIONS }, (_, index) => Math.sin((index / DIRECTIONS) * 2 * Math.PI));

const gradientAt = (seed: number, cx: number, cy: number, dx: number, dy: number): number => {
  const direction = Math.floor(cellDraw(seed, cx, cy) * DIRECTIONS);
  return ACROSS[direction]! * dx + DOWN[direction]! * dy;
};

/** Gradient noise, about −1…1, wavelength 1. */
export const gradientNoise = (seed: number, x: number, y: number): number => {
  const cx = Math.floor(x);
  const cy = Math.floor(y);
  const dx = x - cx;
  const dy = y - cy;
  const u = fade(dx);
  const v = fade(dy);
  const top = gradientAt(seed, cx, cy, dx, dy) * (1 - u) + gradientAt(seed, cx + 1, cy, dx - 1, dy) * u;
  const bottom = gradientAt(seed, cx, cy + 1, dx, dy - 1) * (1 - u) + gradientAt(seed, cx + 1, cy + 1, dx - 1, dy - 1) * u;
  return 1.5 * (top * (1 - v) + bottom * v);
};

/** Sum of octaves, each half the wavelength and `gain` the strength of the one before; about −1…1. */
export const fractalNoise = (seed: number, x: number, y: number, octaves: number, gain = 0.5): number => {
  let total = 0;
  let strength = 1;
  let sum = 0;
  let scale = 1;
  for (let octave = 0; octave < octaves; octave += 1) {
    total += strength * gradientNoise(seed + octave * 101, x * scale, y * scale);
    sum += strength;
    strength *= gain;
    scale *= 2;
  }
  return total / sum;
};

export const smoothStep = (low: number, high: number, value: number): number => {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
};
