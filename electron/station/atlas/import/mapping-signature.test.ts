import { describe, expect, it } from 'vitest';
import { FAULT_HEADERS } from './fault-file.ts';
import { mappingSignature, rebindMapping } from './mapping-signature.ts';
import type { Mapping } from './mapping.ts';

const mapping: Mapping = {
  kind: 'shelter',
  headers: ['编号', '名称', '经度', '纬度', '容量', '洪水', '地震'],
  firstDataRow: 3,
  name: 1,
  key: { column: 0, is: 'code' },
  version: null,
  areaCode: null,
  areaNames: { township: null, village: null },
  source: null,
  asOf: null,
  position: { from: 'columns', east: 2, north: 3, system: 'GCJ-02' },
  fields: [
    { field: 'capacity', from: 'column', column: 4 },
    { field: 'suitableFor', from: 'flags', flags: [{ column: 5, choice: 'flood' }, { column: 6, choice: 'earthquake' }] },
  ],
};

describe('the signature of a list', () => {
  it('does not depend on order, blanks, width, case, empty columns or the columns of a fault file', () => {
    const signature = mappingSignature(mapping.headers);
    expect(signature).toMatch(/^[0-9a-f]{32}$/);
    expect(mappingSignature([...mapping.headers].toReversed())).toBe(signature);
    expect(mappingSignature(['编 号', ' 名称', '经度', '', '纬度', '容量', '洪水', '地震'])).toBe(signature);
    expect(mappingSignature([...mapping.headers, FAULT_HEADERS.row, FAULT_HEADERS.problem])).toBe(signature);
    expect(mappingSignature(['Name', 'ＬＡＴ'])).toBe(mappingSignature(['name', 'lat']));
  });

  it('differs for another set, and is none for no headers', () => {
    expect(mappingSignature([...mapping.headers, '结构'])).not.toBe(mappingSignature(mapping.headers));
    expect(mappingSignature(['', ''])).toBe('');
  });

  it('a remembered mapping follows its columns to where they are now', () => {
    const headers = ['地震', '洪水', '容量', '纬度', '经度', '名称', '编号'];
    expect(rebindMapping(mapping, headers, 5)).toEqual({
      ...mapping,
      headers,
      firstDataRow: 5,
      name: 5,
      key: { column: 6, is: 'code' },
      position: { from: 'columns', east: 4, north: 3, system: 'GCJ-02' },
      fields: [
        { field: 'capacity', from: 'column', column: 2 },
        { field: 'suitableFor', from: 'flags', flags: [{ column: 1, choice: 'flood' }, { column: 0, choice: 'earthquake' }] },
      ],
    });
  });

  it('equal headers keep their turn, and a mapping that misses a column is not bound', () => {
    const twice: Mapping = { ...mapping, headers: ['名称', '电话', '电话'], name: 0, key: null, position: { from: 'none' }, fields: [{ field: 'managerPhone', from: 'column', column: 2 }] };
    expect(rebindMapping(twice, ['电话', '名称', '电话'], 2)).toMatchObject({ name: 1, fields: [{ column: 2 }] });
    expect(rebindMapping(mapping, mapping.headers.filter((header) => header !== '洪水'), 3)).toBeNull();
    expect(rebindMapping(mapping, mapping.headers.filter((header) => header !== '编号'), 3)).toBeNull();
  });
});
