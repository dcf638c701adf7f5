// Guards the keystore's key with a file of its own, kept with the user's settings: outside the data and outside every backup.
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { KEY_BYTES, type KeyGuard, type KeystoreFailure } from './key-guard.ts';
import { readPrivate, replacePrivate } from './private-file.ts';
import { NONCE_BYTES, seal, unseal } from './sealed-box.ts';

const LABEL = 'fenghuotai-wrapped-key-1';
const LARGEST_BYTES = 1_024;

export interface KeyFileOptions {
  readonly path: string;
  /** Folders the key must not lie in: the data, the backups. */
  readonly outside: readonly string[];
  readonly randomBytes: (count: number) => Uint8Array;
}

/** `$XDG_CONFIG_HOME/fenghuotai/<station>.key` and its like; the station's name is made fit for a file name. */
export const keyFilePath = (place: {
  readonly platform: NodeJS.Platform;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly homeFolder: string;
  readonly station: string;
}): string => {
  const { platform, environment, homeFolder, station } = place;
  const name = `${station.replaceAll(/[^\p{L}\p{N}_-]/gu, '-')}.key`;
  // The XDG Base Directory Specification has relative paths ignored.
  const given = platform === 'win32' ? environment['LOCALAPPDATA'] : platform === 'darwin' ? undefined : environment['XDG_CONFIG_HOME'];
  if (given !== undefined && isAbsolute(given)) return join(given, 'fenghuotai', name);
  const usual = platform === 'win32' ? ['AppData', 'Local'] : platform === 'darwin' ? ['Library', 'Application Support'] : ['.config'];
  return join(homeFolder, ...usual, 'fenghuotai', name);
};

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/** Through links, as far as the path exists. */
const realPath = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPath(parent), basename(path));
  }
};

const misplaced = async ({ path, outside }: KeyFileOptions): Promise<KeystoreFailure | null> => {
  const real = await realPath(resolve(path));
  for (const folder of outside)
    if (isWithin(await realPath(resolve(folder)), real)) return { reason: 'keyInsideData', detail: `${path} lies in ${folder}` };
  return null;
};

const decodeKey = (text: string): Uint8Array | null => {
  const key = Buffer.from(text.trim(), 'base64');
  return key.length === KEY_BYTES ? key : null;
};

/** Null where there is no key file. */
const readKey = async (options: KeyFileOptions): Promise<Result<Uint8Array | null, KeystoreFailure>> => {
  const { path } = options;
  const wrongPlace = await misplaced(options);
  if (wrongPlace !== null) return failure(wrongPlace);
  const read = await readPrivate(path, LARGEST_BYTES);
  if (!read.ok) return failure({ reason: 'unreadable', detail: `${path}: ${read.error}` });
  if (read.value === null) return success(null);
  if (read.value.isExposed) return failure({ reason: 'keyExposed', detail: `${path} may be read by others; only its owner may (mode 600)` });
  const key = decodeKey(Buffer.from(read.value.bytes).toString('latin1'));
  return key === null ? failure({ reason: 'keyWrong', detail: `${path} holds no key` }) : success(key);
};

const makeKey = async ({ path, randomBytes }: KeyFileOptions): Promise<Result<Uint8Array, KeystoreFailure>> => {
  const key = randomBytes(KEY_BYTES);
  const written = await replacePrivate(path, Buffer.from(`${Buffer.from(key).toString('base64')}\n`));
  return written.ok ? success(key) : failure({ reason: 'unwritable', detail: `${path}: ${written.error}` });
};

export const createKeyFileGuard = (options: KeyFileOptions): KeyGuard => ({
  kind: 'keyFile',
  isAvailable: async () => true,
  wrap: async (key) => {
    const known = await readKey(options);
    if (!known.ok) return known;
    const own = known.value === null ? await makeKey(options) : success(known.value);
    return own.ok ? success(seal(own.value, key, LABEL, options.randomBytes(NONCE_BYTES))) : own;
  },
  unwrap: async (wrapped) => {
    const known = await readKey(options);
    if (!known.ok) return known;
    if (known.value === null) return failure({ reason: 'keyMissing', detail: `there is no ${options.path}` });
    const key = unseal(known.value, wrapped, LABEL);
    return key === null ? failure({ reason: 'keyWrong', detail: `${options.path} is not the key these secrets were sealed with` }) : success(key);
  },
});
