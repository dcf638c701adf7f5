// Keeps the station's terrain as one file: written whole or not at all, and never trusted unread.
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { Slicer } from './slicer.ts';

export type TerrainFileFailure =
  /** There is no file: the station has no terrain. */
  | { readonly reason: 'missing' }
  /** The file is there and cannot be read or written. */
  | { readonly reason: 'unreachable'; readonly detail: string }
  | { readonly reason: 'notATerrain' }
  | { readonly reason: 'newerVersion'; readonly found: number; readonly known: number }
  /** Cut short or altered: its checksum does not hold. */
  | { readonly reason: 'damaged' }
  /** To be saved: numbers that cannot be a grid. */
  | { readonly reason: 'badGrid' };

export const TERRAIN_FILE = 'terrain.grid';

const MAGIC = 'FHTERRA\n';
const VERSION = 1;
/** Magic 8, version, columns, rows, nodata 4 each, west, south, cell longitude, cell latitude 8 each. */
const HEADER_BYTES = 56;
const CHECKSUM_BYTES = 32;
const HASH_STEP = 4 * 1024 * 1024;
/** 200 MB of heights: a county at 10 m, a province at 30 m. */
const MOST_POSTS = 100_000_000;

const isGrid = ({ columns, rows, west, south, cellDegrees, heights, nodata }: TerrainGrid): boolean =>
  Number.isInteger(columns) &&
  Number.isInteger(rows) &&
  columns >= 2 &&
  rows >= 2 &&
  columns * rows <= MOST_POSTS &&
  heights.length === columns * rows &&
  [west, south, cellDegrees[0], cellDegrees[1]].every(Number.isFinite) &&
  cellDegrees[0] > 0 &&
  cellDegrees[1] > 0 &&
  Number.isInteger(nodata) &&
  Math.abs(nodata) <= 32_768;

const headerOf = (grid: TerrainGrid): Buffer => {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(VERSION, 8);
  header.writeUInt32LE(grid.columns, 12);
  header.writeUInt32LE(grid.rows, 16);
  header.writeInt32LE(grid.nodata, 20);
  for (const [index, value] of [grid.west, grid.south, ...grid.cellDegrees].entries()) header.writeDoubleLE(value, 24 + 8 * index);
  return header;
};

const heightBytes = (heights: Int16Array): Buffer => {
  const bytes = Buffer.from(heights.buffer, heights.byteOffset, heights.byteLength);
  return isLittleEndian() ? bytes : Buffer.from(bytes).swap16();
};

const isLittleEndian = (): boolean => new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** SHA-256, giving way now and then: 200 MB take a quarter of a second. */
const checksumOf = async (parts: readonly Buffer[], slicer: Slicer): Promise<Buffer> => {
  const hash = createHash('sha256');
  for (const part of parts) {
    for (let first = 0; first < part.length; first += HASH_STEP) {
      hash.update(part.subarray(first, first + HASH_STEP));
      if (slicer.isDue()) await slicer.pause();
    }
  }
  return hash.digest();
};

const unreachable = (error: unknown): Result<never, TerrainFileFailure> => {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return failure(error.code === 'ENOENT' ? { reason: 'missing' } : { reason: 'unreachable', detail: error.message });
};

const writeWhole = async (path: string, parts: readonly Buffer[]): Promise<void> => {
  const draft = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(draft, 'w');
  try {
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
};

/** On disk when it resolves; after a crash the folder has the old terrain or the new one. */
export const saveTerrainFile = async (folder: string, grid: TerrainGrid, slicer: Slicer): Promise<Result<null, TerrainFileFailure>> => {
  if (!isGrid(grid)) return failure({ reason: 'badGrid' });
  const path = join(folder, TERRAIN_FILE);
  const parts = [headerOf(grid), heightBytes(grid.heights)];
  try {
    await writeWhole(path, [...parts, await checksumOf(parts, slicer)]);
    return success(null);
  } catch (error) {
    await rm(`${path}.part`, { force: true }).catch(() => undefined);
    return unreachable(error);
  }
};

const gridOf = (bytes: Buffer): TerrainGrid => {
  const heights = new Int16Array(bytes.readUInt32LE(12) * bytes.readUInt32LE(16));
  const own = Buffer.from(heights.buffer);
  bytes.copy(own, 0, HEADER_BYTES, bytes.length - CHECKSUM_BYTES);
  if (!isLittleEndian()) own.swap16();
  return {
    columns: bytes.readUInt32LE(12),
    rows: bytes.readUInt32LE(16),
    nodata: bytes.readInt32LE(20),
    west: bytes.readDoubleLE(24),
    south: bytes.readDoubleLE(32),
    cellDegrees: [bytes.readDoubleLE(40), bytes.readDoubleLE(48)],
    heights,
  };
};

const parse = async (bytes: Buffer, slicer: Slicer): Promise<Result<TerrainGrid, TerrainFileFailure>> => {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return failure({ reason: 'notATerrain' });
  const version = bytes.readUInt32LE(8);
  if (version > VERSION) return failure({ reason: 'newerVersion', found: version, known: VERSION });
  const posts = bytes.readUInt32LE(12) * bytes.readUInt32LE(16);
  if (posts > MOST_POSTS || bytes.length !== HEADER_BYTES + 2 * posts + CHECKSUM_BYTES) return failure({ reason: 'damaged' });
  const checksum = await checksumOf([bytes.subarray(0, bytes.length - CHECKSUM_BYTES)], slicer);
  if (!checksum.equals(bytes.subarray(bytes.length - CHECKSUM_BYTES))) return failure({ reason: 'damaged' });
  const grid = gridOf(bytes);
  return isGrid(grid) ? success(grid) : failure({ reason: 'damaged' });
};

export const loadTerrainFile = async (folder: string, slicer: Slicer): Promise<Result<TerrainGrid, TerrainFileFailure>> => {
  try {
    return await parse(await readFile(join(folder, TERRAIN_FILE)), slicer);
  } catch (error) {
    return unreachable(error);
  }
};
