// 高音喇叭: solid when idle, with rays while sounding, crossed when faulty, dashed with a question mark when nobody knows.
import { layer, type LayerDefinition } from '../layer-definition.ts';

export const loudspeakerLayer: LayerDefinition = layer({
  kind: 'loudspeaker',
  order: 60,
  importance: 60,
  minZoom: 8,
  point: {
    body: 'disc',
    hue: 'ink',
    calmHue: 'grey',
    glyphScale: 0.64,
    glyphCentre: [12, 12],
    hasLevel: false,
    states: { idle: 'solid', working: 'active', fault: 'crossed' },
  },
  stages: { single: 13.6, cellPx: 220, small: 14.4, full: 15.6, label: 16.8 },
  wedge: { fromZoom: 15.4, opening: 'beamDegrees', reach: 'audibleRadiusMetres' },
});
