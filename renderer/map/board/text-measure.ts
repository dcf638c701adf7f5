// How wide words are in the map's font; remembered until a part of the font arrives.
import { mapFont } from '../font.ts';
import type { TextSize } from './arrange-board.ts';

export interface TextMeasure {
  readonly size: (text: string, px: number, weight: 400 | 500 | 600 | 700) => TextSize;
  readonly forget: () => void;
}

const MOST_WORDS = 8_000;
/** Of the font's size: what a line of Han takes with its halo. */
const LINE_HEIGHT = 1.25;

export const createTextMeasure = (): TextMeasure => {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('no 2d context to measure words with');
  const widths = new Map<string, number>();
  return {
    size: (text, px, weight) => {
      const font = mapFont(px, weight);
      const key = `${px} ${weight} ${text}`;
      let width = widths.get(key);
      if (width === undefined) {
        if (widths.size >= MOST_WORDS) widths.clear();
        context.font = font;
        width = context.measureText(text).width;
        widths.set(key, width);
      }
      return { width: width + 2, height: px * LINE_HEIGHT };
    },
    forget: () => widths.clear(),
  };
};
