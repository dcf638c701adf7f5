import { DOMParser } from '@xmldom/xmldom';
import { kml as kmlToGeoJson } from '@tmcw/togeojson';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import shp from 'shpjs';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dbfBytes, gbk, shapefileOf, type Shape } from '../../../../../tests/fixtures/import/make-shapefile.ts';
import { workbookOf, zipOf } from '../../../../../tests/fixtures/import/make-zip.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../../../tests/fixtures/import/temporary-folder.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { openFile } from '../open-file.ts';
import type { Cell, OpenedFile, ReadContext, SourceRow } from './format.ts';

const context: ReadContext = { limits: DEFAULT_LIMITS, signal: new AbortController().signal, onProgress: () => {} };

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

const opened = async (name: string, content: string | Uint8Array): Promise<OpenedFile> => {
  const file = await openFile(await folder.write(name, content), name, context);
  if (!file.ok) throw new Error(`refused: ${JSON.stringify(file.error)}`);
  return file.value;
};

const rowsOf = async (file: OpenedFile, sheet = 0): Promise<readonly SourceRow[]> => {
  const rows: SourceRow[] = [];
  await file.read(sheet, (batch) => rows.push(...batch) > 0, context);
  return rows;
};

const read = async (name: string, content: string | Uint8Array): Promise<readonly SourceRow[]> => {
  const file = await opened(name, content);
  const rows = await rowsOf(file);
  await file.dispose();
  return rows;
};

const cellsOf = (rows: readonly SourceRow[]): readonly (readonly Cell[])[] => rows.map(({ cells }) => cells);

describe('csv', () => {
  it('splits as csv-parse does, whatever stands in quotes, at every line end and delimiter', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '避', '"', ',', ';', '\t', '\n', ' ', '0'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (lines, lineEnd) => {
        const quoted = lines.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
        const text = `甲,乙,丙${lineEnd}${quoted.join(lineEnd)}${lineEnd}`;
        const expected: readonly (readonly string[])[] = parse(text, { record_delimiter: ['\r\n', '\n'] });
        const found = cellsOf(await read('oracle.csv', text));
        expect(found).toEqual(expected.map((cells) => cells.map((value) => (value === '' ? null : value))));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same however the text falls into pieces', async () => {
    const line = `名称,"一, ""二""\r\n三",末\r\n`;
    const rows = await read('pieces.csv', line.repeat(60_000));
    expect(rows).toHaveLength(60_000);
    expect(rows.every(({ cells }) => cells.length === 3 && cells[1] === '一, "二"\r\n三' && cells[2] === '末')).toBe(true);
  });

  it('finds the encoding of each file by what its bytes are valid in', async () => {
    const fixtures = join(import.meta.dirname, '../../../../../tests/fixtures/import');
    const names = ['shelters-gbk.csv', 'shelters-utf8-bom.csv', 'shelters-utf16le-bom.tsv', 'shelters-utf16be.txt'];
    for (const name of names) {
      const rows = await read(name, await readFile(join(fixtures, name)));
      expect(rows[1]?.cells.slice(0, 3)).toEqual(['序号', '场所名称', '所属乡镇']);
      expect(rows[2]?.cells[1]).toBe('水南街道中心小学');
    }
    const japanese = await opened('shelters-shift-jis.csv', await readFile(join(fixtures, 'shelters-shift-jis.csv')));
    expect(japanese.notes[0]).toMatchObject({ code: 'encoding', encoding: 'shift_jis' });
    expect((await rowsOf(japanese))[3]?.cells[0]).toBe('ひらがなカタカナ会館');
  });

  it('reads a file with a few broken bytes and names the rows they are in', async () => {
    const bytes = Buffer.concat([Buffer.from(`名称,备注\n${'甲,好\n'.repeat(300)}乙,`), Buffer.from([0xff, 0xfe, 0xfd]), Buffer.from('\n丙,好\n')]);
    const rows = await read('broken.csv', bytes);
    expect(rows.filter(({ troubles }) => troubles !== undefined).map(({ number, troubles }) => [number, troubles])).toEqual([[302, [{ code: 'undecodableText', column: 1 }]]]);
  });

  it('takes the separator that Excel writes in a first line of its own, and counts rows as Excel does', async () => {
    const rows = await read('sep.csv', 'sep=;\n名称;经度\n\n甲;1,5\n');
    expect(rows.map(({ number, cells }) => [number, cells])).toEqual([[2, ['名称', '经度']], [3, [null]], [4, ['甲', '1,5']]]);
  });

  it('takes the guard against formulas off again', async () => {
    expect(cellsOf(await read('guard.csv', "a,b\n'=1+1,'+86\n''=x,'plain\n"))[1]).toEqual(['=1+1', '+86']);
    expect(cellsOf(await read('guard.csv', "a,b\n''=x,'plain\n"))[1]).toEqual(["'=x", "'plain"]);
  });
});

