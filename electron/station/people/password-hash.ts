// Keeps passwords as scrypt hashes, each with its own salt and cost, and compares them in constant time.
import { scrypt, timingSafeEqual } from 'node:crypto';

export interface PasswordCost {
  /** Power of two; memory is 128·N·r bytes. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export interface PasswordHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  readonly cost: PasswordCost;
}

export type DeriveKey = (password: string, salt: Uint8Array, cost: PasswordCost) => Promise<Uint8Array>;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

export const deriveWithScrypt: DeriveKey = async (password, salt, { N, r, p }) => {
  const done = Promise.withResolvers<Uint8Array>();
  scrypt(password, salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r + 256 * r * p }, (error, key) => {
    if (error === null) done.resolve(key);
    else done.reject(error);
  });
  return done.promise;
};

/** NIST SP 800-63B 5.1.1.2: the same password typed on another keyboard must give the same bytes. */
const normalised = (password: string): string => password.normalize('NFKC');

export interface PasswordHasher {
  readonly make: (password: string) => Promise<PasswordHash>;
  /** One derivation whether there is a hash or not, so that neither time nor load tells. */
  readonly matches: (password: string, known: PasswordHash | null) => Promise<boolean>;
}

export const createPasswordHasher = (options: {
  readonly derive: DeriveKey;
  readonly cost: PasswordCost;
  readonly randomBytes: (count: number) => Uint8Array;
}): PasswordHasher => {
  const { derive, cost, randomBytes } = options;
  const nobody: PasswordHash = { salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES), cost };
  return {
    make: async (password) => {
      const salt = randomBytes(SALT_BYTES);
      return { salt, hash: await derive(normalised(password), salt, cost), cost };
    },
    matches: async (password, known) => {
      const expected = known ?? nobody;
      const found = await derive(normalised(password), expected.salt, expected.cost);
      const isEqual = found.length === expected.hash.length && timingSafeEqual(found, expected.hash);
      return isEqual && known !== null;
    },
  };
};
