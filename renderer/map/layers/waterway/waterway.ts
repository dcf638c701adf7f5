// 水系: rivers, streams and still water, the ground's one quiet colour.
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { layer, type LayerDefinition, type ShapeStyler } from '../layer-definition.ts';

const waterStyles: ShapeStyler = ({ symbol, isArea }, { palette, zoom }) => {
  const surface = new Fill({ color: palette.water });
  // A river's surface comes in pieces whose seams must not show; still water has a shore.
  if (isArea && symbol === 'river') return [new Style({ fill: surface })];
  if (isArea) return [new Style({ fill: surface, stroke: new Stroke({ color: palette.waterEdge, width: zoom >= 13 ? 1 : 0.6 }) })];
  const grown = Math.max(0, zoom - 9);
  if (symbol === 'stream') return zoom < 12.5 ? [] : [new Style({ stroke: new Stroke({ color: palette.waterEdge, width: 0.5 + grown * 0.16 }) })];
  const edge = zoom < 13 ? [new Style({ stroke: new Stroke({ color: palette.waterEdge, width: 1.6 + grown * 0.5 }) })] : [];
  return [...edge, new Style({ stroke: new Stroke({ color: palette.water, width: 0.8 + grown * 0.5 }) })];
};

export const waterwayLayer: LayerDefinition = layer({
  kind: 'waterway',
  order: 6,
  importance: 24,
  minZoom: 7,
  isGround: true,
  symbolsAt: (zoom) => (zoom >= 14 ? null : zoom >= 13 ? ['river', 'stream', 'reservoir'] : zoom >= 10 ? ['river', 'reservoir'] : ['river']),
  point: { body: 'disc', hue: 'slate', glyphScale: 0.6, glyphCentre: [12, 12], hasLevel: false, states: null },
  stages: { single: 12, cellPx: 200, small: 14, full: 16, label: 14 },
  shape: waterStyles,
  shapeLabel: ({ symbol, isArea }, { palette, zoom }) => {
    // A river's surface lies along the line that carries its name.
    if (symbol === 'river' && isArea) return null;
    const fromZoom = symbol === 'river' ? 10.5 : symbol === 'reservoir' ? 12.5 : 14;
    return zoom < fromZoom ? null : { px: symbol === 'river' ? 13 : 11, weight: 400, colour: palette.waterWord, isAlong: !isArea };
  },
});