describe('xlsx', () => {
  it('reads what exceljs writes: texts, numbers, dates, booleans, formulas, rich text, merges, hidden sheets', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('避灾点');
    sheet.addRow(['名称', '建成', '容量', '启用', '合计', '备注']);
    sheet.addRow(['水南', new Date(Date.UTC(2016, 10, 1)), 1200.5, true, { formula: 'C2*2', result: 2401 }, { richText: [{ text: '富' }, { text: '文本' }] }]);
    sheet.addRow(['古市', new Date(Date.UTC(2016, 10, 1, 3, 15)), '００7', false, { formula: 'X1', result: { error: '#REF!' } as ExcelJS.CellErrorValue }, null]);
    sheet.addRow([null, null, null, null, null, '合并的下半']);
    sheet.mergeCells('A3:A4');
    workbook.addWorksheet('隐藏', { state: 'hidden' }).addRow(['x']);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const file = await opened('exceljs.xlsx', bytes);
    expect(file.sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([['避灾点', false], ['隐藏', true]]);
    expect(cellsOf(await rowsOf(file))).toEqual([
      ['名称', '建成', '容量', '启用', '合计', '备注'],
      ['水南', '2016-11-01', 1200.5, true, 2401, '富文本'],
      ['古市', '2016-11-01T03:15:00', '００7', false, '#REF!'],
      ['古市', null, null, null, null, '合并的下半'],
    ]);
  });

  it('leaves furigana out, undoes escapes, reads prefixed elements, and says where a formula has no result', async () => {
    const sharedStrings = '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t xml:space="preserve"> a_x000D_b_x005F_x0041_ </t></si>';
    const sheet = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c><f>A1</f></c></row></sheetData>';
    const [row] = await read('odd.xlsx', workbookOf({ sheet, sharedStrings }));
    expect(row?.cells).toEqual(['東京', ' a\rb_x0041_ ', null]);
    expect(row?.troubles).toEqual([{ code: 'formulaWithoutResult', column: 2 }]);
    const prefixed = workbookOf({ sheet: '<x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells>' });
    expect(cellsOf(await read('prefixed.xlsx', prefixed))).toEqual([[1, 1]]);
  });

  it('knows the calendar of 1904, the day that never was, and formats that only look like dates', async () => {
    const styles = '<numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/><numFmt numFmtId="171" formatCode="0&quot;days&quot;"/><numFmt numFmtId="172" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="0"/></cellXfs>';
    const cells = '<c s="0"><v>1</v></c><c s="0"><v>59</v></c><c s="0"><v>61</v></c><c s="1"><v>1.5</v></c><c s="2"><v>3</v></c><c s="3"><v>42675</v></c><c s="4"><v>42675</v></c><c s="0"><v>0.135416666666667</v></c>';
    const [row] = await read('dates.xlsx', workbookOf({ sheet: `<sheetData><row>${cells}</row></sheetData>`, styles }));
    expect(row?.cells).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', 1.5, 3, '2016-11-01', 42675, '03:15:00']);
    const [later] = await read('1904.xlsx', workbookOf({ sheet: '<sheetData><row><c s="0"><v>41213</v></c></row></sheetData>', styles, workbookPr: '<workbookPr date1904="1"/>' }));
    expect(later?.cells).toEqual(['2016-11-01']);
  });
});

const CGCS2000_GK_40 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

