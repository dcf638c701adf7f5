// Files that are none to import are refused with a reason that can be put into words, and leave nothing open.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileFailureShape } from '../../../shared/contract/import-shapes.ts';
import { zipOf } from '../../fixtures/import/make-zip.ts';
import { imported, listed, openBytes, openImportStation, openText, refusalOf, type ImportStation, type TestSeat } from './import-station.ts';

let station: ImportStation;
let seat: TestSeat;

beforeAll(async () => {
  station = await openImportStation();
  seat = station.seat();
});

afterAll(async () => {
  await station.dispose();
  expect(station.faults).toEqual([]);
});

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const CASES: readonly (readonly [string, string, () => Uint8Array, object])[] = [
  ['an empty file', '空.csv', () => new Uint8Array(0), { reason: 'empty' }],
  ['a pdf called a spreadsheet', '名册.xlsx', () => text('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n'), { reason: 'unreadableKind', kind: 'pdf' }],
  ['an old Excel file', '名册.xls', () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]), { reason: 'unreadableKind', kind: 'oldExcel' }],
  ['a web page called a spreadsheet', '名册.xls', () => text('<html><body><table><tr><td>名称</td></tr></table></body></html>'), { reason: 'unreadableKind', kind: 'htmlTable' }],
  ['a kml that would read files of this machine', '点.kml', () => text('<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Placemark><name>&x;</name></Placemark></kml>'), { reason: 'forbiddenXml' }],
  ['a zip with a spreadsheet in it', '名册.zip', () => zipOf({ '名册.xlsx': 'x' }), { reason: 'unreadableKind', kind: 'nestedArchive' }],
];

describe('a file that is none to import', () => {
  for (const [what, name, bytes, expected] of CASES) {
    test(`${what} is refused as what it is`, async () => {
      const refused = refusalOf(await openBytes(seat, name, bytes()));
      expect(refused.reason).toBe('invalid');
      expect(fileFailureShape.parse(refused.detail?.['file'])).toMatchObject(expected);
    });
  }

  test('does not keep the next one out', async () => {
    await imported(seat, await openText(seat, '避灾点.csv', '名称,安置容量,经度,纬度\n水南小学,100,119.45,28.45'));
    expect((await listed(seat, 'shelter')).total).toBe(1);
  });
});
