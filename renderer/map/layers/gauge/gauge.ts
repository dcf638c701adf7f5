// 监测站: rain, river, weather, slope and smoke gauges as a drop.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const gaugeLayer: LayerDefinition = layer({
  kind: 'gauge',
  order: 60,
  importance: 65,
  point: { body: 'drop', hue: 'slate', glyphScale: 0.58, glyphCentre: [12, 14], hasLevel: false, states: null },
  stages: { single: 12.3, cellPx: 220, small: 13, full: 14.5, label: 14.2 },
});