describe('shapefiles', () => {
  const columns = [{ name: gbk('名称'), type: 'C', length: 14 }, { name: gbk('人数'), type: 'N', length: 6 }, { name: Buffer.from('DATE'), type: 'D', length: 8 }, { name: Buffer.from('OPEN'), type: 'L', length: 1 }] as const;
  const record = (name: string, isDeleted = false) => ({ cells: [gbk(name), Buffer.from('   120'), Buffer.from('20161101'), Buffer.from('T')], isDeleted });

  it('reads points with Chinese names in GBK, with a false code page, with none, and cut in the middle of a character', async () => {
    for (const cpg of [undefined, 'ISO 88591', 'GBK']) {
      const dbf = dbfBytes(columns, [record('水南街道中心小学'), record('古市')]);
      const file = await opened('points.zip', shapefileOf({ shapes: [{ type: 1, point: [119.4, 28.4] }, null], dbf, ...(cpg === undefined ? {} : { cpg }) }));
      expect(file.sheets[0]?.columns).toEqual(['名称', '人数', 'DATE', 'OPEN']);
      const rows = await rowsOf(file);
      expect(rows.map(({ cells }) => cells)).toEqual([['水南街道中心小', 120, '2016-11-01', true], ['古市', 120, '2016-11-01', true]]);
      expect(rows.map(({ geometry }) => geometry)).toEqual([{ type: 'Point', coordinates: [119.4, 28.4] }, null]);
    }
    const odd = dbfBytes([{ name: Buffer.from('NAME'), type: 'C', length: 7 }], [{ cells: [gbk('水南街道')] }]);
    expect(cellsOf(await read('cut.zip', shapefileOf({ shapes: [null], dbf: odd })))).toEqual([['水南街']]);
  });

  it('agrees with shpjs on lines, areas with holes and several parts', async () => {
    const outer = [[119, 28], [119, 29], [120, 29], [120, 28], [119, 28]] as const;
    const hole = [[119.2, 28.2], [119.4, 28.2], [119.4, 28.4], [119.2, 28.4], [119.2, 28.2]] as const;
    const island = [[121, 28], [121, 29], [122, 29], [122, 28], [121, 28]] as const;
    const shapes: readonly Shape[] = [{ type: 5, parts: [outer, hole] }, { type: 5, parts: [outer, island, hole] }];
    const dbf = dbfBytes(columns, [record('甲'), record('乙')]);
    const bytes = shapefileOf({ shapes, dbf, cpg: '936' });
    const expected = await shp(Buffer.from(bytes));
    const features = Array.isArray(expected) ? [] : expected.features;
    const rows = await read('areas.zip', bytes);
    expect(rows.map(({ geometry }) => geometry?.type)).toEqual(['Polygon', 'MultiPolygon']);
    expect(rows[0]?.geometry).toMatchObject({ coordinates: [outer, hole] });
    expect(features[0]?.geometry).toMatchObject({ coordinates: [outer, hole] });
    expect(rows[1]?.geometry).toEqual({ type: 'MultiPolygon', coordinates: [[outer, hole], [island]] });
    const lines = await read('lines.zip', shapefileOf({ shapes: [{ type: 3, parts: [[...outer.slice(0, 3)], [...hole.slice(0, 2)]] }], dbf: dbfBytes(columns, [record('丙')]) }));
    expect(lines[0]?.geometry).toEqual({ type: 'MultiLineString', coordinates: [outer.slice(0, 3), hole.slice(0, 2)] });
  });

  it('leaves deleted records out, counts them, and takes the system from the .prj', async () => {
    const dbf = dbfBytes(columns, [record('甲'), record('乙', true), record('丙')]);
    const file = await opened('prj.zip', shapefileOf({ shapes: [null, null, null], dbf, prj: CGCS2000_GK_40 }));
    expect(file.sheets[0]?.system).toEqual({ kind: 'system', id: 'EPSG:4549' });
    expect(file.notes).toContainEqual({ code: 'deletedRecords', count: 1 });
    expect((await rowsOf(file)).map(({ number }) => number)).toEqual([1, 3]);
    const xian = await opened('xian.zip', shapefileOf({ shapes: [null], dbf: dbfBytes(columns, [record('甲')]), prj: CGCS2000_GK_40.replaceAll(/China_Geodetic_Coordinate_System_2000|China_2000/gu, 'Xian_1980') }));
    expect(xian.sheets[0]?.system).toEqual({ kind: 'notConvertible', name: 'CGCS2000_3_Degree_GK_CM_120E' });
  });
});

