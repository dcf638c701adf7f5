// 行政村: thin boundaries and the names people use.
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const villageLayer: LayerDefinition = layer({
  kind: 'village',
  order: 8,
  importance: 42,
  minZoom: 11.5,
  isGround: true,
  shape: (_shape, { palette, zoom }) =>
    zoom < 12 ? [] : [new Style({ stroke: new Stroke({ color: palette.boundaryMinor, width: zoom >= 14 ? 1 : 0.7, lineDash: [4, 3] }) })],
  shapeLabel: (_shape, { palette, zoom }) => (zoom >= 12.5 ? { px: zoom >= 14 ? 13 : 11.5, weight: 400, colour: palette.placeWord, isAlong: false } : null),
});
