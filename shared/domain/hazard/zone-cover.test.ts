import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { star } from '../../../tests/contract/hazards/sample-county.ts';
import type { MultiPolygonCoordinates } from '../../geo/geometry.ts';
import { preparePolygon } from '../../geo/prepared-polygon.ts';
import type { LonLat } from '../../kernel/units.ts';
import { coverZone, INSIDE, MARKED } from './zone-cover.ts';

const square = (x: number, y: number, side: number): readonly LonLat[] => [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]];

const AREAS: readonly MultiPolygonCoordinates[] = [
  [[star([119.5, 28.4], 0.05, 40)]],
  [[star([119.5, 28.4], 0.05, 300, 3)]],
  [[square(119.45, 28.35, 0.1), square(119.48, 28.38, 0.03)], [square(119.49, 28.39, 0.005)]],
  [[square(119.45, 28.4, 0.1).map(([x, y]): LonLat => [x, 28.4 + (y - 28.4) * 0.0005])]],
];

describe('the cover of a zone', () => {
  it('never answers otherwise than measuring does, wherever it answers at all', () => {
    let answered = 0;
    for (const area of AREAS) {
      for (const width of [0, 30, 400]) {
        const prepared = preparePolygon(area);
        const cover = coverZone(area, prepared, width);
        fc.assert(
          fc.property(fc.double({ min: 119.43, max: 119.57, noNaN: true }), fc.double({ min: 28.33, max: 28.47, noNaN: true }), (x, y) => {
            const answer = cover.at(x, y);
            if (answer === MARKED) return;
            answered += 1;
            expect(answer === INSIDE).toBe(prepared.contains(x, y));
            expect(prepared.distanceToEdgeMetres(x, y, width + 1)).toBeGreaterThan(width);
          }),
          { numRuns: 400 },
        );
      }
    }
    expect(answered).toBeGreaterThan(2_000);
  });

  it('takes NaN and an area without edges for outside', () => {
    const area = AREAS[0] ?? [];
    expect(coverZone(area, preparePolygon(area), 30).at(Number.NaN, 28.4)).not.toBe(INSIDE);
    expect(coverZone([], preparePolygon([]), 30).at(119.5, 28.4)).not.toBe(INSIDE);
  });
});