describe('KML, GPX and GeoJSON', () => {
  const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>县图</name><Folder><name>避灾点</name><Placemark id="1"><name>水南 &amp; 小学</name><description><![CDATA[<b>好</b>]]></description><ExtendedData><Data name="容量"><value>120</value></Data><SchemaData><SimpleData name="级别">村级</SimpleData></SchemaData></ExtendedData><Point><coordinates>119.4,28.4,33</coordinates></Point></Placemark></Folder><Placemark><name>区</name><Polygon><outerBoundaryIs><LinearRing><coordinates>119,28 119.1,28
 119.1,28.1 119,28</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>119.05,28.01 119.06,28.01 119.06,28.02 119.05,28.01</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark><NetworkLink/></Document></kml>`;

  it('agrees with togeojson on placemarks, and keeps folder and extended data as columns', async () => {
    const expected = kmlToGeoJson(new DOMParser().parseFromString(kml, 'text/xml') as unknown as Parameters<typeof kmlToGeoJson>[0]);
    for (const [name, content] of [['a.kml', kml], ['a.kmz', zipOf({ 'files/x.png': 'x', 'doc.kml': kml })]] as const) {
      const file = await opened(name, content);
      expect(file.sheets[0]?.columns).toEqual(['name', 'folder', 'description', '容量', '级别']);
      expect(file.notes).toContainEqual({ code: 'ignoredParts', count: 1 });
      const rows = await rowsOf(file);
      expect(rows.map(({ cells }) => cells)).toEqual([['水南 & 小学', '避灾点', '<b>好</b>', '120', '村级'], ['区', null, null, null, null]]);
      const flat = (coordinates: unknown): unknown => JSON.parse(JSON.stringify(coordinates).replaceAll(',33]', ']').replaceAll(',0]', ']'));
      rows.forEach(({ geometry }, index) => {
        const other = expected.features[index]?.geometry;
        expect(geometry).toEqual({ type: other?.type, coordinates: other?.type === 'Point' ? [119.4, 28.4] : flat((other as { coordinates: unknown }).coordinates) });
      });
    }
  });

  it('KML declared and written in GBK is read', async () => {
    const bytes = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="GB2312"?><kml><Placemark><name>'), gbk('水南街道中心小学避灾安置场所'), Buffer.from('</name></Placemark></kml>')]);
    expect(cellsOf(await read('gbk.kml', bytes))).toEqual([['水南街道中心小学避灾安置场所']]);
  });

  it('placemarks of mixed or unreadable shapes are kept as rows with their trouble', async () => {
    const odd = '<kml><Placemark><name>混</name><MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry></Placemark><Placemark><name>坏</name><Point><coordinates>一,二</coordinates></Point></Placemark></kml>';
    expect((await read('odd.kml', odd)).map(({ troubles }) => troubles?.[0]?.code)).toEqual(['unsupportedGeometry', 'brokenGeometry']);
  });

  it('GPX gives waypoints, routes and tracks as sheets of their own', async () => {
    const gpx = '<gpx><metadata><name>x</name></metadata><wpt lat="28.4" lon="119.4"><name>甲</name></wpt><trk><name>迹</name><trkseg><trkpt lat="1" lon="2"/><trkpt lat="3" lon="4"/></trkseg><trkseg><trkpt lat="5" lon="6"/><trkpt lat="7" lon="8"/></trkseg></trk></gpx>';
    const file = await opened('a.gpx', gpx);
    expect(file.sheets.map(({ name, statedRows }) => [name, statedRows])).toEqual([['航点', 1], ['航迹', 1]]);
    expect((await rowsOf(file, 1))[0]).toMatchObject({ geometry: { type: 'MultiLineString', coordinates: [[[2, 1], [4, 3]], [[6, 5], [8, 7]]] } });
  });

  it('GeoJSON gives every property of any feature a column, in whatever order the members come', async () => {
    const features = [
      { type: 'Feature', id: 7, properties: { 名称: '甲', 'a"b': [1, 2] }, geometry: null },
      { type: 'Feature', properties: { 名称: '乙', x: { y: 1 } }, geometry: { type: 'Point', coordinates: [119.4, 28.4, 5] } },
    ];
    const text = `{"features":${JSON.stringify(features)},"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"type":"FeatureCollection"}`;
    const file = await opened('late.geojson', text);
    expect(file.sheets[0]).toMatchObject({ columns: ['@id', '名称', 'a"b', 'x'], statedRows: 2, system: { kind: 'system', id: 'EPSG:4549' } });
    expect(cellsOf(await rowsOf(file))).toEqual([[7, '甲', '1、2', null], [null, '乙', null, '{"y":1}']]);
    const single = await read('one.geojson', JSON.stringify(features[1]));
    expect(single).toMatchObject([{ number: 1, geometry: { type: 'Point', coordinates: [119.4, 28.4] } }]);
  });

  it('a cancelled reading ends as cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const path = await folder.write('cancel.csv', '名称\n甲\n');
    expect(await openFile(path, undefined, { ...context, signal: controller.signal })).toEqual({ ok: false, error: { reason: 'cancelled' } });
  });
});
