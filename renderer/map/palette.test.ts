import { describe, expect, test } from 'vitest';
import { LEVEL_ORDER } from './symbols/level-shape.ts';
import { paletteOf } from './palette.ts';

/** WCAG 2.2 relative luminance of `#rrggbb`. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (left: string, right: string): number => {
  const [light = 0, dark = 0] = [luminance(left), luminance(right)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

/** Hue in degrees, and how far from grey, 0–1. */
const hueOf = (colour: string): { readonly hue: number; readonly chroma: number } => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const span = most - least;
  if (span === 0) return { hue: 0, chroma: 0 };
  const hue = most === red ? ((green - blue) / span + 6) % 6 : most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return { hue: hue * 60, chroma: span };
};

describe.each(['dark', 'light'] as const)('the %s palette', (theme) => {
  const palette = paletteOf(theme);

  test.each(LEVEL_ORDER)('writes the word of %s readably on its colour', (level) => {
    const { fill, word } = palette.levels[level];
    expect(contrast(fill, word)).toBeGreaterThanOrEqual(4.5);
  });

  test('writes names and numbers at 4.5:1 or better on ground and plates', () => {
    for (const word of [palette.ink, palette.mutedInk, palette.placeWord, palette.waterWord]) {
      expect(contrast(word, palette.ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(word, palette.paper)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('draws the glyph on every body at 4.5:1 or better', () => {
    for (const hue of Object.values(palette.hues)) expect(contrast(hue, palette.glyph)).toBeGreaterThanOrEqual(4.5);
  });

  test('lends no symbol a colour that could be taken for a level', () => {
    const levels = LEVEL_ORDER.map((level) => hueOf(palette.levels[level].fill).hue);
    const strong = Object.values(palette.hues).filter((hue) => hueOf(hue).chroma > 0.15);
    expect(strong.length).toBeGreaterThan(2);
    for (const hue of strong) for (const level of levels) expect(Math.min(Math.abs(hueOf(hue).hue - level), 360 - Math.abs(hueOf(hue).hue - level))).toBeGreaterThan(25);
  });
});
