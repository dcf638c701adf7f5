// What keeps the keystore's own key: the operating system's secret store where there is one, a file of its own elsewhere.
import { failure, type Result, success } from '../../../shared/kernel/result.ts';

/** Why secrets cannot be read or kept; never holds a secret. */
export type KeystoreFailure =
  /** The secrets are here; the key file they were sealed with is not. */
  | { readonly reason: 'keyMissing'; readonly detail: string }
  /** The key does not open the secrets: another machine's, another user's, or a damaged one. */
  | { readonly reason: 'keyWrong'; readonly detail: string }
  /** Others on this machine may read the key file. */
  | { readonly reason: 'keyExposed'; readonly detail: string }
  /** The key file would lie among the data, and so in every copy and backup of them. */
  | { readonly reason: 'keyInsideData'; readonly detail: string }
  /** The kind of guard the secrets were sealed under does not answer here. */
  | { readonly reason: 'guardUnavailable'; readonly detail: string }
  /** The file of secrets is no such file, or was altered. */
  | { readonly reason: 'damaged'; readonly detail: string }
  | { readonly reason: 'newerFormat'; readonly detail: string }
  | { readonly reason: 'unreadable'; readonly detail: string }
  | { readonly reason: 'unwritable'; readonly detail: string }
  | { readonly reason: 'tooLarge'; readonly detail: string };

export const KEY_BYTES = 32;

export interface KeyGuard {
  readonly kind: 'operatingSystem' | 'keyFile';
  readonly isAvailable: (signal: AbortSignal) => Promise<boolean>;
  /** Makes what it guards with where it has nothing yet. */
  readonly wrap: (key: Uint8Array, signal: AbortSignal) => Promise<Result<Uint8Array, KeystoreFailure>>;
  readonly unwrap: (wrapped: Uint8Array, signal: AbortSignal) => Promise<Result<Uint8Array, KeystoreFailure>>;
}

/**
 * Supplied by the shell: Electron's safeStorage behind a message port. Both reject where the store refuses.
 * `isAvailable` must be false where safeStorage only pretends (Linux backend `basic_text`).
 */
export interface OperatingSystemSecrets {
  readonly isAvailable: (signal: AbortSignal) => Promise<boolean>;
  readonly encrypt: (text: string, signal: AbortSignal) => Promise<Uint8Array>;
  readonly decrypt: (sealed: Uint8Array, signal: AbortSignal) => Promise<string>;
}

export const createOperatingSystemGuard = (secrets: OperatingSystemSecrets): KeyGuard => ({
  kind: 'operatingSystem',
  isAvailable: secrets.isAvailable,
  wrap: async (key, signal) => {
    try {
      return success(await secrets.encrypt(Buffer.from(key).toString('base64'), signal));
    } catch {
      return failure({ reason: 'guardUnavailable', detail: 'the operating system did not take the key' });
    }
  },
  unwrap: async (wrapped, signal) => {
    try {
      return success(Buffer.from(await secrets.decrypt(wrapped, signal), 'base64'));
    } catch {
      return failure({ reason: 'keyWrong', detail: 'the operating system did not give the key back' });
    }
  },
});
