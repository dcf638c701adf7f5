// Declared hazards: zones hatched and outlined by grade in the colour of their level, with level, name and grade in words.
import Feature from 'ol/Feature.js';
import type BaseLayer from 'ol/layer/Base.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { Level } from '../../../shared/domain/atlas/levels.ts';
import { bySeverity, ZONE_GRADE_TERMS, ZONE_MEASURE_TERMS, type ZoneGrade, type ZoneMeasure } from '../../../shared/domain/hazard/hazard-zone.ts';
import type { MultiPolygonCoordinates } from '../../../shared/geo/geometry.ts';
import { inLanguage, type Language } from '../../../shared/i18n/language.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import { disposeAll, type Disposable } from '../../../shared/kernel/disposable.ts';
import { mapFont } from '../font.ts';
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
  readonly show: (hazards: readonly HazardOnMap[], look: HazardLook) => void;
}

const ZONE_ORDER = 28;
const WORD_ORDER = 82;
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

const outline = (colour: string, width: number, lineDash: number[], casing: string): Style[] => [
  new Style({ stroke: new Stroke({ color: casing, width: width + 3.2 }) }),
  new Style({ stroke: new Stroke({ color: colour, width, lineDash }) }),
];

export const zoneStyles = (hazard: HazardOnMap, grade: ZoneGrade, { palette }: HazardLook): Style[] => {
  const colour = hazard.level === null ? palette.ink : palette.levels[hazard.level].fill;
  const casing = hazard.isSelected ? palette.selection : palette.halo;
  const more = hazard.isSelected ? 1.2 : 0;
  const pattern = zonePattern(grade);
  switch (pattern) {
    case 'crossed':
      return [new Style({ fill: new Fill({ color: `${colour}2e` }) }), new Style({ fill: hatchFill({ colour, spacing: 9, width: 1.4, angle: 45, isCrossed: true }) }), ...outline(colour, 3 + more, [], casing)];
    case 'hatched':
      return [new Style({ fill: new Fill({ color: `${colour}14` }) }), new Style({ fill: hatchFill({ colour, spacing: 13, width: 1.1, angle: 45 }) }), ...outline(colour, 2 + more, [9, 5], casing)];
    case 'dotted':
      return outline(palette.ink, 1.6 + more, [1, 6], casing);
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

/** The highest place of the zone, above which its words stand clear of what lies inside. */
const topOf = (feature: Feature): number[] | null => {
  const geometry = feature.getGeometry();
  if (!(geometry instanceof MultiPolygon)) return null;
  let top: number[] | null = null;
  for (const coordinate of geometry.getCoordinates().flat(2)) if (top === null || (coordinate[1] ?? 0) > (top[1] ?? 0)) top = coordinate;
  return top;
};

const words = (text: string, px: number, offsetY: number, { palette, textScale }: HazardLook): Text =>
  new Text({
    text,
    font: mapFont(px * textScale, 700),
    fill: new Fill({ color: palette.ink }),
    stroke: new Stroke({ color: palette.halo, width: 4, lineJoin: 'round' }),
    offsetY,
    overflow: true,
    declutterMode: 'none',
  });

const levelIcon = (level: Level | null, { palette, language, textScale }: HazardLook): Icon => {
  const side = 34 * textScale;
  const canvas = drawnCanvas(side, side, MARK_RATIO, (context) => drawLevelMark(context, palette, { level, x: 0, y: 0, radius: 11 * textScale, language }));
  return new Icon({ img: canvas, scale: 1 / MARK_RATIO, declutterMode: 'none', displacement: [0, 12 * textScale] });
};

const zoneWords = ({ grade, measure }: ZoneOnMap, language: Language): string => {
  const word = inLanguage(ZONE_GRADE_TERMS[grade], language);
  return measure === null ? word : `${word}（${inLanguage(ZONE_MEASURE_TERMS[measure], language)}）`;
};

const wordFeatures = (hazard: HazardOnMap, zones: readonly { readonly zone: ZoneOnMap; readonly feature: Feature }[], look: HazardLook): readonly Feature[] =>
  zones.flatMap(({ zone, feature }, index) => {
    const top = topOf(feature);
    if (top === null) return [];
    const word = new Feature(new Point(top));
    const grade = zoneWords(zone, look.language);
    const isFirst = index === 0;
    const styles = [new Style({ text: words(isFirst ? `${hazard.name} ${grade}` : grade, isFirst ? 14 : 12, (isFirst ? -34 : -10) * look.textScale, look) })];
    if (isFirst) styles.push(new Style({ image: levelIcon(hazard.level, look) }));
    word.setStyle(styles);
    setHit(word, { type: 'hazard', id: hazard.id, name: hazard.name });
    return [word];
  });

export const createHazardZones = (): HazardZones => {
  const [areas, names] = [createVectorOverlay(ZONE_ORDER), createVectorOverlay(WORD_ORDER)];
  return {
    layers: [areas.layer, names.layer],
    show: (hazards, look) => {
      const sorted = hazards.toSorted((left, right) => Number(left.isSelected) - Number(right.isSelected));
      const drawn = sorted.map((hazard) => ({
        hazard,
        // The gravest last, on top of those around it.
        zones: hazard.zones.toSorted((left, right) => bySeverity(right, left)).map((zone) => ({ zone, feature: zoneFeature(hazard, zone, look) })),
      }));
      areas.show(drawn.flatMap(({ zones }) => zones.map(({ feature }) => feature)));
      names.show(drawn.flatMap(({ hazard, zones }) => wordFeatures(hazard, zones.toReversed(), look)));
    },
    ...disposeAll(areas, names),
  };
};
