// The points by which a finished drawing is changed, and what dragging one does.
import type { DrawnShape } from '../../../shared/domain/hazard/drawn-shape.ts';
import { azimuth, destination, distance } from '../../../shared/geo/geodesy.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { newSketch, type Sketch, type ToolKind } from './sketch.ts';
import { shapeOf } from './sketch-shape.ts';

export type HandleRole =
  | { readonly type: 'corner'; readonly ring: 'outer' | 'key'; readonly index: number }
  /** Between two corners: dragging it makes a new one. */
  | { readonly type: 'middle'; readonly ring: 'outer' | 'key'; readonly after: number }
  | { readonly type: 'centre' }
  | { readonly type: 'radius' }
  | { readonly type: 'keyRadius' }
  | { readonly type: 'fromSide' }
  | { readonly type: 'toSide' };

export interface Handle {
  readonly role: HandleRole;
  readonly position: LonLat;
}

const EAST = 90;

const middleOf = (from: LonLat, to: LonLat): LonLat => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];

const cornerHandles = (points: readonly LonLat[], ring: 'outer' | 'key', isClosed: boolean): readonly Handle[] => {
  const corners = points.map((position, index): Handle => ({ role: { type: 'corner', ring, index }, position }));
  const middles = points.flatMap((position, index): readonly Handle[] => {
    const next = points[index + 1] ?? (isClosed ? points[0] : undefined);
    return next === undefined || points.length < 2 ? [] : [{ role: { type: 'middle', ring, after: index }, position: middleOf(position, next) }];
  });
  // Corners last: where both are near, the corner is meant.
  return [...middles, ...corners];
};

const shapeHandles = (shape: DrawnShape): readonly Handle[] => {
  switch (shape.type) {
    case 'circle':
      return [
        { role: { type: 'centre' }, position: shape.centre },
        { role: { type: 'radius' }, position: destination(shape.centre, EAST, shape.radiusMetres) },
      ];
    case 'sector':
      return [
        { role: { type: 'centre' }, position: shape.centre },
        { role: { type: 'fromSide' }, position: destination(shape.centre, shape.fromAzimuth, shape.radiusMetres) },
        { role: { type: 'toSide' }, position: destination(shape.centre, shape.toAzimuth, shape.radiusMetres) },
      ];
    case 'twoCircles':
      return [
        { role: { type: 'centre' }, position: shape.centre },
        { role: { type: 'keyRadius' }, position: destination(shape.centre, EAST, shape.keyRadiusMetres) },
        { role: { type: 'radius' }, position: destination(shape.centre, EAST, shape.generalRadiusMetres) },
      ];
    default:
      return [];
  }
};

const hasClosedPath = (tool: ToolKind): boolean => tool === 'polygon' || tool === 'freehand' || tool === 'twoRings' || tool === 'measureArea';

/** None before the drawing is complete. */
export const handlesOf = (sketch: Sketch): readonly Handle[] => {
  if (!sketch.isComplete) return [];
  const shape = shapeOf(sketch);
  if (shape !== null && (shape.type === 'circle' || shape.type === 'sector' || shape.type === 'twoCircles')) return shapeHandles(shape);
  const isClosed = hasClosedPath(sketch.tool);
  const inner = sketch.keyRing === null ? [] : cornerHandles(sketch.keyRing, 'key', true);
  // A measured bearing has two ends and nothing between them.
  const outer = cornerHandles(sketch.points, 'outer', isClosed).filter(({ role }) => role.type === 'corner' || (sketch.tool !== 'measureAzimuth' && sketch.tool !== 'pick'));
  return [...inner, ...outer];
};

const withRing = (sketch: Sketch, ring: 'outer' | 'key', change: (points: readonly LonLat[]) => readonly LonLat[]): Sketch =>
  ring === 'key' ? { ...sketch, keyRing: change(sketch.keyRing ?? []) } : { ...sketch, points: change(sketch.points) };

