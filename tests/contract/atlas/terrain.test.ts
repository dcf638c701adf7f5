// The station's terrain: sampled like the grid itself, kept in one file, and never trusted when the file is damaged.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { elevationAt, type TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import { tileOf } from '../../../shared/geo/tile-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { type AtlasPlace, officer, openSqlitePlace, refusalOf, valueOf } from './atlas-place.ts';

let place: AtlasPlace;
beforeEach(async () => {
  place = await openSqlitePlace();
});
afterEach(async () => {
  await place.remove();
});

/** Hills of some hundred metres with a hole of unmeasured posts. */
const hills = (): TerrainGrid => {
  const [columns, rows] = [241, 181];
  const heights = new Int16Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const isHole = column > 100 && column < 120 && row > 80 && row < 95;
      heights[row * columns + column] = isHole ? -9999 : Math.round(200 + 150 * Math.sin(column / 9) * Math.cos(row / 7));
    }
  }
  return { west: 120.3, south: 29.9, cellDegrees: [1 / 1200, 1 / 1200], columns, rows, heights, nodata: -9999 };
};

const readTile = async (z: number, position: LonLat): Promise<Int16Array | null> => {
  const tile = tileOf(position, z);
  if (!tile.ok) throw new Error('off the grid');
  const { heights } = valueOf(await place.atlas().handlers.readTerrainTile(tile.value, officer));
  if (heights === null) return null;
  const view = new DataView(heights.buffer, heights.byteOffset, heights.byteLength);
  return Int16Array.from({ length: heights.byteLength / 2 }, (_, index) => view.getInt16(2 * index, true));
};

const pixelCentre = (z: number, position: LonLat, column: number, row: number): LonLat => {
  const tile = tileOf(position, z);
  if (!tile.ok) throw new Error('off the grid');
  const [x, y] = [tile.value.x + (column + 0.5) / 256, tile.value.y + (row + 0.5) / 256];
  return [(x / 2 ** z) * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI];
};

describe('the terrain', () => {
  test('of a tile is what the grid says at the middle of every pixel, unknown where it does not know', async () => {
    const grid = hills();
    expect(await place.atlas().terrain.save(grid)).toEqual({ ok: true, value: null });
    for (const z of [9, 12, 15]) {
      const at: LonLat = [120.39, 29.98];
      const heights = await readTile(z, at);
      expect(heights).toHaveLength(65_536);
      const expected = Int16Array.from({ length: 65_536 }, (_, pixel) => {
        const height = elevationAt(grid, pixelCentre(z, at, pixel % 256, Math.floor(pixel / 256)));
        return height === null ? -32_768 : Math.round(height);
      });
      expect(new Set(expected).size).toBeGreaterThan(20);
      expect(heights).toEqual(expected);
    }
  });

  test('is nothing where there is none, and outside of it', async () => {
    expect(await readTile(10, [120.4, 30])).toBeNull();
    expect(place.atlas().terrain.problem()).toBeNull();
    await place.atlas().terrain.save(hills());
    expect(await readTile(10, [100, 30])).toBeNull();
    expect(place.atlas().reader.terrain()).toEqual(hills());
  });

  test('is there again after a restart, the same to the metre, and replaced by the next', async () => {
    await place.atlas().terrain.save(hills());
    const before = await readTile(12, [120.39, 29.98]);
    const atlas = await place.reopen();
    expect(atlas.reader.terrain()).toEqual(hills());
    expect(await readTile(12, [120.39, 29.98])).toEqual(before);
    const revision = atlas.reader.revision();
    await atlas.terrain.save({ ...hills(), heights: new Int16Array(241 * 181).fill(7) });
    expect(atlas.reader.revision()).toBeGreaterThan(revision);
    expect(new Set(await readTile(15, [120.39, 29.98]))).toEqual(new Set([7]));
    expect(readdirSync(place.folder).filter((name) => name.includes('terrain'))).toEqual(['terrain.grid']);
  });

  const spoil = async (change: (bytes: Buffer) => Buffer) => {
    await place.atlas().terrain.save(hills());
    const path = join(place.folder, 'terrain.grid');
    writeFileSync(path, change(readFileSync(path)));
    const { terrain } = await place.reopen();
    return terrain.problem();
  };

  test.each([
    ['one bit of a height is flipped', (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 5000 ? byte ^ 1 : byte))), { reason: 'damaged' }],
    ['its end is missing', (bytes: Buffer) => bytes.subarray(0, bytes.length - 10), { reason: 'damaged' }],
    ['it claims other dimensions', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 12), Buffer.from([0xff, 0xff, 0xff, 0xff]), bytes.subarray(16)]), { reason: 'damaged' }],
    ['it is something else', () => Buffer.from('PK\u0003\u0004 not a terrain at all, only a file with its name on it, long enough'), { reason: 'notATerrain' }],
    ['it is empty', () => Buffer.alloc(0), { reason: 'notATerrain' }],
    ['it was written by a later program', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 8), Buffer.from([9, 0, 0, 0]), bytes.subarray(12)]), { reason: 'newerVersion', found: 9, known: 1 }],
  ])('is refused with the reason when %s', async (_how, change, expected) => {
    expect(await spoil(change)).toEqual(expected);
    const { handlers, reader, terrain } = place.atlas();
    expect(reader.terrain()).toBeNull();
    expect(refusalOf(await handlers.readTerrainTile({ z: 10, x: 800, y: 400 }, officer))).toEqual({ reason: 'storeFailed', detail: { terrain: expected } });
    await terrain.save(hills());
    expect(terrain.problem()).toBeNull();
  });

  test('that is no grid is not saved', async () => {
    const bad: readonly Partial<TerrainGrid>[] = [{ columns: 240 }, { cellDegrees: [0, 1] }, { west: Number.NaN }, { rows: 1, columns: 1, heights: new Int16Array(1) }];
    for (const parts of bad) expect(await place.atlas().terrain.save({ ...hills(), ...parts })).toEqual({ ok: false, error: { reason: 'badGrid' } });
    expect(readdirSync(place.folder)).not.toContain('terrain.grid');
  });
});
