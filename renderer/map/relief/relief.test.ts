import { describe, expect, test } from 'vitest';
import { heightsFrom, padHeights, type Neighbourhood } from './pad-heights.ts';
import { exaggeration, PADDED_SIDE, RELIEF_SIDE, shadeRelief, UNKNOWN_HEIGHT } from './shade.ts';

const heights = (of: (column: number, row: number) => number): Int16Array<ArrayBuffer> =>
  Int16Array.from({ length: PADDED_SIDE * PADDED_SIDE }, (_, index) => of(index % PADDED_SIDE, Math.floor(index / PADDED_SIDE)));

const brightnessAt = (pixels: Uint8ClampedArray, column: number, row: number): number => {
  const at = (row * RELIEF_SIDE + column) * 4;
  return (pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0);
};

const shade = (of: (column: number, row: number) => number, theme: 'dark' | 'light' = 'dark') => shadeRelief({ heights: heights(of), cellMetres: 30, zoom: 12, theme });

describe('shaded relief', () => {
  test('a slope that faces north-west is lighter than level ground, one that faces south-east darker', () => {
    const level = brightnessAt(shade(() => 300), 128, 128);
    const facing = brightnessAt(shade((column, row) => 300 + (column + row - 257) * 4), 128, 128);
    const away = brightnessAt(shade((column, row) => 300 - (column + row - 257) * 4), 128, 128);
    expect(facing).toBeGreaterThan(level);
    expect(away).toBeLessThan(level);
  });

  test('higher ground has another tint than lower, level ground being lit alike', () => {
    const valley = shade(() => 50);
    const crest = shade(() => 1_500);
    expect(brightnessAt(crest, 10, 10)).not.toBe(brightnessAt(valley, 10, 10));
  });

  test('unknown ground is left transparent, and the ground beside it is not shaded as a cliff', () => {
    const pixels = shade((column) => (column > 200 ? UNKNOWN_HEIGHT : 300));
    expect(pixels[(100 * RELIEF_SIDE + 230) * 4 + 3]).toBe(0);
    expect(brightnessAt(pixels, 199, 100)).toBe(brightnessAt(pixels, 100, 100));
  });

  test('the dark ground stays dark and the light ground light, however steep', () => {
    const cliff = (column: number): number => (column % 40 < 20 ? 0 : 1_500);
    const dark = shade(cliff, 'dark');
    const light = shade(cliff, 'light');
    for (let column = 0; column < RELIEF_SIDE; column += 1) {
      expect(brightnessAt(dark, column, 128) / 3).toBeLessThan(125);
      expect(brightnessAt(light, column, 128) / 3).toBeGreaterThan(110);
    }
  });

  test('far out slopes are drawn steeper, close up hardly', () => {
    expect(exaggeration(8)).toBeGreaterThan(exaggeration(12));
    expect(exaggeration(18)).toBe(1.2);
  });
});

describe('the border of a tile', () => {
  const flat = (value: number): Int16Array => new Int16Array(RELIEF_SIDE * RELIEF_SIDE).fill(value);
  const around: Neighbourhood = [flat(1), flat(2), flat(3), flat(4), flat(5), flat(6), flat(7), flat(8), flat(9)];

  test('comes from the neighbours on each side and corner', () => {
    const padded = padHeights(around);
    const end = PADDED_SIDE - 1;
    const at = (row: number, column: number): number | undefined => padded[row * PADDED_SIDE + column];
    expect([at(0, 0), at(0, 9), at(0, end), at(9, 0), at(9, 9), at(9, end), at(end, 0), at(end, 9), at(end, end)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('is unknown where there is no neighbour', () => {
    const padded = padHeights([null, null, null, null, flat(5), null, null, null, null]);
    expect([padded[0], padded[PADDED_SIDE + 1]]).toEqual([UNKNOWN_HEIGHT, 5]);
  });

  test('meets the neighbour without a seam: the same slope is shaded alike on both sides', () => {
    const slope = (west: number): Int16Array => Int16Array.from({ length: RELIEF_SIDE * RELIEF_SIDE }, (_, index) => 200 + (west + (index % RELIEF_SIDE)) * 2);
    const [left, right] = [slope(0), slope(RELIEF_SIDE)];
    const pixels = shadeRelief({ heights: padHeights([null, null, null, null, left, right, null, null, null]), cellMetres: 30, zoom: 12, theme: 'dark' });
    const step = brightnessAt(pixels, RELIEF_SIDE - 1, 50) - brightnessAt(pixels, RELIEF_SIDE - 2, 50);
    expect(Math.abs(step)).toBeLessThanOrEqual(3);
  });
});

test('heights are read little endian, wherever the bytes begin, and refused at any other length', () => {
  const bytes = new Uint8Array(RELIEF_SIDE * RELIEF_SIDE * 2 + 1);
  bytes[1] = 0x34;
  bytes[2] = 0x12;
  expect(heightsFrom(bytes.subarray(1))?.[0]).toBe(0x1234);
  expect(heightsFrom(bytes)).toBeNull();
});
