// Resource codes count on past ninety-nine without repeating.
import { expect, test } from 'vitest';
import { resourceCode } from './loudspeakers.ts';

test('a village of three hundred horns has three hundred codes of 23 digits', () => {
  const codes = Array.from({ length: 300 }, (_, index) => resourceCode('339901100201', index + 1));
  expect(new Set(codes).size).toBe(300);
  expect(codes.every((code) => /^6339901100201\d{10}$/.test(code))).toBe(true);
  expect([codes[0], codes[98], codes[99]]).toEqual(['63399011002010314010101', '63399011002010314010199', '63399011002010314020101']);
});
