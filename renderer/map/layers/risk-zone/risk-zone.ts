// 风险防范区: 重点 zones closely hatched in a firm outline, 一般 zones sparsely in a dashed one; their level as a mark with its word.
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { hatchFill } from '../../hatch.ts';
import { asLevel } from '../../symbols/level-shape.ts';
import { AREA_MARK_ZOOM, layer, type LayerDefinition, type ShapeStyler } from '../layer-definition.ts';

const zoneStyles: ShapeStyler = ({ symbol, level }, { palette, zoom, scale }) => {
  const known = asLevel(level);
  // A level's colour is worn only where there is room for its mark and word.
  const colour = known === null || zoom < AREA_MARK_ZOOM ? palette.zone : palette.levels[known].fill;
  const isKey = symbol === 'key';
  const width = (isKey ? 2 : 1.3) * (zoom < 11 ? 0.7 : 1) * scale;
  // A grade nobody has given is dotted: neither firm nor dashed.
  const lineDash = isKey ? [] : symbol === 'general' ? [7, 4] : [1.5, 4];
  const casing = new Style({ stroke: new Stroke({ color: palette.halo, width: width + 1.6 }) });
  const line = new Style({ stroke: new Stroke({ color: colour, width, lineDash }) });
  if (zoom < 11) return [casing, line];
  const spacing = isKey ? 6 : 11;
  return [new Style({ fill: hatchFill({ colour: palette.zone, spacing, width: isKey ? 1.1 : 0.8, angle: 45 }) }), casing, line];
};

export const riskZoneLayer: LayerDefinition = layer({
  kind: 'riskZone',
  order: 12,
  importance: 68,
  minZoom: 9,
  // Only its level mark: the body never shows on areas.
  point: { body: 'pebble', hue: 'grey', glyphScale: 0, glyphCentre: [12, 12], hasLevel: true, states: null },
  shape: zoneStyles,
  shapeLabel: (_shape, { palette, zoom }) => (zoom >= 13.5 ? { px: 12, weight: 500, colour: palette.ink, isAlong: false } : null),
});
