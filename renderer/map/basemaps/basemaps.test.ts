import { describe, expect, test } from 'vitest';
import { wgs84ToGcj02 } from '../../../shared/geo/chinese-offset.ts';
import { lonLatToMercator, mercatorToLonLat, tileOf } from '../../../shared/geo/tile-grid.ts';
import { HALF_WORLD } from '../tiles/tile-cover.ts';
import type { BasemapSpec } from './basemap-spec.ts';
import { patchesOf, TILE_SIDE } from './shift-tile.ts';
import { afterFailure, afterSuccess, mayAsk, newHealth, type SourceHealth } from './source-health.ts';
import { isAllowedUrl, tileAddress, troubleOfSpec, type AddressedSpec } from './tile-address.ts';

const base = { id: 'b', name: 'b', opacity: 1, minZoom: 0, maxZoom: 18, attribution: '', datum: 'WGS-84' } as const;
const xyz = (url: string, key?: string | null): AddressedSpec => (key === undefined ? { ...base, type: 'xyz', url } : { ...base, type: 'xyz', url, key: () => key });
const tile = { z: 12, x: 3407, y: 1702 };
const address = (spec: AddressedSpec): string => {
  const made = tileAddress(spec, tile);
  return made.ok ? made.value : made.error;
};

describe('the address of a tile', () => {
  test('fills in zoom, column and row, and counts from the south where asked to', () => {
    expect(address(xyz('https://a.example/{z}/{x}/{y}.png'))).toBe('https://a.example/12/3407/1702.png');
    expect(address(xyz('https://a.example/{z}/{x}/{-y}.png'))).toBe('https://a.example/12/3407/2393.png');
  });

  test('spreads tiles over the hosts of a row, the same tile always to the same host', () => {
    const spec = xyz('https://t{0-7}.example/{z}/{x}/{y}');
    expect(address(spec)).toBe('https://t5.example/12/3407/1702');
    expect(address(spec)).toBe(address(spec));
    expect(address(xyz('https://{a-c}.example/{z}/{x}/{y}'))).toBe('https://a.example/12/3407/1702');
  });

  test('asks 天地图 by key and value, the key from where the user keeps it', () => {
    const spec: AddressedSpec = { ...base, type: 'wmts', url: 'https://t{0-7}.tianditu.gov.cn/vec_w/wmts?tk={key}', layer: 'vec', style: 'default', matrixSet: 'w', format: 'tiles', key: () => 'a b&c' };
    expect(address(spec)).toBe(
      'https://t5.tianditu.gov.cn/vec_w/wmts?tk=a%20b%26c&SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=12&TILEROW=1702&TILECOL=3407',
    );
  });

  test('asks a map service for the square of the tile in metres, in the words of its version', () => {
    const spec: AddressedSpec = { ...base, type: 'wms', url: 'http://10.0.0.8:8080/geoserver/wms?map=x', layers: 'county:roads', version: '1.1.1', format: 'image/png' };
    const query = new URL(address(spec)).searchParams;
    expect([query.get('SRS'), query.get('CRS'), query.get('LAYERS'), query.get('map')]).toEqual(['EPSG:3857', null, 'county:roads', 'x']);
    const [west = 0, south = 0, east = 0, north = 0] = (query.get('BBOX') ?? '').split(',').map(Number);
    const made = tileOf(mercatorToLonLat([(west + east) / 2, (south + north) / 2]), 12);
    expect(made.ok && made.value).toEqual(tile);
  });

  test('is not made without the key it needs', () => {
    expect(address(xyz('https://a.example/{z}/{x}/{y}?tk={key}', null))).toBe('keyMissing');
    expect(address(xyz('https://a.example/{z}/{x}/{y}?tk={key}', ''))).toBe('keyMissing');
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'ftp://a.example/{z}', 'https://user:secret@a.example/{z}', '//a.example/{z}', 'data:image/png;base64,'])('%s is refused', (url) => {
    expect(address(xyz(url))).toBe('urlNotAllowed');
  });

  test('a key cannot smuggle another host or protocol into the address', () => {
    expect(address(xyz('https://a.example/{key}/{z}/{x}/{y}', '../../evil?x=https://b.example/{z}'))).toBe('https://a.example/..%2F..%2Fevil%3Fx%3Dhttps%3A%2F%2Fb.example%2F%7Bz%7D/12/3407/1702');
    expect(isAllowedUrl('https://a.example/x')).toBe(true);
  });
});

test('BD-09 is refused outright: its tiles lie on a grid of their own', () => {
  const spec: BasemapSpec = { ...base, datum: 'BD-09', type: 'xyz', url: 'https://a.example/{z}/{x}/{y}' };
  expect(troubleOfSpec(spec)).toBe('datumNotSupported');
});

