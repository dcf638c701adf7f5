// Dashes by the way of moving, and arrowheads along a route in the direction of flight.
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { drawnCanvas } from '../../symbols/sprites.ts';
import { ARROW_PLACES, HEADINGS, type ShapeStyler } from '../layer-definition.ts';

const ARROW_BOX = 18;
/** Drawn at twice the size, so that it is crisp on dense screens. */
const ARROW_RATIO = 2;

const dashOf = (mode: string, width: number): number[] => {
  if (mode === 'foot') return [0.1, width * 2.2];
  if (mode === 'vehicle') return [width * 4, width * 2.4];
  if (mode === 'mixed') return [width * 4, width * 2.4, 0.1, width * 2.4];
  return [width * 1.5, width * 3];
};

/** An arrowhead pointing east. */
const arrowCanvas = (colour: string, halo: string): HTMLCanvasElement =>
  drawnCanvas(ARROW_BOX, ARROW_BOX, ARROW_RATIO, (context) => {
    context.beginPath();
    context.moveTo(6.5, 0);
    context.lineTo(-5, -5.4);
    context.lineTo(-2.4, 0);
    context.lineTo(-5, 5.4);
    context.closePath();
    context.lineJoin = 'round';
    context.strokeStyle = halo;
    context.lineWidth = 3;
    context.stroke();
    context.fillStyle = colour;
    context.fill();
  });

const arrowStyle = (canvas: HTMLCanvasElement, heading: number, place: string, scale: number): Style =>
  new Style({
    image: new Icon({ img: canvas, scale: scale / ARROW_RATIO, rotation: (heading / HEADINGS) * Math.PI * 2, rotateWithView: true, declutterMode: 'none' }),
    geometry: place,
    zIndex: 2,
  });

const widthAt = (zoom: number): number => (zoom < 13.5 ? 1.5 : zoom < 14.5 ? 2 : zoom < 16 ? 2.6 : 3.2);
/** Among a county's worth of routes each one recedes; close up it is what one looks for. */
const alphaAt = (zoom: number): string => (zoom < 13.5 ? '99' : zoom < 14.5 ? 'd0' : 'ff');

export const routeStyles: ShapeStyler = ({ symbol, heading }, { palette, zoom, scale }) => {
  const width = widthAt(zoom) * Math.max(1, scale * 0.9);
  const colour = palette.hues.green;
  const lines = [
    ...(zoom < 13.5 ? [] : [new Style({ stroke: new Stroke({ color: palette.halo, width: width + 2.4 }), zIndex: 0 })]),
    new Style({ stroke: new Stroke({ color: `${colour}${alphaAt(zoom)}`, width, lineDash: dashOf(symbol, width), lineCap: 'round' }), zIndex: 1 }),
  ];
  if (heading === null || zoom < 14) return lines;
  const canvas = arrowCanvas(colour, palette.halo);
  const arrows = [arrowStyle(canvas, heading.end, ARROW_PLACES.end, scale)];
  if (zoom >= 15) arrows.push(arrowStyle(canvas, heading.middle, ARROW_PLACES.middle, scale * 0.9));
  return [...lines, ...arrows];
};
