// 抢险队伍: a shield, solid on standby, with rays when sent out, hatched off duty.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const teamLayer: LayerDefinition = layer({
  kind: 'team',
  order: 60,
  importance: 80,
  point: {
    body: 'shield',
    hue: 'violet',
    glyphScale: 0.58,
    glyphCentre: [12, 11.6],
    hasLevel: false,
    states: { standby: 'solid', dispatched: 'active', offDuty: 'hatched' },
  },
  stages: { single: 12.6, cellPx: 260, small: 13.1, full: 14.5, label: 13.8 },
});
