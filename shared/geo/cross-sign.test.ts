import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossSign } from './cross-sign.ts';

/** A double as an integer over a power of two. */
const exact = (value: number): readonly [mantissa: bigint, exponent: number] => {
  let [mantissa, exponent] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  return [BigInt(mantissa), exponent];
};

const exactSign = (u1: number, v1: number, u2: number, v2: number): number => {
  const scaled = (left: number, right: number): readonly [bigint, number] => {
    const [[a, i], [b, j]] = [exact(left), exact(right)];
    return [a * b, i + j];
  };
  const [[left, leftExponent], [right, rightExponent]] = [scaled(u1, v2), scaled(u2, v1)];
  const common = Math.max(leftExponent, rightExponent);
  const difference = (left << BigInt(common - leftExponent)) - (right << BigInt(common - rightExponent));
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
};

const degrees = fc.double({ min: -180, max: 180, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-12);

describe('crossSign', () => {
  it('has the sign that exact arithmetic gives, for any degrees', () => {
    fc.assert(fc.property(degrees, degrees, degrees, degrees, (a, b, c, d) => crossSign(a, b, c, d) === exactSign(a, b, c, d)), { numRuns: 2000 });
  });

  it('has the exact sign for nearly parallel directions, where plain arithmetic errs', () => {
    let plainErrors = 0;
    fc.assert(
      fc.property(degrees, degrees, fc.double({ min: 0.1, max: 10, noNaN: true }), fc.integer({ min: -2, max: 2 }), (u, v, factor, nudge) => {
        const [u2, v2] = [u * factor, v * factor * (1 + nudge * Number.EPSILON)];
        const expected = exactSign(u, v, u2, v2);
        if (Math.sign(u * v2 - u2 * v) !== expected) plainErrors += 1;
        expect(crossSign(u, v, u2, v2)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
    expect(plainErrors).toBeGreaterThan(0);
  });

  it('is 0 for exact multiples', () => {
    expect(crossSign(0.1, 0.3, 0.2, 0.6)).toBe(0);
    expect(crossSign(0, 0, 5, 7)).toBe(0);
  });
});
