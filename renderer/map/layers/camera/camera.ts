// 视频源: where there are eyes, and from close up which way they look.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const cameraLayer: LayerDefinition = layer({
  kind: 'camera',
  order: 60,
  importance: 55,
  point: { body: 'wide', hue: 'grey', glyphScale: 0.62, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 12.6, cellPx: 220, small: 13.4, full: 14.8, label: 15 },
  wedge: { fromZoom: 15.4, opening: 'fieldOfViewDegrees', reach: null },
});
