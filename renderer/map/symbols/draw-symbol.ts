// Draws one map symbol on a canvas: body by kind, glyph by value, line by state, level mark with its word.
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { mapFont } from '../font.ts';
import type { Palette } from '../palette.ts';
import { GLYPH_BOX, type Glyph, type GlyphLibrary } from './glyph-library.ts';
import { asLevel, drawLevelMark } from './level-shape.ts';
import { stageSize, stateLook, type PointLook, type Stage, type StateLook } from './point-look.ts';

export interface SymbolDrawing {
  readonly kind: string;
  readonly look: PointLook;
  readonly symbol: string;
  readonly level: string;
  readonly state: string;
  readonly stage: Stage;
}

export interface SymbolTools {
  readonly glyphs: GlyphLibrary;
  readonly palette: Palette;
  readonly language: Language;
}

/** Side of the square canvas a symbol needs in CSS pixels, with room for halo, rays and level mark. */
export const symbolBox = (stage: Stage): number => (stage === 'mark' ? 24 : stage === 'small' ? 36 : 44);

const strokeGlyph = (context: CanvasRenderingContext2D, glyph: Glyph): void => {
  for (const { path, lineWidth } of glyph.strokes) {
    if (lineWidth === null) {
      context.fill(path, 'evenodd');
    } else {
      context.lineWidth = lineWidth;
      context.stroke(path);
    }
  }
};

const hatch = (context: CanvasRenderingContext2D, body: Path2D): void => {
  context.save();
  context.clip(body);
  context.lineWidth = 2;
  context.beginPath();
  for (let offset = -GLYPH_BOX; offset < GLYPH_BOX; offset += 5) {
    context.moveTo(offset, GLYPH_BOX);
    context.lineTo(offset + GLYPH_BOX, 0);
  }
  context.stroke();
  context.restore();
};

const isFilled = (state: StateLook): boolean => state === 'solid' || state === 'active' || state === 'full';

/** Body in its 24 × 24 box: halo first, then the fill the state asks for, then the outline. */
const drawBody = (context: CanvasRenderingContext2D, body: Glyph, state: StateLook, hue: string, { palette }: SymbolTools, pixel: number): void => {
  const path = body.strokes[0]?.path;
  if (path === undefined) return;
  context.strokeStyle = palette.halo;
  context.lineWidth = 3.4 * pixel;
  context.stroke(path);
  context.fillStyle = isFilled(state) ? hue : palette.paper;
  context.fill(path, 'evenodd');
  if (isFilled(state)) return;
  context.strokeStyle = hue;
  if (state === 'hatched') hatch(context, path);
  if (state === 'unknown') context.setLineDash([3.4 * pixel, 2.4 * pixel]);
  context.lineWidth = 1.8 * pixel;
  context.stroke(path);
  context.setLineDash([]);
};

const drawGlyph = (context: CanvasRenderingContext2D, drawing: SymbolDrawing, state: StateLook, hue: string, tools: SymbolTools): void => {
  const glyph = tools.glyphs.glyph(drawing.kind, drawing.symbol);
  if (glyph === null) return;
  const { glyphScale, glyphCentre } = drawing.look;
  context.save();
  context.translate(glyphCentre[0], glyphCentre[1]);
  context.scale(glyphScale, glyphScale);
  context.translate(-GLYPH_BOX / 2, -GLYPH_BOX / 2);
  context.fillStyle = isFilled(state) ? tools.palette.glyph : hue;
  context.strokeStyle = context.fillStyle;
  if (state === 'crossed') context.globalAlpha = 0.55;
  strokeGlyph(context, glyph);
  context.restore();
};

const drawCross = (context: CanvasRenderingContext2D, palette: Palette, pixel: number): void => {
  context.beginPath();
  context.moveTo(2.5, 2.5);
  context.lineTo(21.5, 21.5);
  context.moveTo(21.5, 2.5);
  context.lineTo(2.5, 21.5);
  context.strokeStyle = palette.halo;
  context.lineWidth = 4.6 * pixel;
  context.stroke();
  context.strokeStyle = palette.ink;
  context.lineWidth = 2.2 * pixel;
  context.stroke();
};

