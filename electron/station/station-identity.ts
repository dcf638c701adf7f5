// What a data folder belongs to: which station, and whether everything in it is an exercise. The two kinds never mix.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '../../shared/kernel/result.ts';

export interface StationIdentity {
  readonly name: string;
  readonly isDemonstration: boolean;
  /** Of a demonstration: what it was generated from. */
  readonly seed: number;
  readonly townships: number;
}

export type IdentityProblem = { readonly reason: 'otherKind'; readonly detail: string } | { readonly reason: 'readOnly' | 'corrupt'; readonly detail: string };

const FILE = 'station.json';

const isIdentity = (value: unknown): value is StationIdentity =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'isDemonstration' in value && typeof value.isDemonstration === 'boolean' && 'seed' in value && typeof value.seed === 'number' && 'townships' in value && typeof value.townships === 'number';

const read = async (path: string): Promise<StationIdentity | null | 'unreadable'> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isIdentity(value) ? value : 'unreadable';
  } catch {
    return 'unreadable';
  }
};

/** Writes the identity into a new folder, or checks that a known one is of the kind asked for. */
export const claimFolder = async (folder: string, wanted: StationIdentity): Promise<Result<StationIdentity, IdentityProblem>> => {
  const path = join(folder, FILE);
  const found = await read(path);
  if (found === 'unreadable') return failure({ reason: 'corrupt', detail: path });
  if (found === null) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.new`, `${JSON.stringify(wanted, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
    return success(wanted);
  }
  return found.isDemonstration === wanted.isDemonstration ? success(found) : failure({ reason: 'otherKind', detail: `${path}: ${found.name}` });
};
