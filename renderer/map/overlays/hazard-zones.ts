// Declared hazards: zones hatched and outlined by grade in the colour of their level, with level, name and grade in words.
import Feature from 'ol/Feature.js';
import type BaseLayer from 'ol/layer/Base.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Level } from '../../../shared/domain/atlas/levels.ts';
import { bySeverity, ZONE_GRADE_TERMS, ZONE_MEASURE_TERMS, type ZoneGrade, type ZoneMeasure } from '../../../shared/domain/hazard/hazard-zone.ts';
import type { MultiPolygonCoordinates } from '../../../shared/geo/geometry.ts';
import { inLanguage, type Language } from '../../../shared/i18n/language.ts';
import { lonLatToMercator, type MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import type { BoardContent, BoardName, BoardSymbol } from '../board/board-item.ts';
import { hatchFill } from '../hatch.ts';
import { setHit } from '../layers/hit.ts';
import { mercatorGeometry } from '../layers/thing-geometry.ts';
import type { Palette } from '../palette.ts';
import { drawLevelMark } from '../symbols/level-shape.ts';
import { drawnCanvas } from '../symbols/sprites.ts';
import { createVectorOverlay } from './vector-overlay.ts';

/** As the station's hazard records carry it; `measure` null where nobody has decided. */
export interface ZoneOnMap {
  readonly grade: ZoneGrade;
  readonly measure: ZoneMeasure | null;
  readonly area: MultiPolygonCoordinates;
}

export interface HazardOnMap {
  readonly id: string;
  readonly name: string;
  /** Null while nobody has given one. */
  readonly level: Level | null;
  readonly zones: readonly ZoneOnMap[];
  readonly isSelected: boolean;
}

export interface HazardLook {
  readonly palette: Palette;
  readonly language: Language;
  readonly textScale: number;
}

export interface HazardZones extends Disposable {
  readonly layers: readonly BaseLayer[];
  /** Returns the words that go with the zones, for the board to place among everything else. */
  readonly show: (hazards: readonly HazardOnMap[], look: HazardLook) => BoardContent;
}

const ZONE_ORDER = 28;
/** Above every thing of the atlas. */
const HAZARD_IMPORTANCE = 200;
const MARK_RATIO = 2;

/** Told apart without colour: crossed and firm, hatched and dashed, or only a dotted line for where others are brought to. */
export const zonePattern = (grade: ZoneGrade): 'crossed' | 'hatched' | 'dotted' => {
  switch (grade) {
    case 'heavy':
    case 'key':
    case 'whole':
      return 'crossed';
    case 'light':
    case 'general':
      return 'hatched';
    case 'safe':
      return 'dotted';
    default:
      return assertNever(grade);
  }
};

const outline = (colour: string, width: number, lineDash: number[], { isSelected }: HazardOnMap, palette: Palette): Style[] => [
  ...(isSelected ? [new Style({ stroke: new Stroke({ color: palette.selection, width: width + 6.5 }) })] : []),
  new Style({ stroke: new Stroke({ color: palette.paper, width: width + 3 }) }),
  new Style({ stroke: new Stroke({ color: colour, width, lineDash }) }),
];

export const zoneStyles = (hazard: HazardOnMap, grade: ZoneGrade, { palette }: HazardLook): Style[] => {
  const colour = hazard.level === null ? palette.ink : palette.levels[hazard.level].fill;
  const more = hazard.isSelected ? 1.2 : 0;
  const pattern = zonePattern(grade);
  switch (pattern) {
    case 'crossed':
      return [new Style({ fill: new Fill({ color: `${colour}2e` }) }), new Style({ fill: hatchFill({ colour, spacing: 9, width: 1.4, angle: 45, isCrossed: true }) }), ...outline(colour, 3 + more, [], hazard, palette)];
    case 'hatched':
      return [new Style({ fill: new Fill({ color: `${colour}14` }) }), new Style({ fill: hatchFill({ colour, spacing: 13, width: 1.1, angle: 45 }) }), ...outline(colour, 2 + more, [9, 5], hazard, palette)];
    case 'dotted':
      return outline(palette.ink, 1.6 + more, [1, 6], hazard, palette);
    default:
      return assertNever(pattern);
  }
};

const zoneFeature = (hazard: HazardOnMap, zone: ZoneOnMap, look: HazardLook): Feature => {
  const feature = new Feature(mercatorGeometry({ type: 'MultiPolygon', coordinates: zone.area }));
  feature.setStyle(zoneStyles(hazard, zone.grade, look));
  setHit(feature, { type: 'hazard', id: hazard.id, name: hazard.name });
  return feature;
};

/** The outermost places of the zone: north, south, east, west. */
const rimOf = (zone: ZoneOnMap): readonly MercatorPoint[] => {
  const points = zone.area.flat(2).map(lonLatToMercator);
  const [first] = points;
  if (first === undefined) return [];
  const most = (value: (point: MercatorPoint) => number): MercatorPoint => points.reduce((best, point) => (value(point) > value(best) ? point : best), first);
  return [most(([, north]) => north), most(([, north]) => -north), most(([east]) => east), most(([east]) => -east)];
};

const MARK_RADIUS = 11;

const levelMark = (hazard: HazardOnMap, position: MercatorPoint, { palette, language, textScale }: HazardLook): BoardSymbol => {
  const side = 34 * textScale;
  const canvas = drawnCanvas(side, side, MARK_RATIO, (context) => drawLevelMark(context, palette, { level: hazard.level, x: 0, y: 0, radius: MARK_RADIUS * textScale, language }));
  const style = new Style({ image: new Icon({ img: canvas, scale: 1 / MARK_RATIO, declutterMode: 'none' }) });
  const half = (MARK_RADIUS + 2) * textScale;
  return {
    key: `hazard ${hazard.id}`,
    position,
    style,
    crowdedStyle: style,
    halfWidth: half,
    halfHeight: half,
    importance: HAZARD_IMPORTANCE,
    mayMove: false,
    isFirm: true,
    hit: { type: 'hazard', id: hazard.id, name: hazard.name },
    cluster: null,
  };
};

const zoneWords = ({ grade, measure }: ZoneOnMap, language: Language): string => {
  const word = inLanguage(ZONE_GRADE_TERMS[grade], language);
  return measure === null ? word : `${word}（${inLanguage(ZONE_MEASURE_TERMS[measure], language)}）`;
};

const name = (key: string, text: string, px: number, { palette }: HazardLook): Omit<BoardName, 'position' | 'others' | 'symbolKey'> => ({
  key,
  text,
  look: { px, weight: 700, colour: palette.ink, isAlong: false },
  importance: HAZARD_IMPORTANCE,
  turn: 0,
  isAnchor: true,
});

/** Level mark and name on the rim of the gravest zone, the zones' grades on theirs, for the board to place. */
const wordsOf = (hazard: HazardOnMap, look: HazardLook): BoardContent => {
  const rims = hazard.zones.toSorted(bySeverity).map((zone) => ({ zone, rim: rimOf(zone) }));
  const [gravest] = rims;
  const top = gravest?.rim[0];
  if (gravest === undefined || top === undefined) return { symbols: [], names: [] };
  const title = { ...name(`hazard ${hazard.id}`, hazard.name, 14, look), position: top, others: [], symbolKey: `hazard ${hazard.id}` };
  const grades = rims.flatMap(({ zone, rim }, index): readonly BoardName[] => {
    // The north of the gravest zone is taken by the hazard's own name.
    const [position, ...others] = index === 0 ? rim.slice(1) : rim;
    return position === undefined ? [] : [{ ...name(`hazard ${hazard.id} ${zone.grade}`, zoneWords(zone, look.language), 12, look), position, others, symbolKey: null }];
  });
  return { symbols: [levelMark(hazard, top, look)], names: [title, ...grades] };
};

export const createHazardZones = (): HazardZones => {
  const areas = createVectorOverlay(ZONE_ORDER);
  return {
    layers: [areas.layer],
    show: (hazards, look) => {
      const sorted = hazards.toSorted((left, right) => Number(left.isSelected) - Number(right.isSelected));
      // The gravest zone last, on top of those around it.
      areas.show(sorted.flatMap((hazard) => hazard.zones.toSorted((left, right) => bySeverity(right, left)).map((zone) => zoneFeature(hazard, zone, look))));
      const parts = hazards.map((hazard) => wordsOf(hazard, look));
      return { symbols: parts.flatMap(({ symbols }) => symbols), names: parts.flatMap(({ names }) => names) };
    },
    dispose: areas.dispose,
  };
};