const drawRays = (context: CanvasRenderingContext2D, hue: string, palette: Palette, pixel: number): void => {
  for (const [style, width] of [
    [palette.halo, 4.2],
    [hue, 1.9],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width * pixel;
    context.beginPath();
    for (const [from, to] of [
      [-0.62, 0.62],
      [Math.PI - 0.62, Math.PI + 0.62],
    ] as const) {
      context.moveTo(12 + Math.cos(from) * 15.6, 12 + Math.sin(from) * 15.6);
      context.arc(12, 12, 15.6, from, to);
    }
    context.stroke();
  }
};

/** A short word or sign in a small plate at the lower right of the body. */
const drawPlate = (context: CanvasRenderingContext2D, text: string, palette: Palette, stage: Stage): void => {
  const side = stage === 'full' ? 12.5 : 13.5;
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.halo;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(22.5 - side / 2, 21 - side / 2, side, side, 3);
  context.stroke();
  context.fill();
  context.fillStyle = palette.paper;
  context.font = mapFont(Math.round(side * 0.8), 700);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, 22.5, 21.6);
};

const drawStateSigns = (context: CanvasRenderingContext2D, state: StateLook, hue: string, drawing: SymbolDrawing, tools: SymbolTools, pixel: number): void => {
  switch (state) {
    case 'crossed':
      drawCross(context, tools.palette, pixel);
      return;
    case 'active':
      drawRays(context, hue, tools.palette, pixel);
      return;
    case 'full':
      if (drawing.stage !== 'mark') drawPlate(context, tools.language === 'zh-CN' ? '满' : 'F', tools.palette, drawing.stage);
      return;
    case 'unknown':
      if (drawing.stage !== 'mark') drawPlate(context, '?', tools.palette, drawing.stage);
      return;
    case 'solid':
    case 'hollow':
    case 'hatched':
      return;
    default:
      assertNever(state);
  }
};

const drawLevel = (context: CanvasRenderingContext2D, drawing: SymbolDrawing, tools: SymbolTools): void => {
  const level = asLevel(drawing.level);
  const { palette, language } = tools;
  if (drawing.stage === 'mark') {
    drawLevelMark(context, palette, { level, x: 0, y: 0, radius: 8, language });
  } else {
    const offset = stageSize(drawing.stage) / 2;
    drawLevelMark(context, palette, { level, x: offset - 0.5, y: 1 - offset, radius: drawing.stage === 'full' ? 8.2 : 7.4, language });
  }
};

/** The kind's silhouette with its usual glyph, for use beside a number. */
export const drawMiniature = (context: CanvasRenderingContext2D, kind: string, look: PointLook, side: number, tools: SymbolTools): void => {
  const hue = tools.palette.hues[look.calmHue ?? look.hue];
  const drawing: SymbolDrawing = { kind, look, symbol: '', level: '', state: '', stage: 'small' };
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.scale(side / GLYPH_BOX, side / GLYPH_BOX);
  context.translate(-GLYPH_BOX / 2, -GLYPH_BOX / 2);
  const body = tools.glyphs.body(look.body).strokes[0]?.path;
  context.fillStyle = hue;
  if (body !== undefined) context.fill(body, 'evenodd');
  drawGlyph(context, drawing, 'solid', hue, tools);
  context.restore();
};

/** Draws around the context's origin, in CSS pixels. At the smallest stage a kind with levels is its level mark alone. */
export const drawSymbol = (context: CanvasRenderingContext2D, drawing: SymbolDrawing, tools: SymbolTools): void => {
  const { look, stage } = drawing;
  const state = stateLook(look, drawing.state);
  const hue = tools.palette.hues[state === 'solid' ? (look.calmHue ?? look.hue) : look.hue];
  if (!(stage === 'mark' && look.hasLevel)) {
    const size = stageSize(stage);
    const pixel = GLYPH_BOX / size;
    context.save();
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.scale(size / GLYPH_BOX, size / GLYPH_BOX);
    context.translate(-GLYPH_BOX / 2, -GLYPH_BOX / 2);
    drawBody(context, tools.glyphs.body(look.body), state, hue, tools, pixel);
    if (stage !== 'mark') drawGlyph(context, drawing, state, hue, tools);
    drawStateSigns(context, state, hue, drawing, tools, pixel);
    context.restore();
  }
  if (look.hasLevel) drawLevel(context, drawing, tools);
};
