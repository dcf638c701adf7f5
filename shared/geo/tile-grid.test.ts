import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lonLatToMercator, mercatorLatitudeLimit, mercatorToLonLat, tileBounds, tileOf } from './tile-grid.ts';

const position = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85.05, max: 85.05, noNaN: true }));

describe('the tile grid', () => {
  it('gives Keqiao the tiles that web maps give it', () => {
    // By the formula of the OpenStreetMap wiki (“Slippy map tilenames”).
    expect(tileOf([120.49, 30.08], 10)).toEqual({ ok: true, value: { z: 10, x: 854, y: 422 } });
    expect(tileOf([120.49, 30.08], 0)).toEqual({ ok: true, value: { z: 0, x: 0, y: 0 } });
    expect(tileOf([13.37771496361961, 52.51628011262304], 17)).toEqual({ ok: true, value: { z: 17, x: 70406, y: 42987 } });
  });

  it('puts tile 0/0/0 over the whole square', () => {
    const bounds = tileBounds({ z: 0, x: 0, y: 0 });
    if (!bounds.ok) throw new Error(bounds.error.reason);
    expect(bounds.value[0]).toBeCloseTo(-180, 9);
    expect(bounds.value[1]).toBeCloseTo(-85.0511287798066, 9);
    expect(bounds.value[2]).toBeCloseTo(180, 9);
    expect(bounds.value[3]).toBeCloseTo(mercatorLatitudeLimit, 9);
  });

  it('projects as PROJ does and back', () => {
    expect(lonLatToMercator([120.49, 30.08])[0]).toBeCloseTo(13412885.4457, 3);
    expect(lonLatToMercator([120.49, 30.08])[1]).toBeCloseTo(3513837.248, 3);
    fc.assert(
      fc.property(position, (place) => {
        const back = mercatorToLonLat(lonLatToMercator(place));
        expect(back[0]).toBeCloseTo(place[0], 9);
        expect(back[1]).toBeCloseTo(place[1], 9);
      }),
    );
  });

  it('finds the tile whose bounds hold the position', () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 0, max: 20 }), (place, z) => {
        const tile = tileOf(place, z);
        const bounds = tile.ok ? tileBounds(tile.value) : tile;
        if (!bounds.ok) throw new Error(bounds.error.reason);
        expect(place[0]).toBeGreaterThanOrEqual(bounds.value[0] - 1e-9);
        expect(place[0]).toBeLessThanOrEqual(bounds.value[2] + 1e-9);
        expect(place[1]).toBeGreaterThanOrEqual(bounds.value[1] - 1e-9);
        expect(place[1]).toBeLessThanOrEqual(bounds.value[3] + 1e-9);
      }),
    );
  });

  it('keeps the eastern and northern rim in the last column and first row', () => {
    expect(tileOf([180, mercatorLatitudeLimit], 3)).toEqual({ ok: true, value: { z: 3, x: 7, y: 0 } });
    expect(tileOf([-180, -mercatorLatitudeLimit], 3)).toEqual({ ok: true, value: { z: 3, x: 0, y: 7 } });
  });

  it('refuses what has no tile', () => {
    expect(tileOf([120, 89], 3)).toEqual({ ok: false, error: { reason: 'outsideGrid' } });
    expect(tileOf([Number.NaN, 30], 3)).toEqual({ ok: false, error: { reason: 'outsideGrid' } });
    expect(tileOf([120, 30], 3.5)).toEqual({ ok: false, error: { reason: 'badZoom' } });
    expect(tileOf([120, 30], 31)).toEqual({ ok: false, error: { reason: 'badZoom' } });
    expect(tileBounds({ z: 2, x: 4, y: 0 })).toEqual({ ok: false, error: { reason: 'outsideGrid' } });
    expect(tileBounds({ z: 2, x: 0.5, y: 0 })).toEqual({ ok: false, error: { reason: 'outsideGrid' } });
  });
});
