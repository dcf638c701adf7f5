import { describe, expect, test } from 'vitest';
import type { DrawnShape } from '../../../shared/domain/hazard/drawn-shape.ts';
import { azimuth, destination, distance } from '../../../shared/geo/geodesy.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { measureText } from './measure-text.ts';
import { canFinish, finished, newSketch, withCursor, withNumbers, withPoint, type Sketch, type ToolKind } from './sketch.ts';
import { handlesOf, sketchFrom, withHandleAt, withoutCorner } from './sketch-handles.ts';
import { measuresOf, shapeOf } from './sketch-shape.ts';
import { simplifiedPath } from './simplified-path.ts';

const HERE: LonLat = [119.48, 28.45];
const at = (bearing: number, metres: number): LonLat => destination(HERE, bearing, metres);
const drawn = (tool: ToolKind, ...points: readonly LonLat[]): Sketch => points.reduce(withPoint, newSketch(tool));

describe('a polygon', () => {
  const square = drawn('polygon', at(0, 0), at(90, 1_000), destination(at(90, 1_000), 0, 1_000), at(0, 1_000));

  test('closes its ring and knows its area and the length around', () => {
    const shape = shapeOf(finished(square));
    expect(shape?.type === 'polygon' && [shape.polygon[0]?.length, shape.polygon[0]?.at(-1)]).toEqual([5, shape?.type === 'polygon' ? shape.polygon[0]?.[0] : null]);
    const measures = measuresOf(finished(square));
    expect(measures.squareMetres).toBeCloseTo(1e6, -3);
    expect(measures.lengthMetres).toBeCloseTo(4_000, -1);
  });

  test('shows before the click what the click would make', () => {
    const started = drawn('polygon', at(0, 0), at(90, 1_000));
    expect([shapeOf(started), canFinish(started)]).toEqual([null, false]);
    const shown = withCursor(started, at(0, 1_000));
    expect(measuresOf(shown).squareMetres).toBeCloseTo(5e5, -3);
    expect(shown.points).toHaveLength(2);
  });

  test('cannot end before it has three corners, and takes no more once it has ended', () => {
    expect(finished(drawn('polygon', at(0, 0), at(90, 10))).isComplete).toBe(false);
    expect(withPoint(finished(square), at(45, 5_000)).points).toHaveLength(4);
  });

  test('moves a corner, makes one of a middle, and keeps three', () => {
    const done = finished(square);
    const moved = withHandleAt(done, { type: 'corner', ring: 'outer', index: 0 }, at(225, 500)).sketch;
    expect(moved.points[0]).toEqual(at(225, 500));
    const grown = withHandleAt(done, { type: 'middle', ring: 'outer', after: 3 }, at(315, 700));
    expect([grown.sketch.points.length, grown.role, grown.sketch.points[4]]).toEqual([5, { type: 'corner', ring: 'outer', index: 4 }, at(315, 700)]);
    const fewer = withoutCorner(withoutCorner(done, { type: 'corner', ring: 'outer', index: 0 }), { type: 'corner', ring: 'outer', index: 0 });
    expect(fewer.points).toHaveLength(3);
  });
});

describe('a circle', () => {
  test('is complete with the second click, its radius the distance', () => {
    const sketch = drawn('circle', HERE, at(37, 1_234));
    expect(sketch.isComplete).toBe(true);
    const shape = shapeOf(sketch);
    expect(shape?.type === 'circle' && shape.radiusMetres).toBeCloseTo(1_234, 3);
  });

  test('with its radius typed first needs only its centre', () => {
    const sketch = withPoint(withNumbers(newSketch('circle'), { radiusMetres: 800 }), HERE);
    expect([sketch.isComplete, shapeOf(sketch)]).toEqual([true, { type: 'circle', centre: HERE, radiusMetres: 800 }]);
  });

  test('takes a typed radius in place of the cursor', () => {
    const sketch = withNumbers(withCursor(drawn('circle', HERE), at(0, 5_000)), { radiusMetres: 250 });
    expect(shapeOf(sketch)).toEqual({ type: 'circle', centre: HERE, radiusMetres: 250 });
    expect(sketch.isComplete).toBe(true);
  });

  test('moves by its centre and keeps its radius, and changes radius by its rim', () => {
    const sketch = drawn('circle', HERE, at(0, 1_000));
    const moved = shapeOf(withHandleAt(sketch, { type: 'centre' }, at(90, 300)).sketch);
    expect(moved?.type === 'circle' && [moved.centre, Math.round(moved.radiusMetres)]).toEqual([at(90, 300), 1_000]);
    const wider = shapeOf(withHandleAt(sketch, { type: 'radius' }, at(90, 1_500)).sketch);
    expect(wider?.type === 'circle' && Math.round(wider.radiusMetres)).toBe(1_500);
  });
});

describe('a sector', () => {
  test('takes radius and first side from the second click, the other side clockwise from the third', () => {
    const shape = shapeOf(drawn('sector', HERE, at(350, 2_000), at(40, 900)));
    if (shape?.type !== 'sector') throw new Error('no sector');
    expect([Math.round(shape.radiusMetres), Math.round(shape.fromAzimuth), Math.round(shape.toAzimuth)]).toEqual([2_000, 350, 40]);
    // 50° of 360°.
    expect(measuresOf(drawn('sector', HERE, at(350, 2_000), at(40, 900))).squareMetres).toBeCloseTo((Math.PI * 4e6 * 50) / 360, -4);
  });

  test('with both sides and radius typed needs only its centre', () => {
    const sketch = withPoint(withNumbers(newSketch('sector'), { radiusMetres: 500, fromAzimuth: 10, toAzimuth: 60 }), HERE);
    expect(shapeOf(sketch)).toEqual({ type: 'sector', centre: HERE, radiusMetres: 500, fromAzimuth: 10, toAzimuth: 60 });
  });

  test('with radius and first side typed, the second click is the other side', () => {
    const sketch = withPoint(withPoint(withNumbers(newSketch('sector'), { radiusMetres: 500, fromAzimuth: 10 }), HERE), at(95, 40));
    const shape = shapeOf(sketch);
    expect(shape?.type === 'sector' && [sketch.isComplete, shape.radiusMetres, shape.fromAzimuth, Math.round(shape.toAzimuth)]).toEqual([true, 500, 10, 95]);
  });
});

