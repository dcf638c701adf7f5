import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../../tests/contract/people/manual-clock.ts';
import { createClaimCode } from './claim-code.ts';
import { DEFAULT_PEOPLE_SETTINGS } from './people-settings.ts';

const policy = DEFAULT_PEOPLE_SETTINGS.throttle;
const clock = createManualClock();
const withBytes = (...bytes: readonly number[]) => createClaimCode({ randomBytes: () => Uint8Array.from(bytes), clock, policy });

describe('a claim code', () => {
  test('is read with the letters it does not use as the digits they look like', () => {
    const { code, compare } = withBytes(0, 1, 1, 0, 10, 11, 12, 31);
    expect(code).toBe('0110-ABCZ');
    for (const typed of ['0110-ABCZ', 'oiLO abcz', '０１１０ＡＢＣＺ', ' 01 10ab-cz ']) expect(compare(typed)).toEqual({ ok: true, value: null });
    for (const typed of ['0110-ABCY', '0110-ABC', '0110-ABCZZ', '', '密码']) expect(compare(typed).ok).toBe(false);
  });

  test('uses every character of its alphabet about as often', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 4_000; index += 1)
      for (const character of createClaimCode({ randomBytes, clock, policy }).code.replace('-', '')) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 1,000 expected of each; 200 is more than six standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(200);
  });
});
