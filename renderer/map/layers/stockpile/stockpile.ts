// 物资储备点: a crate.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const stockpileLayer: LayerDefinition = layer({
  kind: 'stockpile',
  order: 60,
  importance: 70,
  point: { body: 'hexagon', hue: 'slate', glyphScale: 0.58, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 13, cellPx: 260, small: 13.6, full: 15, label: 14.4 },
});
