import { describe, expect, test } from 'vitest';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { MAP_LAYERS } from '../layers/index.ts';
import { countText } from './draw-cluster.ts';
import { readGlyph } from './glyph-library.ts';
import { asLevel, levelRank, worstLevel } from './level-shape.ts';
import { stateLook } from './point-look.ts';
import { symbolFiles } from './symbol-files.ts';

const texts = Object.entries(symbolFiles());
const files = texts.map(([path]) => path.split('/').slice(-2).join('/'));

const choices = (kind: string, key: string | undefined): readonly string[] => {
  const field = thingKind(kind)?.fields.find((each) => each.key === key);
  return field?.type === 'choice' ? field.choices.map(({ value }) => value) : [];
};

describe('map symbols', () => {
  test('every file is one the map can read', () => {
    expect(files.length).toBeGreaterThan(90);
    expect(texts.filter(([, svg]) => readGlyph(svg) === null)).toEqual([]);
  });

  const drawn = MAP_LAYERS.filter(({ point }) => point !== null && point.glyphScale > 0).map((layer) => layer.kind);

  test.each(drawn)('%s has a symbol for every value of its symbol field and a default', (kind) => {
    const values = kind === 'waterway' ? ['reservoir', 'pond'] : choices(kind, thingKind(kind)?.symbolField);
    expect([...values, 'default'].filter((value) => !files.includes(`${kind}/${value}.svg`))).toEqual([]);
  });

  test('every body that a layer names is there', () => {
    const bodies = MAP_LAYERS.flatMap(({ point }) => (point === null ? [] : [point.body]));
    expect(bodies.filter((body) => !files.includes(`bodies/${body}.svg`))).toEqual([]);
  });

  test('an SVG with anything but paths and a title is refused', () => {
    expect(readGlyph('<svg><title>x</title><circle r="3"/></svg>')).toBeNull();
    expect(readGlyph('<svg><path d="M0 0" fill="currentColor"/></svg>')).toBeNull();
    expect(readGlyph('<svg><title>x</title><path d="M0 0" fill="none"/></svg>')).toBeNull();
  });
});

describe('states', () => {
  const stateful = MAP_LAYERS.filter(({ point }) => point?.states != null);

  test.each(stateful.map((layer) => [layer.kind, layer] as const))('%s gives every state of its field a look', (kind, { point }) => {
    if (point === null) throw new Error('no point look');
    const states = choices(kind, thingKind(kind)?.stateField).filter((state) => state !== 'unknown');
    expect(states.length).toBeGreaterThan(1);
    expect(states.filter((state) => stateLook(point, state) === 'unknown')).toEqual([]);
  });

  test.each(stateful.map((layer) => [layer.kind, layer] as const))('%s never draws an unknown state as a good one', (_kind, { point }) => {
    if (point === null) throw new Error('no point look');
    expect([stateLook(point, ''), stateLook(point, 'unknown'), stateLook(point, 'toString')]).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

test('the worst level of a cluster is the gravest that occurs, whatever the numbers', () => {
  expect(worstLevel({ blue: 90, orange: 1 })).toBe('orange');
  expect(worstLevel({ blue: 0 })).toBeNull();
  expect([asLevel('red'), asLevel(''), asLevel('purple')]).toEqual(['red', null, null]);
  expect(['red', 'orange', 'yellow', 'blue', ''].map(levelRank)).toEqual([4, 3, 2, 1, 0]);
});

test('large counts are shortened downwards, never up', () => {
  expect([countText(9_999, 'zh-CN'), countText(19_999, 'zh-CN'), countText(10_000, 'zh-CN'), countText(19_999, 'en')]).toEqual(['9999', '1.9万', '1万', '19.9k']);
});