describe('the health of a source', () => {
  const failing = (times: number, from: SourceHealth = newHealth(0)): SourceHealth =>
    Array.from({ length: times }).reduce<SourceHealth>((health) => afterFailure(health, 'timedOut', 100), from);

  test('a few failures make it failing, four in a row dead, and nothing is asked of it then', () => {
    expect([failing(3).phase, mayAsk(failing(3))]).toEqual(['failing', true]);
    expect([failing(4).phase, mayAsk(failing(4)), failing(4).nextTryAt]).toEqual(['dead', false, 5_100]);
  });

  test('a success between failures keeps it alive', () => {
    const health = afterSuccess(failing(3), 150);
    expect([health.phase, failing(3, health).phase]).toEqual(['live', 'failing']);
  });

  test('each failed try doubles the pause up to five minutes; late answers from before do not', () => {
    let health = failing(4);
    expect(afterFailure(health, 'timedOut', 200)).toBe(health);
    const pauses: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const now = health.nextTryAt ?? 0;
      health = afterFailure(health, 'unreachable', now);
      pauses.push((health.nextTryAt ?? 0) - now);
    }
    expect(pauses).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
  });

  test('a refused key kills it at once', () => {
    expect(afterFailure(newHealth(0), 'refusedByServer', 10)).toMatchObject({ phase: 'dead', trouble: 'refusedByServer' });
  });

  test('it comes back to life with the first success and forgets its long pause', () => {
    const health = afterSuccess(failing(4), 9_000);
    expect(health).toMatchObject({ phase: 'live', trouble: null, backoffMs: 5_000 });
  });
});

describe('a GCJ-02 map put in its true place', () => {
  const metresPerPixel = (z: number): number => (2 * HALF_WORLD) / (TILE_SIDE * 2 ** z);

  /** How far in pixels the picture shown at a true place is from what GCJ-02 has there. */
  const errorAt = (z: number, longitude: number, latitude: number): number => {
    const made = tileOf([longitude, latitude], z);
    if (!made.ok) throw new Error('no tile');
    const size = metresPerPixel(z);
    let worst = 0;
    for (const patch of patchesOf(made.value)) {
      for (const [dx, dy] of [
        [0, 0],
        [patch.size[0], patch.size[1]],
      ] as const) {
        const truePixel = [made.value.x * TILE_SIDE + patch.to[0] + dx, made.value.y * TILE_SIDE + patch.to[1] + dy] as const;
        const shown = [patch.source.x * TILE_SIDE + patch.from[0] + dx, patch.source.y * TILE_SIDE + patch.from[1] + dy] as const;
        const [east, north] = lonLatToMercator(wgs84ToGcj02(mercatorToLonLat([truePixel[0] * size - HALF_WORLD, HALF_WORLD - truePixel[1] * size])));
        worst = Math.max(worst, Math.abs(shown[0] - (east + HALF_WORLD) / size), Math.abs(shown[1] - (HALF_WORLD - north) / size));
      }
    }
    return worst;
  };

  test.each([8, 11, 13, 15, 17, 18])('is within 0.65 pixels of its place at zoom %i, over three counties', (z) => {
    for (const [longitude, latitude] of [
      [119.48, 28.45],
      [120.49, 30.08],
      [116.99, 36.65],
      [119.9, 28.9],
    ] as const) {
      expect(errorAt(z, longitude, latitude)).toBeLessThan(0.65);
    }
  });

  test('is not left where it was: unshifted it would be some five hundred metres off', () => {
    const [patch] = patchesOf({ z: 17, x: 109_037, y: 54_474 });
    if (patch === undefined) throw new Error('no patch');
    const shift = [patch.source.x * TILE_SIDE + patch.from[0] - (109_037 * TILE_SIDE + patch.to[0]), patch.source.y * TILE_SIDE + patch.from[1] - (54_474 * TILE_SIDE + patch.to[1])] as const;
    expect(Math.hypot(...shift) * metresPerPixel(17) * Math.cos((28.45 * Math.PI) / 180)).toBeGreaterThan(400);
  });

  test('every pixel of the tile is filled exactly once', () => {
    const filled = new Uint8Array(TILE_SIDE * TILE_SIDE);
    for (const { to, size, from } of patchesOf({ z: 16, x: 54_518, y: 27_237 })) {
      expect(from[0] >= 0 && from[1] >= 0 && from[0] + size[0] <= TILE_SIDE && from[1] + size[1] <= TILE_SIDE).toBe(true);
      for (let row = 0; row < size[1]; row += 1) for (let column = 0; column < size[0]; column += 1) filled[(to[1] + row) * TILE_SIDE + to[0] + column] = (filled[(to[1] + row) * TILE_SIDE + to[0] + column] ?? 0) + 1;
    }
    expect(filled.every((count) => count === 1)).toBe(true);
  });
});
