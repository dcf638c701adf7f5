import { describe, expect, test } from 'vitest';
import { checkContent } from './check-content.ts';
import { geometryFault, isThingGeometry } from './check-geometry.ts';
import { isKnownDate } from './known-date.ts';
import { thingKind, THING_KINDS } from './thing-kinds.ts';
import type { ThingKind } from './field.ts';
import type { ThingContent } from './thing.ts';

const kindOf = (kind: string): ThingKind => {
  const known = thingKind(kind);
  if (known === undefined) throw new Error(kind);
  return known;
};

const sound: ThingContent = { name: '小学', areaCode: '330603001002', geometry: { type: 'Point', coordinates: [120.4, 30] }, attributes: {}, source: '测试', asOf: '2026-11-22' };

const faultsOf = (kind: string, parts: Partial<ThingContent>): readonly string[] => checkContent(kindOf(kind), { ...sound, ...parts }).map(({ reason, key }) => `${reason} ${key}`);

/** What JSON may bring where the type says otherwise. */
const untyped = (value: unknown): never => value as never;

describe('the content of a thing', () => {
  test('fits when every value is what its field says', () => {
    expect(
      faultsOf('shelter', { attributes: { adminLevel: 'village', suitableFor: ['flood', 'fire'], capacity: 0, areaSquareMetres: 12.5, completionDate: '1998', isAppraised: false, managerName: '李', managerPhone: '0575-84120000' } }),
    ).toEqual([]);
    expect(faultsOf('stockItem', { attributes: { quantity: 3, stockpileId: 'd-1' } })).toEqual([]);
    expect(faultsOf('shelter', { name: '', areaCode: '', geometry: null, source: '', asOf: '' })).toEqual([]);
  });

  test.each<readonly [string, string, Partial<ThingContent>, readonly string[]]>([
    ['a key the kind has not', 'shelter', { attributes: { colour: 'red', capacity: 3 } }, ['unknownKey colour']],
    ['a key every object has', 'shelter', { attributes: { constructor: 'x', toString: 'y' } }, ['unknownKey constructor', 'unknownKey toString']],
    ['text for a number', 'shelter', { attributes: { capacity: '200' } }, ['wrongType capacity']],
    ['a fraction of a person', 'shelter', { attributes: { capacity: 1.5 } }, ['wrongType capacity']],
    ['not a number', 'shelter', { attributes: { areaSquareMetres: Number.NaN } }, ['wrongType areaSquareMetres']],
    ['an endless number', 'shelter', { attributes: { areaSquareMetres: Infinity } }, ['wrongType areaSquareMetres']],
    ['fewer than none', 'shelter', { attributes: { capacity: -1 } }, ['outOfRange capacity']],
    ['more than all round', 'loudspeaker', { attributes: { bearingDegrees: 360.5 } }, ['outOfRange bearingDegrees']],
    ['a choice by its word instead of its value', 'hazardPoint', { attributes: { riskLevel: '红' } }, ['notAChoice riskLevel']],
    ['an empty choice', 'hazardPoint', { attributes: { riskLevel: '' } }, ['notAChoice riskLevel']],
    ['one foreign choice among several', 'shelter', { attributes: { suitableFor: ['flood', 'meteor'] } }, ['notAChoice suitableFor']],
    ['one choice where a list belongs', 'shelter', { attributes: { suitableFor: 'flood' } }, ['wrongType suitableFor']],
    ['a number for a truth', 'shelter', { attributes: { isAppraised: 1 } }, ['wrongType isAppraised']],
    ['a day that does not exist', 'shelter', { attributes: { completionDate: '2026-02-30' } }, ['badDate completionDate']],
    ['too long a code', 'stockItem', { attributes: { quantity: 1, categoryCode: '12345678' } }, ['tooLong categoryCode']],
    ['a missing quantity', 'stockItem', {}, ['missing quantity']],
    ['a reference to nothing', 'stockItem', { attributes: { quantity: 1, stockpileId: '' } }, ['wrongType stockpileId']],
    ['null for unknown', 'shelter', { attributes: { capacity: untyped(null) } }, ['wrongType capacity']],
    ['too long a name', 'shelter', { name: '长'.repeat(301) }, ['tooLong name']],
    ['an area code with letters', 'shelter', { areaCode: '33060A' }, ['badAreaCode areaCode']],
    ['a date in words', 'shelter', { asOf: '上周' }, ['badDate asOf']],
    ['a line for a place', 'shelter', { geometry: { type: 'LineString', coordinates: [[120, 30], [121, 30]] } }, ['wrongGeometry geometry']],
    ['a place for an area', 'village', {}, ['wrongGeometry geometry']],
    ['a place off the earth', 'shelter', { geometry: { type: 'Point', coordinates: [181, 30] } }, ['outsideWorld geometry']],
    ['a broken line', 'road', { geometry: { type: 'LineString', coordinates: [[120, 30]] } }, ['brokenGeometry geometry']],
  ])('is refused for %s', (_what, kind, parts, expected) => {
    expect(faultsOf(kind, parts)).toEqual(expected);
  });

  test('is told everything that is wrong with it at once', () => {
    expect(faultsOf('stockItem', { name: '长'.repeat(301), areaCode: 'x', attributes: { model: untyped(7), colour: 'red' } })).toEqual(['tooLong name', 'badAreaCode areaCode', 'wrongType model', 'unknownKey colour', 'missing quantity']);
  });
});

