import { expect, test } from 'vitest';
import { shownFromZoom } from '../../../shared/domain/atlas/shown-from-zoom.ts';
import { THING_KINDS } from '../../../shared/domain/atlas/thing-kinds.ts';
import { paletteOf } from '../palette.ts';
import { MAP_LAYERS } from './index.ts';
import { tileZoom } from './tiled-things.ts';

test('every kind of thing has exactly one layer', () => {
  expect(MAP_LAYERS.map(({ kind }) => kind).toSorted()).toEqual(THING_KINDS.map(({ kind }) => kind).toSorted());
});

test('a layer draws whatever geometry its kind can have', () => {
  const missing = THING_KINDS.filter(({ kind, geometry }) => {
    const layer = MAP_LAYERS.find((each) => each.kind === kind);
    return (geometry !== 'point' && layer?.shape === null) || ((geometry === 'point' || geometry === 'any') && layer?.point === null);
  });
  expect(missing.map(({ kind }) => kind)).toEqual([]);
});

test('hazard points are more important than anything else that can lie over them', () => {
  const [first, second] = MAP_LAYERS.toSorted((left, right) => right.importance - left.importance);
  expect(first?.kind).toBe('hazardPoint');
  // Four levels are added to the importance; the next layer must stay below even a hazard point without one.
  expect((first?.importance ?? 0) - (second?.importance ?? 0)).toBeGreaterThan(4);
});

test('whatever a layer draws at a scale is in the tiles it asks for at that scale', () => {
  const style = { palette: paletteOf('light'), language: 'zh-CN', scale: 1 } as const;
  for (const layer of MAP_LAYERS.filter(({ kind }) => kind === 'road' || kind === 'waterway')) {
    for (let zoom = 7; zoom <= 18; zoom += 0.5) {
      const tileZ = tileZoom(zoom, layer.tileZoomOffset);
      for (const symbol of ['motorway', 'national', 'provincial', 'county', 'township', 'village', 'track', 'path', 'river', 'stream', 'reservoir', 'pond']) {
        const isDrawn = (layer.shape?.({ symbol, level: '', state: '', isArea: false, heading: null }, { ...style, zoom }) ?? []).length > 0;
        const asked = layer.symbolsAt(tileZ + 1.5 - layer.tileZoomOffset);
        if (isDrawn && asked !== null && asked.includes(symbol)) expect([layer.kind, symbol, zoom, shownFromZoom(layer.kind, symbol) <= tileZ]).toEqual([layer.kind, symbol, zoom, true]);
      }
    }
  }
});
