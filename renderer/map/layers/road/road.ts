// 道路: casing and core by class, narrower and fewer the further out.
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { layer, type LayerDefinition, type ShapeStyler } from '../layer-definition.ts';

interface RoadLook {
  readonly fromZoom: number;
  /** Core width in CSS pixels at zooms 10, 13 and 16. */
  readonly widths: readonly [number, number, number];
  readonly height: number;
  readonly isMinor: boolean;
}

const ROADS: { readonly [roadClass: string]: RoadLook } = {
  motorway: { fromZoom: 6, widths: [2, 3.4, 8], height: 8, isMinor: false },
  national: { fromZoom: 8, widths: [1.5, 2.8, 7], height: 7, isMinor: false },
  provincial: { fromZoom: 9, widths: [1.2, 2.4, 6.4], height: 6, isMinor: false },
  county: { fromZoom: 10.5, widths: [0.9, 1.9, 5.6], height: 5, isMinor: false },
  township: { fromZoom: 11.5, widths: [0.6, 1.4, 4.8], height: 4, isMinor: true },
  village: { fromZoom: 12.5, widths: [0.5, 1, 4], height: 3, isMinor: true },
  track: { fromZoom: 14.5, widths: [0.4, 0.6, 1.8], height: 2, isMinor: true },
  path: { fromZoom: 15, widths: [0.4, 0.7, 1.4], height: 1, isMinor: true },
};

const UNKNOWN_ROAD: RoadLook = { fromZoom: 12.5, widths: [0.5, 1, 3], height: 0, isMinor: true };

const widthAt = ([far, middle, close]: RoadLook['widths'], zoom: number): number => {
  if (zoom <= 13) return far + ((middle - far) * Math.max(0, zoom - 10)) / 3;
  return middle + ((close - middle) * Math.min(3, zoom - 13)) / 3;
};

const roadStyles: ShapeStyler = ({ symbol }, { palette, zoom }) => {
  const look = Object.hasOwn(ROADS, symbol) ? (ROADS[symbol] ?? UNKNOWN_ROAD) : UNKNOWN_ROAD;
  if (zoom < look.fromZoom) return [];
  const width = widthAt(look.widths, zoom);
  const isFine = symbol === 'track' || symbol === 'path';
  const core = look.isMinor ? palette.roadMinor : palette.roadCore;
  if (isFine) return [new Style({ stroke: new Stroke({ color: `${palette.theme === 'dark' ? palette.roadMinor : palette.roadCasing}b0`, width, lineDash: symbol === 'path' ? [2, 3] : [6, 3] }), zIndex: look.height })];
  const hasCasing = width >= 1.2;
  const line = new Style({ stroke: new Stroke({ color: hasCasing || palette.theme === 'dark' ? core : palette.roadCasing, width }), zIndex: 20 + look.height });
  return hasCasing ? [new Style({ stroke: new Stroke({ color: palette.roadCasing, width: width + (zoom >= 13 ? 1.6 : 1.1) }), zIndex: look.height }), line] : [line];
};

export const roadLayer: LayerDefinition = layer({
  kind: 'road',
  order: 10,
  importance: 22,
  minZoom: 6,
  isGround: true,
  tileZoomOffset: 1,
  symbolsAt: (zoom) => {
    const shown = Object.entries(ROADS).filter(([, look]) => look.fromZoom <= zoom);
    return zoom >= UNKNOWN_ROAD.fromZoom + 2 ? null : shown.map(([symbol]) => symbol);
  },
  shape: roadStyles,
  shapeLabel: ({ symbol }, { palette, zoom }) => {
    const isMain = symbol === 'motorway' || symbol === 'national' || symbol === 'provincial';
    const isFine = symbol === 'track' || symbol === 'path';
    if (zoom < (isMain ? 12.5 : isFine ? 16.5 : 14.5)) return null;
    return { px: 11, weight: 500, colour: palette.mutedInk, isAlong: true };
  },
});
