// 视频源: where there are eyes, and from close up which way they look.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const cameraLayer: LayerDefinition = layer({
  kind: 'camera',
  order: 60,
  importance: 55,
  point: { body: 'wide', hue: 'grey', glyphScale: 0.62, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { small: 13, full: 14.5, label: 15 },
  wedge: { fromZoom: 14.5, opening: 'fieldOfViewDegrees', reach: null },
});
