// What a sketch amounts to: the shape in the terms hazards are declared in, and its measures.
import type { DrawnShape } from '../../../shared/domain/hazard/drawn-shape.ts';
import { azimuth, distance, lineLength, polygonArea } from '../../../shared/geo/geodesy.ts';
import type { PolygonCoordinates, Ring } from '../../../shared/geo/geometry.ts';
import { circle, sector, twoRingZone } from '../../../shared/geo/shapes.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Degrees, LonLat, Metres, SquareMetres } from '../../../shared/kernel/units.ts';
import { DEFAULT_EACH_SIDE, type Sketch } from './sketch.ts';

export interface SketchMeasures {
  /** Of a line, or around an area. */
  readonly lengthMetres: Metres | null;
  /** Of the segment that follows the cursor, or the last one. */
  readonly segmentMetres: Metres | null;
  readonly segmentAzimuth: Degrees | null;
  readonly squareMetres: SquareMetres | null;
  /** A line's strip is reckoned as length × width and round ends; bends make it smaller. */
  readonly isAreaApproximate: boolean;
}

/** The clicked positions with the one the cursor would add. */
export const pathOf = ({ points, cursor }: Sketch): readonly LonLat[] => (cursor === null ? points : [...points, cursor]);

const closed = (points: readonly LonLat[]): Ring => [...points, ...points.slice(0, 1)];

const ringShape = (points: readonly LonLat[]): PolygonCoordinates | null => (points.length >= 3 ? [closed(points)] : null);

const circleOf = (sketch: Sketch): DrawnShape | null => {
  const [centre, edge] = pathOf(sketch);
  const radius = sketch.numbers.radiusMetres ?? (centre !== undefined && edge !== undefined ? distance(centre, edge) : undefined);
  return centre === undefined || radius === undefined || radius <= 0 ? null : { type: 'circle', centre, radiusMetres: radius };
};

/** The first click sets radius and first side at once; the second the other side, clockwise. */
const sectorOf = (sketch: Sketch): DrawnShape | null => {
  const [centre, second, third] = pathOf(sketch);
  if (centre === undefined) return null;
  const { numbers } = sketch;
  const isFirstSideClicked = numbers.fromAzimuth === undefined || numbers.radiusMetres === undefined;
  const last = isFirstSideClicked ? third : second;
  const radius = numbers.radiusMetres ?? (second === undefined ? undefined : distance(centre, second));
  const from = numbers.fromAzimuth ?? (second === undefined ? undefined : azimuth(centre, second));
  const to = numbers.toAzimuth ?? (last === undefined ? undefined : azimuth(centre, last));
  if (radius === undefined || radius <= 0 || from === undefined || to === undefined || from === to) return null;
  return { type: 'sector', centre, radiusMetres: radius, fromAzimuth: from, toAzimuth: to };
};

const twoCirclesOf = (sketch: Sketch): DrawnShape | null => {
  const [centre, ...edges] = pathOf(sketch);
  if (centre === undefined) return null;
  const { numbers } = sketch;
  const keyEdge = numbers.keyRadiusMetres === undefined ? edges[0] : undefined;
  const generalEdge = edges[numbers.keyRadiusMetres === undefined ? 1 : 0];
  const key = numbers.keyRadiusMetres ?? (keyEdge === undefined ? undefined : distance(centre, keyEdge));
  const general = numbers.radiusMetres ?? (generalEdge === undefined ? undefined : distance(centre, generalEdge));
  if (key === undefined || general === undefined) return null;
  return { type: 'twoCircles', centre, keyRadiusMetres: key, generalRadiusMetres: general };
};

/** Null while too little has been drawn, and for tools that only measure. */
export const shapeOf = (sketch: Sketch): DrawnShape | null => {
  const path = pathOf(sketch);
  switch (sketch.tool) {
    case 'polygon':
    case 'freehand': {
      const polygon = ringShape(path);
      return polygon === null ? null : { type: 'polygon', polygon };
    }
    case 'circle':
      return circleOf(sketch);
    case 'sector':
      return sectorOf(sketch);
    case 'bufferedLine':
      return path.length < 2 ? null : { type: 'bufferedLine', line: path, eachSideMetres: sketch.numbers.eachSideMetres ?? DEFAULT_EACH_SIDE };
    case 'twoRings': {
      const [key, general] = [ringShape(sketch.keyRing ?? []), ringShape(path)];
      return key === null || general === null ? null : { type: 'twoRings', key, general };
    }
    case 'twoCircles':
      return twoCirclesOf(sketch);
    case 'measureLength':
    case 'measureArea':
    case 'measureAzimuth':
    case 'pick':
      return null;
    default:
      return assertNever(sketch.tool);
  }
};

/** The areas a shape encloses, for drawing and measuring; empty where its numbers make none. A line's strip is drawn as a wide line. */
export const areasOf = (shape: DrawnShape): readonly PolygonCoordinates[] => {
  switch (shape.type) {
    case 'polygon':
      return [shape.polygon];
    case 'circle': {
      const made = circle(shape.centre, shape.radiusMetres);
      return made.ok ? [made.value] : [];
    }
    case 'sector': {
      const made = sector(shape.centre, shape.radiusMetres, shape.fromAzimuth, shape.toAzimuth);
      return made.ok ? [made.value] : [];
    }
    case 'twoRings':
      return [shape.general, shape.key];
    case 'twoCircles': {
      const made = twoRingZone(shape.centre, shape.keyRadiusMetres, shape.generalRadiusMetres);
      return made.ok ? [made.value.general, made.value.key] : [];
    }
    case 'bufferedLine':
    case 'toxic':
      return [];
    default:
      return assertNever(shape);
  }
};

const areaOf = (sketch: Sketch, shape: DrawnShape | null, path: readonly LonLat[]): SquareMetres | null => {
  if (sketch.tool === 'measureArea') return path.length < 3 ? null : polygonArea([closed(path)]);
  if (shape === null) return null;
  if (shape.type === 'bufferedLine') return 2 * shape.eachSideMetres * lineLength(shape.line) + Math.PI * shape.eachSideMetres ** 2;
  // Two drawn rings lie within one another: the outer one is the whole.
  const areas = shape.type === 'twoRings' ? [shape.general] : areasOf(shape);
  return areas.length === 0 ? null : areas.reduce((sum, area) => sum + polygonArea(area), 0);
};

const isRingTool = ({ tool }: Sketch): boolean => tool === 'polygon' || tool === 'freehand' || tool === 'twoRings' || tool === 'measureArea';

const isAroundCentre = ({ tool }: Sketch): boolean => tool === 'circle' || tool === 'sector' || tool === 'twoCircles';

export const measuresOf = (sketch: Sketch): SketchMeasures => {
  const path = pathOf(sketch);
  const shape = shapeOf(sketch);
  const [from, to] = [path.at(-2), path.at(-1)];
  const hasSegment = from !== undefined && to !== undefined && !(sketch.isComplete && (isRingTool(sketch) || isAroundCentre(sketch)));
  return {
    lengthMetres: path.length < 2 || isAroundCentre(sketch) ? null : lineLength(isRingTool(sketch) && path.length > 2 ? closed(path) : path),
    segmentMetres: hasSegment ? distance(from, to) : null,
    segmentAzimuth: hasSegment ? azimuth(from, to) : null,
    squareMetres: areaOf(sketch, shape, path),
    isAreaApproximate: shape?.type === 'bufferedLine',
  };
};
