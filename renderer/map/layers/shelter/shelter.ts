// 避灾安置场所: a house, hollow while closed, solid when open, with a plate when full, crossed when it cannot be used.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const shelterLayer: LayerDefinition = layer({
  kind: 'shelter',
  order: 60,
  importance: 90,
  point: {
    body: 'house',
    hue: 'green',
    glyphScale: 0.58,
    glyphCentre: [12, 14.2],
    hasLevel: false,
    states: { closed: 'hollow', open: 'solid', full: 'full', unusable: 'crossed' },
  },
  stages: { single: 12.6, cellPx: 210, small: 13.1, full: 14.5, label: 13.8 },
});
