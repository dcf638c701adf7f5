// 网格单元: shops as points, streets as lines, blocks as quiet outlines.
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const gridUnitLayer: LayerDefinition = layer({
  kind: 'gridUnit',
  order: 16,
  importance: 30,
  minZoom: 11,
  point: { body: 'square', hue: 'grey', glyphScale: 0.6, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 15, cellPx: 150, small: 16, full: 17.5, label: 16.8 },
  shape: ({ isArea }, { palette, zoom }) => [
    new Style({ stroke: new Stroke({ color: palette.mutedInk, width: isArea ? (zoom >= 14 ? 1.2 : 0.8) : 2, lineDash: isArea ? [1.5, 3] : [] }) }),
  ],
  shapeLabel: (_shape, { palette, zoom }) => (zoom >= 14.5 ? { px: 11, weight: 500, colour: palette.mutedInk, isAlong: false } : null),
});