describe('two zones', () => {
  test('as circles: first the key radius, then the general one', () => {
    const shape = shapeOf(drawn('twoCircles', HERE, at(0, 300), at(0, 900)));
    expect(shape?.type === 'twoCircles' && [Math.round(shape.keyRadiusMetres), Math.round(shape.generalRadiusMetres)]).toEqual([300, 900]);
  });

  test('as circles with one of the two typed, the click gives the other', () => {
    const typed = shapeOf(withPoint(withPoint(withNumbers(newSketch('twoCircles'), { keyRadiusMetres: 200 }), HERE), at(0, 700)));
    expect(typed?.type === 'twoCircles' && [typed.keyRadiusMetres, Math.round(typed.generalRadiusMetres)]).toEqual([200, 700]);
  });

  test('as rings: ending the inner one begins the outer one', () => {
    const ring = (metres: number): readonly LonLat[] => [0, 120, 240].map((bearing) => at(bearing, metres));
    const inner = finished(drawn('twoRings', ...ring(300)));
    expect([inner.isComplete, inner.keyRing?.length, inner.points]).toEqual([false, 3, []]);
    const both = finished(ring(900).reduce(withPoint, inner));
    const shape = shapeOf(both);
    expect(shape?.type === 'twoRings' && [both.isComplete, shape.key[0]?.length, shape.general[0]?.length]).toEqual([true, 4, 4]);
    expect(handlesOf(both).filter(({ role }) => role.type === 'corner')).toHaveLength(6);
  });
});

test('a line has the width typed for it, and its area is called approximate', () => {
  const sketch = withNumbers(finished(drawn('bufferedLine', HERE, at(90, 2_000))), { eachSideMetres: 50 });
  expect(shapeOf(sketch)).toEqual({ type: 'bufferedLine', line: [HERE, at(90, 2_000)], eachSideMetres: 50 });
  const measures = measuresOf(sketch);
  expect([measures.isAreaApproximate, Math.round((measures.squareMetres ?? 0) / 100)]).toEqual([true, Math.round((2 * 50 * 2_000 + Math.PI * 2_500) / 100)]);
  expect(measureText(sketch, measures, 'zh-CN')).toBe('共 2.00 公里\n每侧 50 米\n约 207854 平方米（311.8 亩）');
});

test('a measured bearing is the geodesic one', () => {
  const measures = measuresOf(drawn('measureAzimuth', HERE, at(73.5, 4_321)));
  expect(measures.segmentAzimuth).toBeCloseTo(73.5, 6);
  expect(measures.segmentMetres).toBeCloseTo(4_321, 3);
  expect(measureText(drawn('measureAzimuth', HERE, at(73.5, 4_321)), measures, 'en')).toBe('4.32 km  azimuth 73.5°');
});

describe('a shape drawn earlier', () => {
  const shapes: readonly DrawnShape[] = [
    { type: 'polygon', polygon: [[HERE, at(90, 10), at(0, 10), HERE]] },
    { type: 'circle', centre: HERE, radiusMetres: 300 },
    { type: 'sector', centre: HERE, radiusMetres: 300, fromAzimuth: 20, toAzimuth: 80 },
    { type: 'bufferedLine', line: [HERE, at(90, 500)], eachSideMetres: 40 },
    { type: 'twoCircles', centre: HERE, keyRadiusMetres: 100, generalRadiusMetres: 300 },
    { type: 'twoRings', key: [[HERE, at(90, 10), at(0, 10), HERE]], general: [[at(225, 50), at(90, 100), at(0, 100), at(225, 50)]] },
  ];

  test.each(shapes.map((shape) => [shape.type, shape] as const))('%s comes back from the tool as it went in', (_type, shape) => {
    const sketch = sketchFrom(shape);
    expect(sketch?.isComplete).toBe(true);
    expect(sketch === null ? null : shapeOf(sketch)).toEqual(shape);
  });

  test('is not taken up where the tool would lose part of it', () => {
    const hole = [at(45, 1), at(45, 2), at(50, 2), at(45, 1)];
    expect(sketchFrom({ type: 'polygon', polygon: [[HERE, at(90, 10), at(0, 10), HERE], hole] })).toBeNull();
    expect(sketchFrom({ type: 'toxic', centre: HERE, heavyMetres: 10, lightMetres: 20, safeMetres: null, spread: { type: 'allRound' } })).toBeNull();
  });
});

test('a freehand line loses the corners that do not matter and keeps those that do', () => {
  const straight = Array.from({ length: 101 }, (_, step): LonLat => [119.4 + step * 0.001, 28.4]);
  expect(simplifiedPath(straight, 1)).toEqual([straight[0], straight[100]]);
  const bent: readonly LonLat[] = [...straight, at(0, 20_000)];
  expect(simplifiedPath(bent, 1)).toEqual([straight[0], straight[100], at(0, 20_000)]);
  expect(distance(HERE, HERE) + azimuth(HERE, at(0, 1))).toBeCloseTo(0, 6);
});
