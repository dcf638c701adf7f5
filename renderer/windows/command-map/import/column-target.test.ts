import { describe, expect, it } from 'vitest';
import type { ImportMapping } from '../../../../shared/contract/import-shapes.ts';
import { exchanged, targetOf, withHeaderRow, withTarget, withoutConstant } from './column-target.ts';

const mapping: ImportMapping = {
  kind: 'shelter',
  headers: ['编号', '名称', '经度', '纬度', '洪水', '地震', '容量', '备注'],
  firstDataRow: 2,
  name: 1,
  key: { column: 0, is: 'code' },
  version: null,
  areaCode: null,
  areaNames: { township: null, village: null },
  source: null,
  asOf: null,
  position: { from: 'columns', east: 2, north: 3, system: 'EPSG:4326' },
  fields: [
    { field: 'suitableFor', from: 'flags', flags: [{ column: 4, choice: 'flood' }, { column: 5, choice: 'earthquake' }] },
    { field: 'capacity', from: 'column', column: 6 },
    { field: 'shelterClass', from: 'constant', value: 'emergency' },
  ],
};

const targets = (of: ImportMapping) => of.headers.map((_, column) => targetOf(of, column));

describe('what columns are used for', () => {
  it('is told of every column', () => {
    expect(targets(mapping)).toEqual(['code', 'name', 'east', 'north', 'flag:suitableFor:flood', 'flag:suitableFor:earthquake', 'field:capacity', 'none']);
  });

  it('changes for the column chosen, and what used it before is left without', () => {
    expect(targets(withTarget(mapping, 7, 'field:note'))[7]).toBe('field:note');
    expect(targets(withTarget(mapping, 7, 'field:capacity')).slice(6)).toEqual(['none', 'field:capacity']);
    expect(targets(withTarget(mapping, 1, 'none'))[1]).toBe('none');
    const renamed = withTarget(mapping, 7, 'name');
    expect([renamed.name, targetOf(renamed, 1)]).toEqual([7, 'none']);
  });

  it('keeps the other flags of a field when one is taken away or moved', () => {
    expect(targets(withTarget(mapping, 4, 'none')).slice(4, 6)).toEqual(['none', 'flag:suitableFor:earthquake']);
    expect(targets(withTarget(mapping, 7, 'flag:suitableFor:flood')).slice(4)).toEqual(['none', 'flag:suitableFor:earthquake', 'field:capacity', 'flag:suitableFor:flood']);
  });

  it('exchanges longitude and latitude when one is chosen at the other’s column', () => {
    expect(withTarget(mapping, 3, 'east').position).toEqual({ from: 'columns', east: 3, north: 2, system: 'EPSG:4326' });
    expect(exchanged(mapping).position).toMatchObject({ east: 3, north: 2 });
  });

  it('has no position left when half of it is taken away, and a system only where there is a position', () => {
    expect(withTarget(mapping, 2, 'none').position).toEqual({ from: 'none' });
    expect(withTarget(mapping, 7, 'coordinates').position).toEqual({ from: 'oneColumn', column: 7, order: 'eastNorth', system: 'EPSG:4326' });
  });

  it('stays with the columns when the headers are taken from another row', () => {
    const other = withHeaderRow(mapping, ['甲', '乙'], 5);
    expect(other.headers).toEqual(['甲', '乙', '', '', '', '', '', '']);
    expect([other.firstDataRow, ...targets(other).slice(0, 2)]).toEqual([5, 'code', 'name']);
  });

  it('lets go of what the title said of every row', () => {
    expect(withoutConstant(mapping, 'shelterClass').fields.map(({ field }) => field)).toEqual(['suitableFor', 'capacity']);
  });
});
