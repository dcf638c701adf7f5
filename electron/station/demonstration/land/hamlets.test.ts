// Whole numbers shared out in proportion.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from './hamlets.ts';

test('shares sum to the total and follow the weights', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 }), (total, weights) => {
    const shares = apportion(total, weights);
    const sum = weights.reduce((before, weight) => before + weight, 0);
    expect(shares.reduce((before, share) => before + share, 0)).toBe(total);
    shares.forEach((share, index) => expect(Math.abs(share - (total * weights[index]!) / sum)).toBeLessThan(1.0001));
  }));
});
