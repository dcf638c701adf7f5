// Draws a sketch: areas, lines, the segment that follows the cursor, its measures, and the handles of a finished one.
import Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import type VectorLayer from 'ol/layer/Vector.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import RegularShape from 'ol/style/RegularShape.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { metresPerDegreeEast } from '../../../shared/geo/ellipsoid.ts';
import { lonLatToMercator } from '../../../shared/geo/tile-grid.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { mapFont } from '../font.ts';
import { mercatorGeometry } from '../layers/thing-geometry.ts';
import { createVectorOverlay } from '../overlays/vector-overlay.ts';
import type { Palette } from '../palette.ts';
import { measureText } from './measure-text.ts';
import type { Sketch } from './sketch.ts';
import { handlesOf, type Handle } from './sketch-handles.ts';
import { areasOf, measuresOf, pathOf, shapeOf } from './sketch-shape.ts';

export interface SketchLook {
  readonly palette: Palette;
  readonly language: Language;
  readonly textScale: number;
}

export interface SketchLayer extends Disposable {
  readonly layer: VectorLayer;
  readonly show: (sketch: Sketch | null, look: SketchLook) => void;
}

const ORDER = 100;
const PLANE_METRES_PER_DEGREE = 20_037_508.342789244 / 180;

const line = (points: readonly LonLat[]): LineString => new LineString(points.map((position) => [...lonLatToMercator(position)]));

const strokes = (palette: Palette, width: number, lineDash: number[] = []): Style[] => [
  new Style({ stroke: new Stroke({ color: palette.halo, width: width + 3 }) }),
  new Style({ stroke: new Stroke({ color: palette.sketch, width, lineDash }) }),
];

const styled = (feature: Feature, styles: Style | Style[]): Feature => {
  feature.setStyle(styles);
  return feature;
};

const areaFeatures = (sketch: Sketch, { palette }: SketchLook): readonly Feature[] => {
  const shape = shapeOf(sketch);
  const areas = shape === null ? [] : areasOf(shape);
  return areas.map((polygon) => styled(new Feature(mercatorGeometry({ type: 'Polygon', coordinates: polygon })), [new Style({ fill: new Fill({ color: `${palette.sketch}26` }) }), ...strokes(palette, 2)]));
};

/** A strip as a wide line with round ends: what the distance means on the ground, at any scale. */
const stripFeature = (sketch: Sketch, { palette }: SketchLook): readonly Feature[] => {
  const shape = shapeOf(sketch);
  const [first] = pathOf(sketch);
  if (shape?.type !== 'bufferedLine' || first === undefined) return [];
  const planeWidth = (2 * shape.eachSideMetres * PLANE_METRES_PER_DEGREE) / metresPerDegreeEast(first[1]);
  const feature = new Feature(line(pathOf(sketch)));
  feature.setStyle((_feature, resolution) => [
    new Style({ stroke: new Stroke({ color: `${palette.sketch}40`, width: planeWidth / resolution, lineCap: 'round', lineJoin: 'round' }) }),
    ...strokes(palette, 2),
  ]);
  return [feature];
};

const isAroundCentre = ({ tool }: Sketch): boolean => tool === 'circle' || tool === 'sector' || tool === 'twoCircles';

/** The clicked line; of a shape around a centre only the radius that is being set. */
const lineOf = (sketch: Sketch): readonly LonLat[] => {
  const { points, isComplete, tool } = sketch;
  if (isAroundCentre(sketch) || tool === 'bufferedLine') return [];
  return isComplete && shapeOf(sketch) !== null ? [] : points;
};

const measuredRing = (sketch: Sketch): readonly LonLat[] => (sketch.tool === 'measureArea' && pathOf(sketch).length > 2 ? [...pathOf(sketch), ...pathOf(sketch).slice(0, 1)] : []);

/** What is being drawn and is no area yet: the clicked line, and dashed the way to the cursor. */
const pathFeatures = (sketch: Sketch, { palette }: SketchLook): readonly Feature[] => {
  const features: Feature[] = [];
  const { points, cursor, keyRing } = sketch;
  if (keyRing !== null && shapeOf(sketch) === null) features.push(styled(new Feature(line([...keyRing, ...keyRing.slice(0, 1)])), strokes(palette, 2)));
  const ring = measuredRing(sketch);
  if (ring.length > 0) features.push(styled(new Feature(mercatorGeometry({ type: 'Polygon', coordinates: [ring] })), [new Style({ fill: new Fill({ color: `${palette.sketch}26` }) }), ...strokes(palette, 2)]));
  const drawn = lineOf(sketch);
  if (drawn.length > 1) features.push(styled(new Feature(line(drawn)), strokes(palette, 2)));
  const from = isAroundCentre(sketch) ? points[0] : points.at(-1);
  if (cursor !== null && from !== undefined) features.push(styled(new Feature(line([from, cursor])), strokes(palette, 1.6, [5, 4])));
  for (const position of sketch.isComplete ? [] : points) {
    const dot = new Circle({ radius: 4, fill: new Fill({ color: palette.paper }), stroke: new Stroke({ color: palette.sketch, width: 2 }), declutterMode: 'none' });
    features.push(styled(new Feature(new Point([...lonLatToMercator(position)])), new Style({ image: dot })));
  }
  return features;
};

const handleStyle = ({ role }: Handle, { palette }: SketchLook): Style => {
  const isMiddle = role.type === 'middle';
  const fill = new Fill({ color: isMiddle ? palette.sketch : palette.paper });
  const stroke = new Stroke({ color: isMiddle ? palette.paper : palette.sketch, width: isMiddle ? 1 : 2.2 });
  const image =
    role.type === 'corner' || isMiddle
      ? new Circle({ radius: isMiddle ? 3.6 : 6, fill, stroke, declutterMode: 'none' })
      : new RegularShape({ points: 4, radius: 8, angle: role.type === 'centre' ? Math.PI / 4 : 0, fill, stroke, declutterMode: 'none' });
  return new Style({ image });
};

const labelFeature = (sketch: Sketch, look: SketchLook): readonly Feature[] => {
  const text = measureText(sketch, measuresOf(sketch), look.language);
  const place = pathOf(sketch).at(-1);
  if (text === '' || place === undefined) return [];
  const label = new Text({
    text,
    font: mapFont(13 * look.textScale, 600),
    textAlign: 'left',
    offsetX: 18,
    offsetY: -20,
    fill: new Fill({ color: look.palette.ink }),
    backgroundFill: new Fill({ color: `${look.palette.paper}d9` }),
    padding: [4, 7, 2, 7],
    overflow: true,
    declutterMode: 'none',
  });
  return [styled(new Feature(new Point([...lonLatToMercator(place)])), new Style({ text: label }))];
};

export const createSketchLayer = (): SketchLayer => {
  const overlay = createVectorOverlay(ORDER);
  return {
    layer: overlay.layer,
    show: (sketch, look) => {
      if (sketch === null) {
        overlay.show([]);
        return;
      }
      const handles = handlesOf(sketch).map((handle) => styled(new Feature(new Point([...lonLatToMercator(handle.position)])), handleStyle(handle, look)));
      overlay.show([...areaFeatures(sketch, look), ...stripFeature(sketch, look), ...pathFeatures(sketch, look), ...handles, ...labelFeature(sketch, look)]);
    },
    dispose: overlay.dispose,
  };
};
