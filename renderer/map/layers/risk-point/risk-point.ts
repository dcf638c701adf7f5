// 企业风险点: nothing but its level.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const riskPointLayer: LayerDefinition = layer({
  kind: 'riskPoint',
  order: 60,
  importance: 45,
  minZoom: 10,
  point: { body: 'pebble', hue: 'grey', glyphScale: 0, glyphCentre: [12, 12], hasLevel: true, states: null },
  stages: { single: 14, cellPx: 180, small: 99, full: 99, label: 16 },
});
