// Symbols as OpenLayers styles, each drawn once per look, theme and pixel ratio and kept while it is used.
import Icon from 'ol/style/Icon.js';
import Style from 'ol/style/Style.js';
import { clusterBox, countText, drawCluster, type ClusterDrawing } from './draw-cluster.ts';
import { drawSymbol, symbolBox, type SymbolDrawing, type SymbolTools } from './draw-symbol.ts';

/** More looks than this at once do not occur on one screen; the oldest are forgotten. */
const MOST_SPRITES = 1_500;

export interface Sprites {
  /** `rank`: the higher is drawn over the lower; the same for the same kind and level. */
  readonly symbol: (drawing: SymbolDrawing, rank: number) => Style;
  readonly cluster: (drawing: ClusterDrawing, rank: number) => Style;
}

/** Draws on a fresh canvas, the origin in its middle, one unit a CSS pixel. */
export const drawnCanvas = (width: number, height: number, pixelRatio: number, draw: (context: CanvasRenderingContext2D) => void): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * pixelRatio);
  canvas.height = Math.ceil(height * pixelRatio);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(`no 2d context for a canvas of ${canvas.width} × ${canvas.height}`);
  context.scale(pixelRatio, pixelRatio);
  context.translate(width / 2, height / 2);
  draw(context);
  return canvas;
};

/** `scale` is the operator's text scale; symbols follow it so that words inside them stay readable. */
export const createSprites = (tools: SymbolTools, pixelRatio: number, scale: number): Sprites => {
  const styles = new Map<string, Style>();
  const kept = (key: string, rank: number, make: () => HTMLCanvasElement): Style => {
    const found = styles.get(key);
    if (found !== undefined) return found;
    const oldest = styles.size >= MOST_SPRITES ? styles.keys().next().value : undefined;
    if (oldest !== undefined) styles.delete(oldest);
    const style = new Style({ image: new Icon({ img: make(), scale: 1 / pixelRatio, declutterMode: 'none' }), zIndex: rank });
    styles.set(key, style);
    return style;
  };
  return {
    symbol: (drawing, rank) => {
      const { kind, symbol, level, state, stage } = drawing;
      const box = symbolBox(stage) * scale;
      return kept(`${kind}|${symbol}|${level}|${state}|${stage}`, rank, () =>
        drawnCanvas(box, box, pixelRatio, (context) => {
          context.scale(scale, scale);
          drawSymbol(context, drawing, tools);
        }),
      );
    },
    cluster: (drawing, rank) => {
      const text = countText(drawing.count, tools.language);
      const [width, height] = clusterBox(text);
      return kept(`cluster|${drawing.kind}|${text}|${drawing.worst ?? ''}`, rank, () =>
        drawnCanvas(width * scale, height * scale, pixelRatio, (context) => {
          context.scale(scale, scale);
          drawCluster(context, drawing, tools);
        }),
      );
    },
  };
};
