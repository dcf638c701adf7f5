// 企业: a factory with its sector and risk level.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const enterpriseLayer: LayerDefinition = layer({
  kind: 'enterprise',
  order: 60,
  importance: 50,
  point: { body: 'factory', hue: 'grey', glyphScale: 0.5, glyphCentre: [12, 15], hasLevel: true, states: null },
  stages: { single: 12.8, cellPx: 220, small: 13.4, full: 15, label: 14.8 },
});
