import { describe, expect, it } from 'vitest';
import { bd09ToWgs84, gcj02ToWgs84, wgs84ToBd09, wgs84ToGcj02 } from './chinese-offset.ts';

describe('the offsets of Chinese web maps', () => {
  it('answers, or says there is none, all along the edges of the shifted area, where gcoord’s inverse never ends', () => {
    let without = 0;
    for (const edge of [72.004, 137.8347]) {
      for (let step = -2000; step <= 2000; step += 1) {
        const longitude = edge + step * 5e-6;
        const position = gcj02ToWgs84([longitude, 30]);
        if (!position) without += 1;
        else expect(wgs84ToGcj02(position)[0]).toBeCloseTo(longitude, 9);
      }
    }
    expect(without).toBeGreaterThan(0);
  });

  it('undoes both shifts', () => {
    const back = bd09ToWgs84(wgs84ToBd09([120.49, 30.08]));
    expect(back?.[0]).toBeCloseTo(120.49, 9);
    expect(back?.[1]).toBeCloseTo(30.08, 9);
  });

  it('has no answer for NaN', () => {
    expect(gcj02ToWgs84([Number.NaN, 30])).toBeNull();
  });
});
