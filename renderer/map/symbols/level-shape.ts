// The four levels as shapes that differ without colour: red ◆, orange ▲, yellow ■, blue ●, each with its word inside.
import type { Level } from '../../../shared/domain/atlas/levels.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { mapFont } from '../font.ts';
import type { Palette } from '../palette.ts';

export const LEVEL_ORDER: readonly Level[] = ['red', 'orange', 'yellow', 'blue'];

export const asLevel = (value: string): Level | null => LEVEL_ORDER.find((level) => level === value) ?? null;

/** 0 for no level, 4 for red. */
export const levelRank = (value: string): number => {
  const level = asLevel(value);
  return level === null ? 0 : LEVEL_ORDER.length - LEVEL_ORDER.indexOf(level);
};

/** The worst level present, null where none is. */
export const worstLevel = (counts: { readonly [level: string]: number }): Level | null =>
  LEVEL_ORDER.find((level) => (counts[level] ?? 0) > 0) ?? null;

const WORDS: { readonly [language in Language]: { readonly [level in Level]: string } } = {
  'zh-CN': { red: '红', orange: '橙', yellow: '黄', blue: '蓝' },
  en: { red: 'R', orange: 'O', yellow: 'Y', blue: 'B' },
};

export const levelWord = (level: Level, language: Language): string => WORDS[language][level];

/** Traces the shape around the centre; `radius` is half of the box it fills. */
const trace = (context: CanvasRenderingContext2D, level: Level, x: number, y: number, radius: number): void => {
  context.beginPath();
  switch (level) {
    case 'red':
      context.moveTo(x, y - radius * 1.12);
      context.lineTo(x + radius * 1.12, y);
      context.lineTo(x, y + radius * 1.12);
      context.lineTo(x - radius * 1.12, y);
      break;
    case 'orange':
      context.moveTo(x, y - radius * 1.15);
      context.lineTo(x + radius * 1.16, y + radius * 0.9);
      context.lineTo(x - radius * 1.16, y + radius * 0.9);
      break;
    case 'yellow':
      context.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
      break;
    case 'blue':
      context.arc(x, y, radius, 0, Math.PI * 2);
      break;
    default:
      assertNever(level);
  }
  context.closePath();
};

interface LevelMark {
  /** Null where the level is not known: a hollow, dashed circle with a question mark. */
  readonly level: Level | null;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly language: Language;
}

const drawUnknown = (context: CanvasRenderingContext2D, palette: Palette, { x, y, radius }: LevelMark): void => {
  context.beginPath();
  context.arc(x, y, radius * 0.92, 0, Math.PI * 2);
  context.fillStyle = palette.paper;
  context.fill();
  context.setLineDash([2.2, 1.8]);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.3;
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.ink;
  context.font = mapFont(Math.round(radius * 1.25), 700);
  context.fillText('?', x, y + radius * 0.06);
};

/** Draws a level with its word; sizes in the context's own units. */
export const drawLevelMark = (context: CanvasRenderingContext2D, palette: Palette, mark: LevelMark): void => {
  const { level, x, y, radius, language } = mark;
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  if (level === null) {
    drawUnknown(context, palette, mark);
    context.restore();
    return;
  }
  const colours = palette.levels[level];
  trace(context, level, x, y, radius);
  context.strokeStyle = palette.halo;
  context.lineWidth = Math.max(2, radius * 0.3);
  context.stroke();
  context.fillStyle = colours.fill;
  context.fill();
  context.fillStyle = colours.word;
  const lowering = level === 'orange' ? 0.3 : 0.06;
  context.font = mapFont(Math.round(radius * (level === 'orange' ? 1.02 : 1.16)), 700);
  context.fillText(levelWord(level, language), x, y + radius * lowering);
  context.restore();
};
