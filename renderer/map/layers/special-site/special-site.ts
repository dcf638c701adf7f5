// 重点场所: schools, hospitals, care homes and other places where many or helpless people are.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const specialSiteLayer: LayerDefinition = layer({
  kind: 'specialSite',
  order: 60,
  importance: 75,
  point: { body: 'octagon', hue: 'plum', glyphScale: 0.64, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 12.8, cellPx: 220, small: 13.3, full: 14.6, label: 14 },
});
