import { expect, test } from 'vitest';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import { packGeometry, packShapes, signedBytes } from '../../../shared/domain/atlas/packed-shapes.ts';
import { tileContent } from './tile-content.ts';

const tile = { z: 3, x: 4, y: 2 };
const empty = { ids: [], names: [], symbols: [], levels: [], states: [] };
const noShapes = { ...empty, structure: new Uint8Array(0), positions: new Uint8Array(0), omittedCount: 0 };

const raw = (more: Partial<OutputOf<'readTile'>>): OutputOf<'readTile'> => ({ revision: 3, points: { ...empty, positions: new Uint8Array(0) }, clusters: [], shapes: noShapes, ...more });

const onePoint = (positions: Uint8Array) => ({ ids: ['a'], names: ['甲'], symbols: ['s'], levels: ['red'], states: [''], positions: Uint8Array.from(positions) });

test('positions are read from microdegrees wherever the bytes begin', () => {
  const bytes = signedBytes([119_480_000, -28_450_000]);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  const made = tileContent(tile, raw({ points: onePoint(shifted.subarray(3)) }), null);
  expect(made.ok && made.value.points[0]?.lonLat).toEqual([119.48, -28.45]);
  expect(made.ok && Math.round(made.value.points[0]?.position[0] ?? 0)).toBe(13_300_453);
});

test('a tile with more points than positions is refused whole', () => {
  expect(tileContent(tile, raw({ points: onePoint(new Uint8Array(4)) }), null)).toEqual({ ok: false, error: 'malformed' });
});

test('shapes whose bytes make no sense are refused, not thrown', () => {
  const shapes = { ...noShapes, ids: ['r'], names: ['r'], symbols: [''], levels: [''], states: [''], structure: Uint8Array.from([9, 0, 0, 0]), positions: new Uint8Array(0) };
  expect(tileContent(tile, raw({ shapes }), null)).toEqual({ ok: false, error: 'malformed' });
});

test('equal lines have equal signatures and a moved corner changes it', () => {
  const read = (end: number): number => {
    const packed = packShapes([packGeometry({ type: 'LineString', coordinates: [[119, 28], [119.1, end]] })]);
    const shapes = { ...noShapes, ids: ['r'], names: ['r'], symbols: [''], levels: [''], states: [''], structure: Uint8Array.from(packed.structure), positions: Uint8Array.from(packed.positions) };
    const made = tileContent(tile, raw({ shapes }), null);
    return made.ok ? (made.value.shapes[0]?.signature ?? 0) : 0;
  };
  expect(read(28.2)).toBe(read(28.2));
  expect(read(28.2)).not.toBe(read(28.200001));
});