describe('the catalogue', () => {
  test('has for symbol, level and state a field of the kind, and references lead to kinds there are', () => {
    for (const kind of THING_KINDS) {
      const keys = kind.fields.map(({ key }) => key);
      for (const key of [kind.symbolField, kind.levelField, kind.stateField]) if (key !== undefined) expect(keys).toContain(key);
      for (const field of kind.fields) if (field.type === 'reference') expect(thingKind(field.to)).toBeDefined();
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('a geometry', () => {
  const ring = [[120, 30], [121, 30], [121, 31], [120, 30]];
  test.each<readonly [string, unknown, string | null]>([
    ['a point', { type: 'Point', coordinates: [120, 30] }, null],
    ['a point at the edge of the world', { type: 'Point', coordinates: [-180, 90] }, null],
    ['an area with a hole', { type: 'Polygon', coordinates: [ring, ring] }, null],
    ['several areas', { type: 'MultiPolygon', coordinates: [[ring], [ring]] }, null],
    ['several lines', { type: 'MultiLineString', coordinates: [[[120, 30], [121, 30]]] }, null],
    ['nothing', null, 'notAGeometry'],
    ['a word', 'Point', 'notAGeometry'],
    ['an unknown type', { type: 'Circle', coordinates: [120, 30] }, 'notAGeometry'],
    ['something more in it', { type: 'Point', coordinates: [120, 30], crs: 'x' }, 'notAGeometry'],
    ['a height', { type: 'Point', coordinates: [120, 30, 5] }, 'notAGeometry'],
    ['text for numbers', { type: 'Point', coordinates: ['120', '30'] }, 'notAGeometry'],
    ['a number that is none', { type: 'Point', coordinates: [Number.NaN, 30] }, 'outsideWorld'],
    ['latitude first', { type: 'Point', coordinates: [30, 120] }, 'outsideWorld'],
    ['an open ring', { type: 'Polygon', coordinates: [[[120, 30], [121, 30], [121, 31], [120, 31]]] }, 'openRing'],
    ['a ring of three', { type: 'Polygon', coordinates: [[[120, 30], [121, 30], [120, 30]]] }, 'tooFewPositions'],
    ['no rings', { type: 'Polygon', coordinates: [] }, 'tooFewPositions'],
    ['no parts', { type: 'MultiPolygon', coordinates: [] }, 'tooFewPositions'],
    ['a part of no rings', { type: 'MultiPolygon', coordinates: [[]] }, 'tooFewPositions'],
    ['too many positions in all', { type: 'MultiLineString', coordinates: Array.from({ length: 3 }, () => Array.from({ length: 70_000 }, () => [120, 30])) }, 'tooManyPositions'],
  ])('with %s', (_what, geometry, fault) => {
    expect(geometryFault(geometry)).toBe(fault);
    expect(isThingGeometry(geometry)).toBe(fault === null);
  });
});

test('a date is known as far as it is said, and only where such a day exists', () => {
  for (const date of ['2026', '2026-11', '2024-02-29', '2026-11-22T03:15:00.000Z', '2026-11-22T03:15Z']) expect([date, isKnownDate(date)]).toEqual([date, true]);
  for (const date of ['', '26', '2026-13', '2026-00', '2025-02-29', '2026-11-22 03:15', '2026-11-22T25:00Z', '2026-11-22T03:15:00', '2026/11/22', '2026-11-']) expect([date, isKnownDate(date)]).toEqual([date, false]);
});
