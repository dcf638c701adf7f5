import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPasswordHasher, deriveWithScrypt } from './password-hash.ts';
import { DEFAULT_PEOPLE_SETTINGS } from './people-settings.ts';

const CHEAP = { N: 16, r: 1, p: 1 };
const hasher = createPasswordHasher({ derive: deriveWithScrypt, cost: CHEAP, randomBytes });

describe('scrypt', () => {
  // RFC 7914 section 12; its keys are 64 bytes, ours their first 32.
  test.each([
    ['', '', CHEAP, '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442'],
    ['password', 'NaCl', { N: 1_024, r: 8, p: 16 }, 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162'],
    ['pleaseletmein', 'SodiumChloride', { N: 16_384, r: 8, p: 1 }, '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2'],
  ])('of %j with the salt %j is the RFC’s', async (password, salt, cost, expected) => {
    expect(Buffer.from(await deriveWithScrypt(password, Buffer.from(salt), cost)).toString('hex')).toBe(expected);
  });

  test('runs at the cost the station uses', async () => {
    const real = createPasswordHasher({ derive: deriveWithScrypt, cost: DEFAULT_PEOPLE_SETTINGS.passwordCost, randomBytes });
    const kept = await real.make('Beacon-Tower-59');
    expect(kept.cost.N).toBeGreaterThanOrEqual(2 ** 15);
    expect(await real.matches('Beacon-Tower-59', kept)).toBe(true);
    expect(await real.matches('Beacon-Tower-58', kept)).toBe(false);
  });
});

describe('a kept password', () => {
  test('has a salt of its own', async () => {
    const [first, second] = [await hasher.make('Beacon-Tower-59'), await hasher.make('Beacon-Tower-59')];
    expect(first.salt).not.toEqual(second.salt);
    expect(first.hash).not.toEqual(second.hash);
  });

  test('is compared at the cost it was kept with', async () => {
    const older = await createPasswordHasher({ derive: deriveWithScrypt, cost: { N: 32, r: 1, p: 1 }, randomBytes }).make('Beacon-Tower-59');
    expect(await hasher.matches('Beacon-Tower-59', older)).toBe(true);
  });

  test('is the same however its characters were composed', async () => {
    expect(await hasher.matches('cafe\u0301-密码-59', await hasher.make('caf\u00e9-密码-59'))).toBe(true);
  });

  test('that does not exist matches nothing, at the price of one that does', async () => {
    let derivations = 0;
    const counted = createPasswordHasher({
      derive: async (password, salt, cost) => {
        derivations += 1;
        return deriveWithScrypt(password, salt, cost);
      },
      cost: CHEAP,
      randomBytes,
    });
    expect(await counted.matches('anything', null)).toBe(false);
    expect(derivations).toBe(1);
  });
});
