// 住户: a small house, seen from close up only.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const householdLayer: LayerDefinition = layer({
  kind: 'household',
  order: 60,
  importance: 10,
  minZoom: 12,
  point: { body: 'square', hue: 'grey', glyphScale: 0.56, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 15.2, cellPx: 130, small: 16.8, full: 18, label: 17.2 },
});
