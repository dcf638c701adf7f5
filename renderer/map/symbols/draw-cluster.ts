// Draws a cluster: the kind's silhouette and the count in a plate, ringed by the worst level inside.
import type { Level } from '../../../shared/domain/atlas/levels.ts';
import { mapFont } from '../font.ts';
import { drawLevelMark } from './level-shape.ts';
import type { PointLook } from './point-look.ts';
import { drawMiniature, type SymbolTools } from './draw-symbol.ts';

export interface ClusterDrawing {
  readonly kind: string;
  readonly look: PointLook;
  readonly count: number;
  readonly worst: Level | null;
}

const HEIGHT = 20;
const MARGIN = 12;
const BODY = 14;

/** Up to 9999 in full, beyond in 万 or k, never rounded up. */
export const countText = (count: number, language: 'zh-CN' | 'en'): string => {
  if (count < 10_000) return String(count);
  const [unit, word] = language === 'zh-CN' ? [10_000, '万'] : [1_000, 'k'];
  return `${(Math.floor((count / unit) * 10) / 10).toString()}${word}`;
};

/** Width and height of the plate in CSS pixels, without halo and level mark. */
export const clusterSize = (text: string): readonly [width: number, height: number] => [BODY + 13 + text.length * 7.4, HEIGHT];

/** Size of the canvas a cluster needs. */
export const clusterBox = (text: string): readonly [width: number, height: number] => [clusterSize(text)[0] + MARGIN * 2, HEIGHT + MARGIN * 2];

/** Draws around the context's origin, in CSS pixels. */
export const drawCluster = (context: CanvasRenderingContext2D, { kind, look, count, worst }: ClusterDrawing, tools: SymbolTools): void => {
  const { palette, language } = tools;
  const text = countText(count, language);
  const [width, height] = clusterSize(text);
  const left = -width / 2;
  context.save();
  context.beginPath();
  context.roundRect(left, -height / 2, width, height, height / 2);
  context.strokeStyle = palette.halo;
  context.lineWidth = worst === null ? 3.4 : 6;
  context.stroke();
  context.fillStyle = palette.paper;
  context.fill();
  context.strokeStyle = worst === null ? `${palette.hues[look.calmHue ?? look.hue]}80` : palette.levels[worst].fill;
  context.lineWidth = worst === null ? 1.2 : 3;
  context.stroke();
  context.save();
  context.translate(left + 4 + BODY / 2, 0);
  drawMiniature(context, kind, look, BODY, tools);
  context.restore();
  context.fillStyle = palette.ink;
  context.font = mapFont(12.5, 600);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, left + BODY + 7.5, 0.8);
  if (worst !== null) drawLevelMark(context, palette, { level: worst, x: left + 2, y: -height / 2 + 1, radius: 7.2, language });
  context.restore();
};
