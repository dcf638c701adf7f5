// What has been drawn so far, kept outside the map so that it outlives the map, the line and the window's own reload.
import type { DrawnShape } from '../../../../shared/domain/hazard/drawn-shape.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import type { ToolKind } from '../../../map/tools/sketch.ts';
import type { MapTools, SketchEvent } from '../../../map/tools/map-tools.ts';

export interface HeldSketch {
  /** `kept`: a shape that cannot be changed by hand; it stays as it is or is drawn anew. */
  readonly tool: ToolKind | 'kept';
  readonly points: readonly LonLat[];
  /** The finished inner ring of two, not closed. */
  readonly keyRing: readonly LonLat[] | null;
  /** Null while too little is drawn, and for a picked point. */
  readonly shape: DrawnShape | null;
  readonly isComplete: boolean;
}

const RING_POINTS = 3;

/** The inner of two rings ends by the points going all at once; taking steps back brings them all at once. */
const keyRingAfter = (before: HeldSketch | null, event: SketchEvent): readonly LonLat[] | null => {
  if (event.shape?.type === 'twoRings') return (event.shape.key[0] ?? []).slice(0, -1);
  if (before === null || before.tool !== 'twoRings') return null;
  if (before.keyRing === null) return before.points.length >= RING_POINTS && event.points.length === 0 ? before.points : null;
  return before.points.length === 0 && event.points.length >= RING_POINTS ? null : before.keyRing;
};

export const followSketch = (before: HeldSketch | null, event: SketchEvent): HeldSketch => ({
  tool: event.tool,
  points: event.points,
  keyRing: event.tool === 'twoRings' ? keyRingAfter(before?.tool === event.tool ? before : null, event) : null,
  shape: event.shape,
  isComplete: event.isComplete,
});

/** A saved shape as if it had been drawn just now. */
export const sketchOfShape = (shape: DrawnShape): HeldSketch => {
  const kept = { points: [], keyRing: null, shape, isComplete: true };
  switch (shape.type) {
    case 'toxic':
      return { ...kept, tool: 'pick', points: [shape.centre], shape: null };
    case 'polygon':
      return { ...kept, tool: shape.polygon.length > 1 ? 'kept' : 'polygon' };
    case 'twoRings':
      return { ...kept, tool: shape.key.length > 1 || shape.general.length > 1 ? 'kept' : 'twoRings' };
    default:
      return { ...kept, tool: shape.type };
  }
};

/** Puts a sketch back on the map, to the step it had reached. */
export const takeUp = (tools: MapTools, sketch: HeldSketch): void => {
  if (sketch.tool === 'kept') return tools.stop();
  if (sketch.isComplete && sketch.shape !== null && tools.edit(sketch.shape)) return;
  tools.start(sketch.tool);
  if (sketch.keyRing !== null) {
    for (const position of sketch.keyRing) tools.addPosition(position);
    tools.finish();
  }
  for (const position of sketch.points) tools.addPosition(position);
};
