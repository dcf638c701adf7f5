import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../../../shared/domain/atlas/field.ts';
import { checkContent } from '../../../../shared/domain/atlas/check-content.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { rowConverter, type ConvertedRow, type ConvertOptions } from './convert-row.ts';
import { settleRow } from './convert/settle-row.ts';
import type { Cell } from './formats/format.ts';
import type { FieldMapping, Mapping } from './mapping.ts';

const options: ConvertOptions = { source: '测试', asOf: '2026-11-22', home: null, geometryVertices: 1000 };

const mappingOf = (kind: string, headers: readonly string[], fields: readonly FieldMapping[], more: Partial<Mapping> = {}): Mapping => ({
  kind,
  headers,
  firstDataRow: 2,
  name: 0,
  key: null,
  version: null,
  areaCode: null,
  areaNames: { township: null, village: null },
  source: null,
  asOf: null,
  position: { from: 'none' },
  fields,
  ...more,
});

const column = (field: string, index: number): FieldMapping => ({ field, from: 'column', column: index });

const convert = (mapping: Mapping, cells: readonly Cell[]): ConvertedRow | null => {
  const converter = rowConverter(mapping, options);
  if (converter === null) throw new Error('bad mapping');
  return converter({ number: 2, cells });
};

/** The value of one field from one cell, and the warning, if any. */
const valueOf = (kind: string, field: string, cell: Cell): readonly [AttributeValue | undefined, string | undefined] => {
  const row = convert(mappingOf(kind, ['名称', '值'], [column(field, 1)]), ['甲', cell]);
  if (row?.outcome !== 'thing') throw new Error(`not a thing: ${JSON.stringify(row)}`);
  return [row.content.attributes[field], row.warnings[0]?.code];
};

describe('the values of cells', () => {
  it('numbers come as offices write them', () => {
    for (const [cell, value] of [['1,200', 1200], ['３００人', 300], ['1.2万', 12_000], [80, 80], ['80.0', 80], [' 60 名 ', 60], ['1e3', 1000]] as const) {
      expect(valueOf('shelter', 'capacity', cell)).toEqual([value, undefined]);
    }
    for (const nothing of ['', '-', '—', '/', '无', '暂无', 'N/A', null]) expect(valueOf('shelter', 'capacity', nothing)).toEqual([undefined, undefined]);
  });

  it('what is no such number is left out and said', () => {
    expect(valueOf('shelter', 'capacity', '约300')).toEqual([undefined, 'notANumber']);
    expect(valueOf('shelter', 'capacity', '300户')).toEqual([undefined, 'notANumber']);
    expect(valueOf('shelter', 'capacity', '12.5')).toEqual([undefined, 'notAWholeNumber']);
    expect(valueOf('shelter', 'capacity', '-3')).toEqual([undefined, 'numberOutOfRange']);
    expect(valueOf('loudspeaker', 'bearingDegrees', '400')).toEqual([undefined, 'numberOutOfRange']);
    expect(valueOf('hazardPoint', 'threatenedAssets', '500万')).toEqual([500, undefined]);
    expect(valueOf('hazardPoint', 'threatenedAssets', '500万元')).toEqual([500, undefined]);
  });

  it('dates come as far as they are known, and a day that does not exist is none', () => {
    for (const [cell, value] of [
      ['2016/11/1', '2016-11-01'],
      ['2016年11月1日', '2016-11-01'],
      ['2016.11', '2016-11'],
      ['1998年', '1998'],
      ['20161101', '2016-11-01'],
      ['2016-11-01 08:30', '2016-11-01T00:30:00.000Z'],
      ['2016-11-01T08:30:00+09:00', '2016-10-31T23:30:00.000Z'],
      ['2016-11-01 00:00:00', '2016-11-01'],
    ] as const) {
      expect(valueOf('shelter', 'completionDate', cell)).toEqual([value, undefined]);
    }
    expect(valueOf('shelter', 'completionDate', '2016-02-30')).toEqual([undefined, 'notADate']);
    expect(valueOf('shelter', 'completionDate', '去年')).toEqual([undefined, 'notADate']);
    expect(valueOf('shelter', 'completionDate', 42_675)).toEqual(['2016-11-01', 'dateFromSerial']);
  });

  it('choices are known by every spelling, lists by any separator, and what is unknown is said', () => {
    expect(valueOf('hazardPoint', 'riskLevel', 'Ⅱ')).toEqual(['orange', undefined]);
    expect(valueOf('hazardPoint', 'type', '20104.0200')).toEqual(['20104.0200', undefined]);
    expect(valueOf('shelter', 'suitableFor', '洪水、地震；台风/火山')).toEqual([['flood', 'earthquake', 'typhoon', 'volcano'], undefined]);
    expect(valueOf('shelter', 'suitableFor', '崖崩れ、土石流及び地滑り')).toEqual([['landslide'], undefined]);
    expect(valueOf('shelter', 'suitableFor', '洪水、陨石')).toEqual([['flood'], 'unknownChoice']);
    expect(valueOf('hazardPoint', 'type', '陨石')).toEqual([undefined, 'unknownChoice']);
  });

  it('yes and no in marks and words; phones with a name beside them; anything else is said', () => {
    for (const [cell, value] of [['是', true], ['√', true], ['○', true], ['已鉴定', true], [false, false], ['未鉴定', false], ['×', false], ['无', false]] as const) {
      expect(valueOf('shelter', 'isAppraised', cell)).toEqual([value, undefined]);
    }
    expect(valueOf('shelter', 'isAppraised', '可能')).toEqual([undefined, 'notYesOrNo']);
    expect(valueOf('shelter', 'managerPhone', 13_800_000_001)).toEqual(['13800000001', undefined]);
    expect(valueOf('shelter', 'managerPhone', '0578-8060001（王主任）')).toEqual(['0578-8060001（王主任）', undefined]);
    expect(valueOf('shelter', 'managerPhone', '王主任')).toEqual([undefined, 'notAPhone']);
  });

  it('free text is kept as it stands, “无” and “-” too', () => {
    expect(valueOf('shelter', 'note', '无')).toEqual(['无', undefined]);
    expect(valueOf('shelter', 'note', '-')).toEqual(['-', undefined]);
    expect(valueOf('shelter', 'note', 'x'.repeat(20_001))).toEqual([undefined, 'tooLong']);
  });

  it('several columns for one hazard: the weakest mark counts, and an odd mark is said', () => {
    const mapping = mappingOf('shelter', ['名称', '洪水1', '洪水2', '地震', '火灾'], [
      { field: 'suitableFor', from: 'flags', flags: [{ column: 1, choice: 'flood' }, { column: 2, choice: 'flood' }, { column: 3, choice: 'earthquake' }, { column: 4, choice: 'fire' }] },
    ]);
    expect(convert(mapping, ['甲', '○', '×', '◎', '−'])).toMatchObject({ content: { attributes: { unsuitableFor: ['flood'], suitableFor: ['earthquake'] } }, warnings: [] });
    expect(convert(mapping, ['甲', '○', '△', '?', ''])).toMatchObject({
      content: { attributes: { conditionallySuitableFor: ['flood'] } },
      warnings: [{ code: 'unknownFlag', column: 3, header: '地震', value: '?' }],
    });
  });
});

