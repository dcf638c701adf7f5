// Seals bytes with AES-256-GCM: nonce, ciphertext and tag in one; what was altered does not open.
import { createCipheriv, createDecipheriv } from 'node:crypto';

export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `label` is bound to the box: it opens under the same one only. `nonce` is 12 fresh random bytes. */
export const seal = (key: Uint8Array, plain: Uint8Array, label: string, nonce: Uint8Array): Uint8Array => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(label));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Null where the key is another, the label is another, or a bit was changed. */
export const unseal = (key: Uint8Array, box: Uint8Array, label: string): Uint8Array | null => {
  if (box.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  const start = decipher.update(box.subarray(NONCE_BYTES, box.length - TAG_BYTES));
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch {
    return null;
  }
};
