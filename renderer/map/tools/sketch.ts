// A drawing in progress as a value: what has been clicked, moved and typed so far. No canvas, no events.
import type { Degrees, LonLat, Metres } from '../../../shared/kernel/units.ts';

export const TOOL_KINDS = ['polygon', 'freehand', 'circle', 'sector', 'bufferedLine', 'twoRings', 'twoCircles', 'measureLength', 'measureArea', 'measureAzimuth', 'pick'] as const;

export type ToolKind = (typeof TOOL_KINDS)[number];

/** What can be typed; a typed value no longer follows the cursor. */
export interface SketchNumbers {
  /** Of a circle or sector, and of the outer circle (一般) of two. */
  readonly radiusMetres?: Metres;
  /** Of the inner circle (重点) of two. */
  readonly keyRadiusMetres?: Metres;
  readonly fromAzimuth?: Degrees;
  readonly toAzimuth?: Degrees;
  /** To each side of a line. */
  readonly eachSideMetres?: Metres;
}

export interface Sketch {
  readonly tool: ToolKind;
  /** Clicked positions: corners, or centre first. */
  readonly points: readonly LonLat[];
  /** The finished inner ring (重点) of two rings, not closed; null before. */
  readonly keyRing: readonly LonLat[] | null;
  readonly numbers: SketchNumbers;
  /** Where the next click would be; null when the pointer is elsewhere. */
  readonly cursor: LonLat | null;
  /** Drawn to the end; from now on corners are moved. */
  readonly isComplete: boolean;
}

export const DEFAULT_EACH_SIDE: Metres = 100;

export const newSketch = (tool: ToolKind): Sketch => ({
  tool,
  points: [],
  keyRing: null,
  numbers: tool === 'bufferedLine' ? { eachSideMetres: DEFAULT_EACH_SIDE } : {},
  cursor: null,
  isComplete: false,
});

/** Tools whose points are as many as the operator likes. */
export const isOpenEnded = (tool: ToolKind): boolean =>
  tool === 'polygon' || tool === 'freehand' || tool === 'bufferedLine' || tool === 'twoRings' || tool === 'measureLength' || tool === 'measureArea';

const isRing = (tool: ToolKind): boolean => tool === 'polygon' || tool === 'freehand' || tool === 'twoRings' || tool === 'measureArea';

/** Clicks a tool with a fixed number still needs, given what has been typed. */
const pointsNeeded = ({ tool, numbers }: Sketch): number => {
  switch (tool) {
    case 'pick':
      return 1;
    case 'circle':
      return numbers.radiusMetres === undefined ? 2 : 1;
    case 'twoCircles':
      return 1 + (numbers.keyRadiusMetres === undefined ? 1 : 0) + (numbers.radiusMetres === undefined ? 1 : 0);
    case 'sector':
      return 1 + (numbers.fromAzimuth === undefined || numbers.radiusMetres === undefined ? 1 : 0) + (numbers.toAzimuth === undefined ? 1 : 0);
    case 'measureAzimuth':
      return 2;
    default:
      return Number.POSITIVE_INFINITY;
  }
};

/** Complete as soon as nothing is missing. */
const settled = (sketch: Sketch): Sketch => (!sketch.isComplete && sketch.points.length > 0 && sketch.points.length >= pointsNeeded(sketch) ? { ...sketch, isComplete: true, cursor: null } : sketch);

export const withPoint = (sketch: Sketch, position: LonLat): Sketch => (sketch.isComplete ? sketch : settled({ ...sketch, points: [...sketch.points, position] }));

export const withCursor = (sketch: Sketch, cursor: LonLat | null): Sketch => (sketch.isComplete ? sketch : { ...sketch, cursor });

export const withNumbers = (sketch: Sketch, numbers: SketchNumbers): Sketch => settled({ ...sketch, numbers: { ...sketch.numbers, ...numbers } });

export const withPath = (sketch: Sketch, points: readonly LonLat[]): Sketch => ({ ...sketch, points });

/** Points an open-ended drawing needs before it may end. */
export const canFinish = (sketch: Sketch): boolean => !sketch.isComplete && isOpenEnded(sketch.tool) && sketch.points.length >= (isRing(sketch.tool) ? 3 : 2);

/** Ends an open-ended drawing; of two rings, first the inner one and then the outer. */
export const finished = (sketch: Sketch): Sketch => {
  if (!canFinish(sketch)) return sketch;
  if (sketch.tool === 'twoRings' && sketch.keyRing === null) return { ...sketch, keyRing: sketch.points, points: [], cursor: null };
  return { ...sketch, isComplete: true, cursor: null };
};
