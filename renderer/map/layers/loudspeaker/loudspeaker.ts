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
    glyphScale: 0.64,
    glyphCentre: [12, 12],
    hasLevel: false,
    states: { idle: 'solid', working: 'active', fault: 'crossed' },
  },
  stages: { small: 13, full: 15, label: 15.5 },
  wedge: { fromZoom: 14.5, opening: 'beamDegrees', reach: 'audibleRadiusMetres' },
});
