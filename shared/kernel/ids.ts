// Identifiers as a dependency: sortable by time of making, unique without a registry.
export interface Ids {
  readonly next: () => string;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const encode = (value: number, digits: number): string => {
  let rest = value;
  let text = '';
  for (let index = 0; index < digits; index += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/**
 * Ids of 26 characters: 10 for the millisecond, 16 random (80 bits).
 * `randomBytes` must come from a cryptographic source wherever an id is also a secret.
 */
export const timeOrderedIds = (now: () => number, randomBytes: (count: number) => Uint8Array): Ids => ({
  next: () => {
    const random = Array.from(randomBytes(16), (byte) => ALPHABET.charAt(byte & 31)).join('');
    return encode(now(), 10) + random;
  },
});
