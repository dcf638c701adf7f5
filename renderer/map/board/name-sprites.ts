// Names as pictures, drawn once with their halo: a frame then costs one copy a name instead of two strokes of the pen.
import Icon from 'ol/style/Icon.js';
import Style from 'ol/style/Style.js';
import { mapFont } from '../font.ts';
import type { LabelLook } from '../layers/layer-definition.ts';
import { drawnCanvas } from '../symbols/sprites.ts';
import type { TextMeasure } from './text-measure.ts';

export interface NameSprites {
  readonly style: (text: string, look: LabelLook, turn: number) => Style;
}

export interface NameDrawing {
  readonly text: TextMeasure;
  readonly halo: string;
  readonly scale: number;
  readonly pixelRatio: number;
}

/** A screen bears some 260 names; the rest are those of the neighbourhood. */
const MOST_NAMES = 1_600;
const HALO_PX = 3;
/** Names along lines turn in steps, so that the same road's pieces share a picture. */
const TURN_STEPS = 90;

export const createNameSprites = ({ text: measure, halo, scale, pixelRatio }: NameDrawing): NameSprites => {
  const pictures = new Map<string, HTMLCanvasElement>();
  const styles = new Map<string, Style>();
  const haloWidth = HALO_PX * Math.max(1, scale * 0.9);
  const picture = (text: string, { px, weight, colour }: LabelLook): HTMLCanvasElement => {
    const key = `${px} ${weight} ${colour} ${text}`;
    const found = pictures.get(key);
    if (found !== undefined) return found;
    if (pictures.size >= MOST_NAMES) pictures.clear();
    const size = measure.size(text, px * scale, weight);
    const made = drawnCanvas(size.width + 2 * haloWidth, size.height + 2 * haloWidth, pixelRatio, (context) => {
      context.font = mapFont(px * scale, weight);
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineJoin = 'round';
      context.strokeStyle = halo;
      context.lineWidth = haloWidth;
      context.strokeText(text, 0, 0.5);
      context.fillStyle = colour;
      context.fillText(text, 0, 0.5);
    });
    pictures.set(key, made);
    return made;
  };
  return {
    style: (text, look, turn) => {
      const step = Math.round((turn / (Math.PI * 2)) * TURN_STEPS);
      const key = `${look.px} ${look.weight} ${look.colour} ${step} ${text}`;
      const found = styles.get(key);
      if (found !== undefined) return found;
      if (styles.size >= MOST_NAMES) styles.clear();
      const rotation = (step / TURN_STEPS) * Math.PI * 2;
      const style = new Style({ image: new Icon({ img: picture(text, look), scale: 1 / pixelRatio, rotation, declutterMode: 'none' }) });
      styles.set(key, style);
      return style;
    },
  };
};
