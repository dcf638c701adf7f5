// Pins for search results and notes: never to be taken for a thing of the atlas.
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import type VectorLayer from 'ol/layer/Vector.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { lonLatToMercator } from '../../../shared/geo/tile-grid.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { mapFont } from '../font.ts';
import { setHit } from '../layers/hit.ts';
import type { Palette } from '../palette.ts';
import { drawnCanvas } from '../symbols/sprites.ts';
import { createVectorOverlay } from './vector-overlay.ts';

export interface Mark {
  readonly id: string;
  readonly lonLat: LonLat;
  readonly name: string;
  /** `result`: a pin with its sign; `note`: a sheet; `place`: a cross at a coordinate. */
  readonly look: 'result' | 'note' | 'place';
  /** One or two characters on a pin, as its number in a list; may be empty. */
  readonly sign: string;
}

export interface Marks extends Disposable {
  readonly layer: VectorLayer;
  readonly show: (marks: readonly Mark[], palette: Palette, textScale: number) => void;
}

const ORDER = 86;
const RATIO = 2;
const BOX = 48;

const pin = (context: CanvasRenderingContext2D): void => {
  context.beginPath();
  context.moveTo(0, 0);
  context.bezierCurveTo(-3, -7, -9, -10, -9, -16);
  context.arc(0, -16, 9, Math.PI, 0);
  context.bezierCurveTo(9, -10, 3, -7, 0, 0);
  context.closePath();
};

const sheet = (context: CanvasRenderingContext2D): void => {
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(-4, -6);
  context.lineTo(-10, -6);
  context.lineTo(-10, -22);
  context.lineTo(10, -22);
  context.lineTo(10, -6);
  context.lineTo(4, -6);
  context.closePath();
};

const cross = (context: CanvasRenderingContext2D): void => {
  context.beginPath();
  for (const [east, south] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(east * 4, south * 4);
    context.lineTo(east * 14, south * 14);
  }
};

const drawMark = (context: CanvasRenderingContext2D, mark: Mark, palette: Palette): void => {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (mark.look === 'place') {
    for (const [colour, width] of [
      [palette.selectionCasing, 5],
      [palette.selection, 2],
    ] as const) {
      cross(context);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
    return;
  }
  (mark.look === 'note' ? sheet : pin)(context);
  context.strokeStyle = palette.selectionCasing;
  context.lineWidth = 4;
  context.stroke();
  context.fillStyle = palette.selection;
  context.fill();
  context.fillStyle = palette.selectionCasing;
  context.font = mapFont(mark.sign.length > 1 ? 10 : 12, 700);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(mark.look === 'note' && mark.sign === '' ? '…' : mark.sign, 0, mark.look === 'note' ? -13.5 : -15.4);
};

const markFeature = (mark: Mark, palette: Palette, textScale: number): Feature => {
  const feature = new Feature(new Point([...lonLatToMercator(mark.lonLat)]));
  const side = BOX * textScale;
  const canvas = drawnCanvas(side, side, RATIO, (context) => {
    context.scale(textScale, textScale);
    drawMark(context, mark, palette);
  });
  const text = new Text({
    text: mark.name,
    font: mapFont(12 * textScale, 600),
    fill: new Fill({ color: palette.ink }),
    stroke: new Stroke({ color: palette.halo, width: 3.5, lineJoin: 'round' }),
    textAlign: 'left',
    offsetX: 14 * textScale,
    offsetY: (mark.look === 'place' ? -10 : -15) * textScale,
    declutterMode: 'none',
  });
  feature.setStyle(new Style({ image: new Icon({ img: canvas, scale: 1 / RATIO, declutterMode: 'none' }), text }));
  setHit(feature, { type: 'mark', id: mark.id, name: mark.name });
  return feature;
};

export const createMarks = (): Marks => {
  const overlay = createVectorOverlay(ORDER);
  return {
    layer: overlay.layer,
    show: (marks, palette, textScale) => overlay.show(marks.map((mark) => markFeature(mark, palette, textScale))),
    dispose: overlay.dispose,
  };
};