/** Everything in numbers with the centre alone as a point, so that a change of one leaves the others. */
const inNumbers = (sketch: Sketch): Sketch => {
  const shape = shapeOf(sketch);
  if (shape === null || shape.type === 'polygon' || shape.type === 'bufferedLine' || shape.type === 'twoRings' || shape.type === 'toxic') return sketch;
  const numbers =
    shape.type === 'circle'
      ? { radiusMetres: shape.radiusMetres }
      : shape.type === 'sector'
        ? { radiusMetres: shape.radiusMetres, fromAzimuth: shape.fromAzimuth, toAzimuth: shape.toAzimuth }
        : { keyRadiusMetres: shape.keyRadiusMetres, radiusMetres: shape.generalRadiusMetres };
  return { ...sketch, points: [shape.centre], numbers: { ...sketch.numbers, ...numbers } };
};

/** A middle that is first dragged becomes a corner; what it is afterwards is returned with the sketch. */
export const withHandleAt = (sketch: Sketch, role: HandleRole, position: LonLat): { readonly sketch: Sketch; readonly role: HandleRole } => {
  if (role.type === 'corner') return { sketch: withRing(sketch, role.ring, (points) => points.with(role.index, position)), role };
  if (role.type === 'middle') {
    const index = role.after + 1;
    return { sketch: withRing(sketch, role.ring, (points) => points.toSpliced(index, 0, position)), role: { type: 'corner', ring: role.ring, index } };
  }
  const plain = inNumbers(sketch);
  const [centre] = plain.points;
  if (centre === undefined) return { sketch, role };
  if (role.type === 'centre') return { sketch: { ...plain, points: [position] }, role };
  const [metres, direction] = [distance(centre, position), azimuth(centre, position)];
  const numbers =
    role.type === 'radius' ? { radiusMetres: metres } : role.type === 'keyRadius' ? { keyRadiusMetres: metres } : role.type === 'fromSide' ? { fromAzimuth: direction, radiusMetres: metres } : { toAzimuth: direction };
  return { sketch: { ...plain, numbers: { ...plain.numbers, ...numbers } }, role };
};

/** Takes a corner out; refuses where too few would be left. */
export const withoutCorner = (sketch: Sketch, role: HandleRole): Sketch => {
  if (role.type !== 'corner') return sketch;
  const points = role.ring === 'key' ? (sketch.keyRing ?? []) : sketch.points;
  const fewest = hasClosedPath(sketch.tool) ? 3 : 2;
  return points.length <= fewest ? sketch : withRing(sketch, role.ring, (all) => all.toSpliced(role.index, 1));
};

const open = (ring: readonly LonLat[] | undefined): readonly LonLat[] => (ring ?? []).slice(0, -1);

/** A shape that was drawn earlier, ready to be changed; null for areas with holes, which would be lost, and for toxic releases, which are numbers alone. */
export const sketchFrom = (shape: DrawnShape): Sketch | null => {
  switch (shape.type) {
    case 'polygon':
      if (shape.polygon.length > 1) return null;
      return { ...newSketch('polygon'), points: open(shape.polygon[0]), isComplete: true };
    case 'circle':
      return { ...newSketch('circle'), points: [shape.centre], numbers: { radiusMetres: shape.radiusMetres }, isComplete: true };
    case 'sector':
      return { ...newSketch('sector'), points: [shape.centre], numbers: { radiusMetres: shape.radiusMetres, fromAzimuth: shape.fromAzimuth, toAzimuth: shape.toAzimuth }, isComplete: true };
    case 'bufferedLine':
      return { ...newSketch('bufferedLine'), points: shape.line, numbers: { eachSideMetres: shape.eachSideMetres }, isComplete: true };
    case 'twoRings':
      if (shape.key.length > 1 || shape.general.length > 1) return null;
      return { ...newSketch('twoRings'), keyRing: open(shape.key[0]), points: open(shape.general[0]), isComplete: true };
    case 'twoCircles':
      return { ...newSketch('twoCircles'), points: [shape.centre], numbers: { keyRadiusMetres: shape.keyRadiusMetres, radiusMetres: shape.generalRadiusMetres }, isComplete: true };
    case 'toxic':
      return null;
    default:
      return assertNever(shape);
  }
};
