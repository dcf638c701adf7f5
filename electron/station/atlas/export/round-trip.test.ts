import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustImport } from '../../../../tests/fixtures/import/import-all.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../../tests/fixtures/import/temporary-folder.ts';
import type { AttributeValue, Field, ThingKind } from '../../../../shared/domain/atlas/field.ts';
import type { Thing, ThingGeometry } from '../../../../shared/domain/atlas/thing.ts';
import { THING_KINDS } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { compareRows, existingThings, mappedFields, type RowComparison } from '../import/compare.ts';
import { settleRow } from '../import/convert/settle-row.ts';
import type { ExportFormat } from './export-options.ts';
import { exportThings } from './export-things.ts';
import { EXPORT_FORMATS } from './formats/index.ts';

const CORE = THING_KINDS.filter(({ isCoreLayer }) => isCoreLayer);

const AWKWARD = ['=1+2', '+86 138', '-', '--', '@x', '\tx', "'=a", "''", '"', 'a,b', 'a;b|c', 'a\nb', '无', '合计', '东经', '1e5', '007', '_x000D_', '<b>&amp;', '〔x〕', '是', '2026/1/2', '＝1', '名称', ' x '];

const text = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('避', '灾', '安', '置', '所', '\n', '"', ',', "'", '=', ' ', '️', '𠮷'), maxLength: 12 }),
);

/** A name that says something, and is none of the words that end a list. */
const name = text.filter((value) => /[\p{L}\p{N}]/u.test(value) && !/^(?:合计|备注|注|说明)/u.test(value.trim()));

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

const bounded = (field: Extract<Field, { type: 'integer' | 'number' }>): fc.Arbitrary<number> => {
  const [minimum, maximum] = [field.minimum ?? -1e15, field.maximum ?? 1e15];
  const unusual = fc.constantFrom(0, 1, minimum, 0.1 + 0.2, 1e-7, 5e-324, 123_456_789.123, 1e15).filter((value) => value >= minimum && value <= maximum);
  if (field.type === 'integer') return fc.oneof(fc.maxSafeInteger().filter((value) => value >= minimum && value <= maximum), fc.constant(Math.max(0, minimum)));
  return fc.oneof(unusual, finite.filter((value) => value >= minimum && value <= maximum));
};

const date = fc.oneof(fc.constantFrom('2026', '2026-11', '2024-02-29', '2026-11-21T19:15:00.000Z', '1954-01-01'));

const attribute = (field: Field): fc.Arbitrary<AttributeValue> => {
  switch (field.type) {
    case 'text':
      return field.maxLength === undefined ? text : fc.string({ unit: 'grapheme-ascii', maxLength: Math.floor(field.maxLength / 2) });
    case 'phone':
      return fc.constantFrom('13800000001', '0578-8060002', '+86 138 0000 0001', '110', '=110', '-119', '13800000001（王主任）');
    case 'integer':
    case 'number':
      return bounded(field);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return date;
    case 'choice':
      return fc.constantFrom(...field.choices.map(({ value }) => value));
    case 'choices':
      return fc.uniqueArray(fc.constantFrom(...field.choices.map(({ value }) => value)));
    case 'reference':
      return fc.constantFrom('01hxreference0000000000001', '01hxreference0000000000002');
  }
};

const position = fc.tuple(fc.double({ min: 73, max: 136, noNaN: true }), fc.double({ min: 3, max: 54, noNaN: true }));
const line = fc.array(position, { minLength: 2, maxLength: 6 });
const ring = fc.array(position, { minLength: 3, maxLength: 6 }).map((points) => [...points, points[0] ?? [73, 3]] as [number, number][]);

const geometryOf = (kind: ThingKind): fc.Arbitrary<ThingGeometry | null> => {
  const point: fc.Arbitrary<ThingGeometry> = position.map((coordinates) => ({ type: 'Point', coordinates }));
  const lines: fc.Arbitrary<ThingGeometry> = fc.oneof(
    line.map((coordinates) => ({ type: 'LineString' as const, coordinates })),
    fc.array(line, { minLength: 2, maxLength: 3 }).map((coordinates) => ({ type: 'MultiLineString' as const, coordinates })),
  );
  const areas: fc.Arbitrary<ThingGeometry> = fc.oneof(
    fc.array(ring, { minLength: 1, maxLength: 2 }).map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
    fc.array(fc.array(ring, { minLength: 1, maxLength: 1 }), { minLength: 2, maxLength: 2 }).map((coordinates) => ({ type: 'MultiPolygon' as const, coordinates })),
  );
  const shape = { point, line: lines, area: areas, any: fc.oneof(point, lines, areas) }[kind.geometry];
  return fc.oneof({ weight: 4, arbitrary: shape }, { weight: 1, arbitrary: fc.constant(null) });
};

const thingsOf = (kind: ThingKind): fc.Arbitrary<readonly Thing[]> => {
  const required = kind.fields.filter(({ isRequired }) => isRequired === true).map(({ key }) => key);
  const fields = Object.fromEntries(kind.fields.map((field) => [field.key, attribute(field)]));
  const thing = fc.record({
    name,
    areaCode: fc.constantFrom('', '331124100000', '331124100201'),
    geometry: geometryOf(kind),
    attributes: fc.record(fields, { requiredKeys: required }),
    source: fc.oneof(fc.constant('县应急局'), text),
    asOf: fc.oneof(fc.constant(''), date),
    version: fc.integer({ min: 1, max: 99 }),
  });
  return fc.array(thing, { minLength: 1, maxLength: 8 }).map((items) =>
    items.map((item, index) => ({ ...item, attributes: { ...item.attributes }, kind: kind.kind, id: `01hx${kind.kind.toLowerCase()}${String(index).padStart(8, '0')}` })),
  );
};

async function* each(things: readonly Thing[]): AsyncGenerator<Thing> {
  yield* things;
}

const outcomes = async (things: readonly Thing[], kind: ThingKind, format: ExportFormat, folder: TemporaryFolder): Promise<readonly RowComparison[]> => {
  const path = folder.path(`export.${format.extension}`);
  const options = { kind, hasPersonalData: true, isDemonstration: false, nameOf: (_: string, id: string) => (id.endsWith('1') ? '古市镇〔东〕' : undefined) };
  const written = await exportThings(each(things), path, format, options, new AbortController().signal);
  expect(written).toMatchObject({ ok: true, value: { things: things.length } });
  const imported = await mustImport(path, { source: '' });
  expect(imported.mapping.kind).toBe(kind.kind);
  expect(imported.faults).toEqual([]);
  expect(imported.things.flatMap(({ warnings }) => warnings)).toEqual([]);
  const comparison = compareRows(existingThings(things, new Map()), {
    match: 'key',
    blankKeeps: false,
    mappedFields: mappedFields(imported.mapping),
    hasPosition: true,
  });
  return imported.things.map((row) => comparison.add(settleRow(row, kind.kind, { findThing: (_, idOrName) => idOrName, findArea: () => undefined })));
};

describe('what is exported comes back as it was', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.dispose());

  for (const kind of CORE) {
    for (const format of EXPORT_FORMATS) {
      it(`${kind.term.en} through ${format.name}: nothing new, nothing changed`, async () => {
        await fc.assert(
          fc.asyncProperty(thingsOf(kind), async (things) => {
            const compared = await outcomes(things, kind, format, folder);
            expect(compared.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
            expect(compared).toHaveLength(things.length);
          }),
          { numRuns: 40 },
        );
      });
    }
  }
});
