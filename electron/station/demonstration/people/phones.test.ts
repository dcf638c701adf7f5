// Numbers that cannot ring, and never the same twice.
import { expect, test } from 'vitest';
import { createPhones, IMPOSSIBLE_PHONE } from './phones.ts';

test('numbers of all blocks and counties are impossible and different', () => {
  const numbers = [1, 2, 85].flatMap((county) => (['resident', 'person', 'desk', 'satellite', 'site'] as const).flatMap((block) => [0, 1, 4_999].map((index) => createPhones(county)(block, index))));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.every((number) => IMPOSSIBLE_PHONE.test(number))).toBe(true);
});

test('what could be a Chinese mobile number is not mistaken for one', () => {
  expect(['13800000000', '057801234567', '0000100000', '000010000000'].some((number) => IMPOSSIBLE_PHONE.test(number))).toBe(false);
});
