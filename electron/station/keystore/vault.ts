// The file of secrets: one sealed box of names and secrets, and the key to it as its guard wrapped it.
import { canonicalJson } from '../../../shared/kernel/json.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { KeyGuard, KeystoreFailure } from './key-guard.ts';
import { seal, unseal } from './sealed-box.ts';

const FORMAT = 'fenghuotai-keystore-1';
const FORMAT_FAMILY = 'fenghuotai-keystore-';
const GUARDS: readonly KeyGuard['kind'][] = ['operatingSystem', 'keyFile'];

export interface Vault {
  readonly guard: KeyGuard['kind'];
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
}

export type Secrets = ReadonlyMap<string, string>;

const damaged = (detail: string): KeystoreFailure => ({ reason: 'damaged', detail });

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const bytesOf = (value: unknown): Uint8Array | null => (typeof value === 'string' && BASE64.test(value) ? Buffer.from(value, 'base64') : null);

export const decodeVault = (bytes: Uint8Array): Result<Vault, KeystoreFailure> => {
  const value = parsedJson(Buffer.from(bytes).toString('utf8'));
  const format = isFields(value) ? value['format'] : undefined;
  if (!isFields(value) || typeof format !== 'string' || !format.startsWith(FORMAT_FAMILY)) return failure(damaged('the file of secrets is not one'));
  if (format !== FORMAT) return failure({ reason: 'newerFormat', detail: `the secrets are in the format ${format}` });
  const guard = GUARDS.find((kind) => kind === value['guard']);
  const [wrappedKey, sealed] = [bytesOf(value['wrappedKey']), bytesOf(value['sealed'])];
  if (guard === undefined || wrappedKey === null || sealed === null) return failure(damaged('the file of secrets is incomplete'));
  return success({ guard, wrappedKey, sealed });
};

export const encodeVault = ({ guard, wrappedKey, sealed }: Vault): Uint8Array => {
  const text = { format: FORMAT, guard, wrappedKey: Buffer.from(wrappedKey).toString('base64'), sealed: Buffer.from(sealed).toString('base64') };
  return Buffer.from(`${JSON.stringify(text, null, 2)}\n`);
};

export const sealSecrets = (key: Uint8Array, secrets: Secrets, nonce: Uint8Array): Uint8Array =>
  seal(key, Buffer.from(canonicalJson(Object.fromEntries(secrets))), FORMAT, nonce);

export const unsealSecrets = (key: Uint8Array, sealed: Uint8Array): Result<Secrets, KeystoreFailure> => {
  const plain = unseal(key, sealed, FORMAT);
  if (plain === null) return failure(damaged('the secrets were altered since they were sealed'));
  const secrets = parsedJson(Buffer.from(plain).toString('utf8'));
  if (!isFields(secrets)) return failure(damaged('what was sealed are no secrets'));
  return success(new Map(Object.entries(secrets).filter((entry): entry is [string, string] => typeof entry[1] === 'string')));
};
