// 乡镇（街道）: a soft band along the boundary and the name large; fading as one comes close.
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const townshipLayer: LayerDefinition = layer({
  kind: 'township',
  order: 9,
  importance: 85,
  minZoom: 7,
  isGround: true,
  isAnchor: true,
  shape: (_shape, { palette, zoom }) => [
    new Style({ stroke: new Stroke({ color: `${palette.boundary}22`, width: zoom >= 11 ? 4 : 2.5 }) }),
    new Style({ stroke: new Stroke({ color: `${palette.boundary}c0`, width: zoom >= 11 ? 0.9 : 0.7 }) }),
  ],
  shapeLabel: (_shape, { palette, zoom }) => (zoom >= 9.5 && zoom < 14.5 ? { px: zoom >= 11.5 ? 15 : 13, weight: 600, colour: palette.placeWord, isAlong: false } : null),
});
