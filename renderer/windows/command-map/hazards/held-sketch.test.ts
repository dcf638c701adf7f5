import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import type { MapTools, SketchEvent } from '../../../map/tools/map-tools.ts';
import { finished, newSketch, withPoint, type Sketch, type ToolKind } from '../../../map/tools/sketch.ts';
import { measuresOf, shapeOf } from '../../../map/tools/sketch-shape.ts';
import { followSketch, takeUp, type HeldSketch } from './held-sketch.ts';

const eventOf = (sketch: Sketch): SketchEvent => ({ tool: sketch.tool, shape: shapeOf(sketch), points: sketch.points, measures: measuresOf(sketch), isComplete: sketch.isComplete, canUndo: true, canFinish: true });

const ring = (size: number): readonly LonLat[] => [[119.5, 28.4], [119.5 + size, 28.4], [119.5, 28.4 + size]];

/** The sketch after each step, followed as a window follows it. */
const follow = (sketches: readonly Sketch[]): HeldSketch | null => sketches.reduce<HeldSketch | null>((held, sketch) => followSketch(held, eventOf(sketch)), null);

const withRing = (sketch: Sketch, points: readonly LonLat[]): readonly Sketch[] => {
  const steps: Sketch[] = [];
  let now = sketch;
  for (const point of points) steps.push((now = withPoint(now, point)));
  return steps;
};

const firstRing = withRing(newSketch('twoRings'), ring(0.01));
const afterFirst = finished(firstRing.at(-1) as Sketch);

/** Only what taking up a sketch uses, on the sketch as a value. */
const toolsOnPaper = (): Pick<MapTools, 'start' | 'edit' | 'stop' | 'finish' | 'addPosition'> & { readonly sketch: () => Sketch | null } => {
  let sketch: Sketch | null = null;
  return {
    start: (tool: ToolKind) => (sketch = newSketch(tool)),
    edit: () => false,
    stop: () => (sketch = null),
    finish: () => (sketch = sketch === null ? null : finished(sketch)),
    addPosition: (position: LonLat) => (sketch = sketch === null ? null : withPoint(sketch, position)),
    sketch: () => sketch,
  };
};

describe('a sketch held outside the map', () => {
  it('remembers the inner of two rings while the outer one has not begun', () => {
    expect(follow([...firstRing, afterFirst])?.keyRing).toEqual(ring(0.01));
    expect(follow([...firstRing, afterFirst, ...withRing(afterFirst, ring(0.03).slice(0, 2))])?.keyRing).toEqual(ring(0.01));
  });

  it('forgets the inner ring when the step that ended it is taken back', () => {
    expect(follow([...firstRing, afterFirst, firstRing.at(-1) as Sketch])?.keyRing).toBeNull();
  });

  it('is put back on a new map to the step it had reached', () => {
    const steps = [...firstRing, afterFirst, ...withRing(afterFirst, ring(0.03).slice(0, 2))];
    const tools = toolsOnPaper();
    const held = follow(steps);
    expect(held).not.toBeNull();
    if (held === null) return;
    takeUp(tools as unknown as MapTools, held);
    expect(tools.sketch()).toMatchObject({ tool: 'twoRings', keyRing: ring(0.01), points: ring(0.03).slice(0, 2), isComplete: false });
  });
});
