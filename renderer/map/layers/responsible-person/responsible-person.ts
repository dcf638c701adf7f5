// 责任人: a card with the rank as dots; many, so late to grow.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const responsiblePersonLayer: LayerDefinition = layer({
  kind: 'responsiblePerson',
  order: 60,
  importance: 40,
  minZoom: 9,
  point: { body: 'card', hue: 'grey', glyphScale: 0.72, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 14.6, cellPx: 300, small: 15.2, full: 16.2, label: 17 },
});
