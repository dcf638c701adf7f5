// The type of the map's words, and the signal that a part of the font has arrived so that tofu can be redrawn.
import { disposable, type Disposable } from '../../shared/kernel/disposable.ts';

export const MAP_FONT_FAMILY = "'Noto Sans SC Variable', 'Noto Sans SC', 'WenQuanYi Micro Hei', 'Microsoft YaHei', 'PingFang SC', sans-serif";

/** A CSS font value; `px` is already multiplied by the text scale. */
export const mapFont = (px: number, weight: 400 | 500 | 600 | 700): string => `${weight} ${px}px ${MAP_FONT_FAMILY}`;

export interface FontWatch extends Disposable {
  /** Asks for the parts of the subset font that hold these characters; does nothing for characters asked before. */
  readonly need: (text: string) => void;
}

/**
 * The bundled font comes in about a hundred parts by character; a canvas shows boxes until the part is there.
 * `onArrived` is called after each arrival, so that what was drawn before can be drawn again.
 */
export const watchFont = (onArrived: () => void): FontWatch => {
  const asked = new Set<string>();
  const listener = (): void => onArrived();
  document.fonts.addEventListener('loadingdone', listener);
  const closing = disposable(() => document.fonts.removeEventListener('loadingdone', listener));
  return {
    ...closing,
    need: (text) => {
      const fresh = [...new Set(text)].filter((character) => !asked.has(character));
      if (fresh.length === 0) return;
      for (const character of fresh) asked.add(character);
      // A part that cannot be loaded leaves the fallback font in place; there is nothing else to do about it.
      document.fonts.load(mapFont(16, 500), fresh.join('')).catch(() => undefined);
    },
  };
};
