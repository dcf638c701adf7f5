// 险情隐患点: the first thing to be seen; far out its level alone, closer its type with the level beside it.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const hazardPointLayer: LayerDefinition = layer({
  kind: 'hazardPoint',
  order: 60,
  importance: 100,
  point: { body: 'tile', hue: 'ink', glyphScale: 0.66, glyphCentre: [12, 12], hasLevel: true, states: null },
  stages: { single: 12.3, cellPx: 112, small: 12.8, full: 14.3, label: 13.4 },
});
