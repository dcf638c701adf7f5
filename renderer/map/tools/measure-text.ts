// Lengths, areas and bearings in words, with as many digits as a drawing is worth.
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Degrees, Metres, SquareMetres } from '../../../shared/kernel/units.ts';
import type { Sketch } from './sketch.ts';
import { shapeOf, type SketchMeasures } from './sketch-shape.ts';

const digits = (value: number, places: number): string => value.toFixed(places);

export const metresText = (metres: Metres, language: Language): string => {
  const [metre, kilometre] = language === 'zh-CN' ? ['米', '公里'] : ['m', 'km'];
  if (metres < 1_000) return `${digits(metres, metres < 10 ? 1 : 0)} ${metre}`;
  return `${digits(metres / 1_000, metres < 10_000 ? 2 : 1)} ${kilometre}`;
};

const SQUARE_METRES_PER_MU = 2_000 / 3;

/** Chinese readers get 亩 beside hectares' place: the unit fields are told in. */
export const areaText = (squareMetres: SquareMetres, language: Language): string => {
  if (squareMetres >= 1e6) return language === 'zh-CN' ? `${digits(squareMetres / 1e6, 2)} 平方公里` : `${digits(squareMetres / 1e6, 2)} km²`;
  if (language !== 'zh-CN') return `${digits(squareMetres, 0)} m²`;
  return `${digits(squareMetres, 0)} 平方米（${digits(squareMetres / SQUARE_METRES_PER_MU, 1)} 亩）`;
};

export const azimuthText = (azimuth: Degrees, language: Language): string => `${language === 'zh-CN' ? '方位角 ' : 'azimuth '}${digits(azimuth, 1)}°`;

const numbersText = (sketch: Sketch, language: Language): readonly string[] => {
  const shape = shapeOf(sketch);
  const [radius, key, general] = language === 'zh-CN' ? ['半径', '重点', '一般'] : ['radius', 'key', 'general'];
  switch (shape?.type) {
    case 'circle':
      return [`${radius} ${metresText(shape.radiusMetres, language)}`];
    case 'sector':
      return [`${radius} ${metresText(shape.radiusMetres, language)}`, `${digits(shape.fromAzimuth, 0)}°–${digits(shape.toAzimuth, 0)}°`];
    case 'twoCircles':
      return [`${key} ${metresText(shape.keyRadiusMetres, language)}`, `${general} ${metresText(shape.generalRadiusMetres, language)}`];
    case 'bufferedLine':
      return [`${language === 'zh-CN' ? '每侧' : 'each side'} ${metresText(shape.eachSideMetres, language)}`];
    default:
      return [];
  }
};

/** What stands beside the cursor while drawing; one fact a line, nothing where nothing can be said yet. */
export const measureText = (sketch: Sketch, measures: SketchMeasures, language: Language): string => {
  const { lengthMetres, segmentMetres, segmentAzimuth, squareMetres, isAreaApproximate } = measures;
  const segment = segmentMetres === null || segmentAzimuth === null ? [] : [`${metresText(segmentMetres, language)}  ${azimuthText(segmentAzimuth, language)}`];
  const approximate = isAreaApproximate ? (language === 'zh-CN' ? '约 ' : 'about ') : '';
  const area = squareMetres === null ? [] : [`${approximate}${areaText(squareMetres, language)}`];
  const whole = lengthMetres === null ? [] : [`${language === 'zh-CN' ? '共' : 'total'} ${metresText(lengthMetres, language)}`];
  switch (sketch.tool) {
    case 'circle':
    case 'sector':
    case 'twoCircles': {
      const numbers = numbersText(sketch, language);
      return (numbers.length > 0 ? [numbers.join('  '), ...area] : segment).join('\n');
    }
    case 'bufferedLine':
      return [...(sketch.isComplete ? [] : segment), ...whole, ...numbersText(sketch, language), ...area].join('\n');
    case 'measureAzimuth':
      return segment.join('\n');
    case 'measureLength':
      return [...(sketch.isComplete || sketch.points.length < 2 ? [] : segment), ...whole].join('\n');
    case 'polygon':
    case 'freehand':
    case 'twoRings':
    case 'measureArea':
      return [...(sketch.isComplete ? [] : segment), ...area].join('\n');
    case 'pick':
      return '';
    default:
      return assertNever(sketch.tool);
  }
};