describe('rows', () => {
  const plain = mappingOf('shelter', ['名称', '经度', '纬度', '区划', '日期'], [], {
    position: { from: 'columns', east: 1, north: 2, system: 'EPSG:4326' },
    areaCode: 3,
    asOf: 4,
  });

  it('a row without a name is a fault with its cells; a row with nothing is nothing', () => {
    expect(convert(plain, [null, 119, 28])).toEqual({
      outcome: 'fault',
      row: 2,
      faults: [{ code: 'missingName', column: 0, header: '名称', value: '' }],
      cells: ['', '119', '28'],
      shape: '',
    });
    expect(convert(plain, [null, ' ', ''])).toBeNull();
  });

  it('area codes of a county, township or village are filled up; others are said', () => {
    for (const [cell, code] of [['331124', '331124000000'], [331_124_100, '331124100000'], ['331124100201', '331124100201']] as const) {
      expect(convert(plain, ['甲', 119, 28, cell])).toMatchObject({ content: { areaCode: code }, warnings: [] });
    }
    expect(convert(plain, ['甲', 119, 28, '3311'])).toMatchObject({ content: { areaCode: '' }, warnings: [{ code: 'badAreaCode' }] });
  });

  it('source and date are the row’s own, else the file’s', () => {
    expect(convert(plain, ['甲', null, null, null, '2025年'])).toMatchObject({ content: { geometry: null, source: '测试', asOf: '2025' } });
    expect(convert(plain, ['甲', null, null, null, ''])).toMatchObject({ content: { asOf: '2026-11-22' } });
    expect(convert(plain, ['甲', null, null, null, '某日'])).toMatchObject({ content: { asOf: '2026-11-22' }, warnings: [{ code: 'notADate' }] });
  });

  it('the header met again and a line of totals are named and not imported', () => {
    expect(convert(plain, ['名称', '经度', '纬度', '区划', '日期'])).toMatchObject({ outcome: 'fault', faults: [{ code: 'repeatedHeader' }] });
    for (const word of ['合计', '合 计', '总计：', '备注:以上为2025年']) expect(convert(plain, [word])).toMatchObject({ outcome: 'fault', faults: [{ code: 'summaryRow' }] });
    expect(convert(plain, ['合计广场', 119, 28])).toMatchObject({ outcome: 'thing' });
  });

  it('an area where a point is wanted, an open line and a required value missing are faults', () => {
    const shaped = { ...plain, position: { from: 'geometry', system: 'EPSG:4326' } } as const;
    const converter = rowConverter(shaped, options);
    const polygon = { type: 'Polygon', coordinates: [[[119, 28], [119.1, 28], [119.1, 28.1]]] } as const;
    expect(converter?.({ number: 3, cells: ['甲'], geometry: polygon })).toMatchObject({ outcome: 'fault', faults: [{ code: 'wrongShape' }], shape: 'POLYGON ((119 28, 119.1 28, 119.1 28.1))' });
    const zone = rowConverter({ ...shaped, kind: 'riskZone' }, options)?.({ number: 3, cells: ['甲'], geometry: polygon });
    expect(zone).toMatchObject({ content: { geometry: { coordinates: [[[119, 28], [119.1, 28], [119.1, 28.1], [119, 28]]] } } });
    const item = mappingOf('stockItem', ['名称', '数量'], [column('quantity', 1)]);
    expect(convert(item, ['编织袋', ''])).toMatchObject({ outcome: 'fault', faults: [{ code: 'missingRequired', header: 'quantity' }] });
  });

  it('whatever is converted is what the catalogue accepts', () => {
    const fields = [column('capacity', 1), column('suitableFor', 2), column('completionDate', 3), column('managerPhone', 4), column('structure', 5)];
    const mapping = mappingOf('shelter', ['名称', 'a', 'b', 'c', 'd', 'e'], fields);
    const kind = thingKind('shelter');
    for (const cells of [['甲', '1', '洪水', '2020', '110', '砖混'], ['甲', 'x', 'x', 'x', 'x', 'x'], ['甲'], ['甲'.repeat(200), 1e30, 'x'.repeat(9000), -1, '1'.repeat(300), null]]) {
      const row = convert(mapping, cells);
      if (row?.outcome === 'thing' && kind !== undefined) expect(checkContent(kind, row.content)).toEqual([]);
    }
    expect(convert(mapping, ['甲'.repeat(301)])).toMatchObject({ outcome: 'fault', faults: [{ code: 'doesNotFit', header: 'name' }] });
  });

  it('a mapping that does not fit its kind converts nothing', () => {
    const wrong: readonly Mapping[] = [
      mappingOf('nothing', ['名称'], []),
      mappingOf('shelter', ['名称'], [column('noSuchField', 0)]),
      mappingOf('shelter', ['名称'], [column('capacity', 7)]),
      mappingOf('shelter', ['名称'], [{ field: 'structure', from: 'constant', value: 'straw' }]),
      mappingOf('shelter', ['名称'], [{ field: 'suitableFor', from: 'flags', flags: [{ column: 0, choice: 'meteor' }] }]),
      mappingOf('shelter', ['名称'], [], { position: { from: 'columns', east: 0, north: 0, system: 'EPSG:99999' } }),
      mappingOf('shelter', ['名称'], [], { name: -1 }),
    ];
    for (const mapping of wrong) expect(rowConverter(mapping, options)).toBeNull();
  });

  it('names of other things and of villages are settled where they are known, and said where not', () => {
    const mapping = mappingOf('hazardPoint', ['名称', '安置场所', '乡镇', '村'], [column('shelterId', 1)], { areaNames: { township: 2, village: 3 } });
    const row = convert(mapping, ['甲', '水南小学', '水南街道', '西屏村']);
    if (row?.outcome !== 'thing') throw new Error('not a thing');
    expect(row).toMatchObject({ references: [{ field: 'shelterId', to: 'shelter', text: '水南小学' }], key: { by: 'name', place: '' } });
    const known = settleRow(row, 'hazardPoint', { findThing: (_, text) => (text === '水南小学' ? 's1' : undefined), findArea: () => '331124001201' });
    expect(known).toMatchObject({ content: { areaCode: '331124001201', attributes: { shelterId: 's1' } }, key: { place: '331124001201' }, warnings: [] });
    const unknown = settleRow(row, 'hazardPoint', { findThing: () => undefined, findArea: () => undefined });
    expect(unknown.content.attributes).toEqual({});
    expect(unknown.warnings.map(({ code }) => code)).toEqual(['unknownReference', 'unknownArea']);
  });
});
