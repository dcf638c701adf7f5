// 储备物资 that has a place of its own.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const stockItemLayer: LayerDefinition = layer({
  kind: 'stockItem',
  order: 60,
  importance: 15,
  minZoom: 12,
  point: { body: 'square', hue: 'slate', glyphScale: 0.56, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 14, cellPx: 200, small: 15.5, full: 17, label: 16.8 },
});
