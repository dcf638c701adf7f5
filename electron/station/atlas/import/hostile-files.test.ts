import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importAll } from '../../../../tests/fixtures/import/import-all.ts';
import { dbfBytes, gbk, shapefileOf, shpBytes } from '../../../../tests/fixtures/import/make-shapefile.ts';
import { workbookOf, workbookParts, zipOf } from '../../../../tests/fixtures/import/make-zip.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../../tests/fixtures/import/temporary-folder.ts';
import type { ImportFailure } from './import-failure.ts';

const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/import');

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

/** Tells what became of a file: why it was refused, or `read`. */
const fateOf = async (name: string, content: string | Uint8Array): Promise<ImportFailure['reason'] | 'read'> => {
  const imported = await importAll(await folder.write(name, content));
  return imported.ok ? 'read' : imported.error.reason;
};

const MEBIBYTE = 1024 * 1024;
const zeros = (mebibytes: number): Uint8Array => new Uint8Array(mebibytes * MEBIBYTE).fill(0x20);
const kml = (body: string, prologue = ''): string => `<?xml version="1.0"?>${prologue}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;
const placemark = (name: string, coordinates: string): string => `<Placemark><name>${name}</name><Point><coordinates>${coordinates}</coordinates></Point></Placemark>`;
const row = (index: number, cells: string): string => `<row r="${index}">${cells}</row>`;
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const goodSheet = `<sheetData>${row(1, text('名称') + text('经度') + text('纬度'))}${row(2, `${text('水南小学')}<c><v>119.48</v></c><c><v>28.45</v></c>`)}</sheetData>`;

describe('archives that would explode', () => {
  it('a workbook with a part of a thousandfold is refused by its ratio before anything is expanded', async () => {
    const bomb = zipOf({ ...workbookParts({ sheet: goodSheet }), 'xl/worksheets/sheet1.xml': zeros(20) });
    expect(bomb.length).toBeLessThan(MEBIBYTE);
    const imported = await importAll(await folder.write('bomb.xlsx', bomb));
    expect(imported).toEqual({ ok: false, error: { reason: 'tooLarge', limit: 'expansionRatio', allowed: 200 } });
  });

  it('a kmz and a zipped shapefile likewise', async () => {
    expect(await fateOf('bomb.kmz', zipOf({ 'doc.kml': zeros(20) }))).toBe('tooLarge');
    expect(await fateOf('bomb.zip', zipOf({ 'a.shp': zeros(20), 'a.dbf': zeros(20) }))).toBe('tooLarge');
  });

  it('many parts that are each small are refused by their sum', async () => {
    const parts = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`xl/media/${index}.bin`, zeros(1)]));
    const path = await folder.write('sum.xlsx', zipOf({ ...workbookParts({ sheet: goodSheet }), ...parts }));
    expect(await importAll(path, { limits: { expandedBytes: 5 * MEBIBYTE } })).toMatchObject({ ok: false, error: { limit: 'expandedBytes' } });
    expect(await importAll(path, { limits: { expandedBytes: 8 * MEBIBYTE } })).toMatchObject({ ok: true });
  });

  it('more entries than any office file has are refused', async () => {
    const parts = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`${index}.txt`, 'x']));
    const imported = await importAll(await folder.write('entries.zip', zipOf(parts, 0)));
    expect(imported).toMatchObject({ ok: false, error: { reason: 'tooLarge', limit: 'archiveEntries' } });
  });

  it('a part that expands beyond what the directory declares is damage', async () => {
    const bytes = Buffer.from(zipOf({ 'doc.kml': kml(placemark('甲', '119,28').repeat(2000)) }));
    const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(100, directory + 24);
    expect(await fateOf('lying.kmz', bytes)).toBe('damaged');
  });

  it('entries that share their bytes are damage', async () => {
    const bytes = Buffer.from(zipOf({ 'a.kml': kml(placemark('甲', '119,28').repeat(50)), 'b.kml': kml('') }));
    const first = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    const second = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), first + 4);
    // The second entry claims the whole first entry and more.
    bytes.writeUInt32LE(bytes.length, second + 20);
    bytes.writeUInt32LE(bytes.length * 2, second + 24);
    expect(await fateOf('overlap.kmz', bytes)).toBe('damaged');
  });

  it('a changed byte is caught by the checksum', async () => {
    const bytes = Buffer.from(zipOf({ 'doc.kml': kml(placemark('甲', '119,28')) }, 0));
    const at = bytes.indexOf('119,28');
    bytes.write('118', at);
    expect(await fateOf('changed.kmz', bytes)).toBe('damaged');
  });

  it('an archive in an archive is named, not opened', async () => {
    const inner = zipOf({ 'doc.kml': kml(placemark('甲', '119,28')) });
    const imported = await importAll(await folder.write('nested.zip', zipOf({ 'inner.kmz': inner })));
    expect(imported).toEqual({ ok: false, error: { reason: 'unreadableKind', kind: 'nestedArchive' } });
  });

  it('an encrypted archive is said to be encrypted', async () => {
    const bytes = Buffer.from(zipOf({ 'doc.kml': kml('') }));
    const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(await fateOf('locked.kmz', bytes)).toBe('encrypted');
  });
});

describe('XML that reaches out or blows up', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n === 0 ? '' : n};`.repeat(10)}">`).join('')}]>`;
  const external = '<!DOCTYPE kml [<!ENTITY secret SYSTEM "file:///etc/passwd">]>';

  it('a DOCTYPE is refused in every format, whatever it says', async () => {
    expect(await fateOf('laughs.kml', kml(placemark('&lol9;', '119,28'), laughs))).toBe('forbiddenXml');
    expect(await fateOf('external.kml', kml(placemark('&secret;', '119,28'), external))).toBe('forbiddenXml');
    expect(await fateOf('laughs.gpx', `<?xml version="1.0"?>${laughs}<gpx><wpt lat="28" lon="119"><name>&lol9;</name></wpt></gpx>`)).toBe('forbiddenXml');
    expect(await fateOf('external.xlsx', workbookOf({ sheet: goodSheet, prologue: external }))).toBe('forbiddenXml');
  });

  it('a DOCTYPE that never ends is refused too', async () => {
    expect(await fateOf('endless.kml', `<!-- <kml> --><!DOCTYPE a [${' '.repeat(6 * MEBIBYTE)}`)).toBe('tooLarge');
  });

  it('undefined entities stay as they stand', async () => {
    const imported = await importAll(await folder.write('entity.kml', kml(placemark('甲&nbsp;乙', '119,28'))));
    expect(imported.ok && imported.value.things[0]?.content.name).toBe('甲&nbsp;乙');
  });

  it('elements nested without end are refused', async () => {
    expect(await fateOf('deep.kml', kml('<Folder>'.repeat(100_000)))).toBe('tooLarge');
  });

  it('one text without end is refused', async () => {
    expect(await fateOf('long.kml', kml(`<Placemark><name>${'长'.repeat(5 * MEBIBYTE)}</name></Placemark>`))).toBe('tooLarge');
  });
});

describe('sheets and texts beyond measure', () => {
  it('a sheet of a million columns is refused', async () => {
    const wide = `<sheetData><row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row></sheetData>`;
    const imported = await importAll(await folder.write('wide.xlsx', workbookOf({ sheet: wide })));
    expect(imported).toMatchObject({ ok: false, error: { reason: 'tooLarge', limit: 'columns' } });
    expect(await fateOf('named.xlsx', workbookOf({ sheet: '<sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>' }))).toBe('tooLarge');
    expect(await fateOf('wide.csv', 'a,'.repeat(1_000_000))).toBe('tooLarge');
  });

  it('a merge over the whole sheet fills nothing', async () => {
    const sheet = `${goodSheet}<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>`;
    const imported = await importAll(await folder.write('merged.xlsx', workbookOf({ sheet })));
    expect(imported.ok && imported.value.things.map(({ content }) => content.name)).toEqual(['水南小学']);
  });

  it('more rows than allowed are refused, not cut off', async () => {
    const path = await folder.write('rows.csv', `名称,经度,纬度\n${'甲,119.1,28.1\n'.repeat(500)}`);
    expect(await importAll(path, { limits: { rows: 400 } })).toEqual({ ok: false, error: { reason: 'tooLarge', limit: 'rows', allowed: 400 } });
  });

  it('a csv of one line of 100 MB is refused while little of it is held', async () => {
    const path = folder.path('line.csv');
    const file = await open(path, 'w');
    await file.writeFile('名称,经度,纬度\n');
    for (let part = 0; part < 100; part += 1) await file.writeFile('x'.repeat(MEBIBYTE));
    await file.close();
    const before = process.memoryUsage().rss;
    expect(await importAll(path)).toMatchObject({ ok: false, error: { reason: 'tooLarge', limit: 'rowCharacters' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEBIBYTE);
  });

  it('a file over the limit is not opened at all', async () => {
    const path = await folder.write('big.csv', 'a,b\n1,2\n');
    expect(await importAll(path, { limits: { fileBytes: 4 } })).toMatchObject({ ok: false, error: { limit: 'fileBytes' } });
  });

  it('a stray quotation mark costs its own line only', async () => {
    const path = await folder.write('quote.csv', '名称,地址,经度,纬度\n"甲,一路,119.1,28.1\n乙,二路,119.2,28.2\n丙,"三路",119.3,28.3\n');
    const imported = await importAll(path, { kind: 'shelter' });
    expect(imported.ok && imported.value.things.map(({ content }) => content.name)).toEqual(['乙', '丙']);
    expect(imported.ok && imported.value.faults.map(({ row: number, faults }) => [number, faults[0]?.code])).toEqual([[2, 'brokenQuote']]);
  });

  it('zero bytes are taken out of cells, and a file full of them is refused', async () => {
    const imported = await importAll(await folder.write('nul.csv', '名称,经度,纬度\n甲\u0000乙,119.1,28.1\n'));
    expect(imported.ok && imported.value.things[0]?.content.name).toBe('甲乙');
    expect(await fateOf('zeros.csv', new Uint8Array(5000))).toBe('unreadableKind');
    expect(await fateOf('noise.csv', randomBytes(20_000))).toBe('unreadableKind');
  });

  it('GeoJSON nested without end and features without end are refused', async () => {
    const head = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":';
    expect(await fateOf('deep.geojson', `${head}${'['.repeat(200_000)}${']'.repeat(200_000)}},"geometry":null}]}`)).toBe('tooLarge');
    expect(await fateOf('long.geojson', `${head}"${'x'.repeat(5 * MEBIBYTE)}"},"geometry":null}]}`)).toBe('tooLarge');
    expect(await fateOf('open.geojson', `${head}"x"},"geometry":null}`)).toBe('damaged');
  });

  it('one placemark of endless points, one cell of endless runs, one row of endless formulas hold no more memory than allowed', async () => {
    const points = kml(`<Placemark><name>甲</name><MultiGeometry>${'<Point><coordinates>119,28</coordinates></Point>'.repeat(30_000)}</MultiGeometry></Placemark>`);
    const many = await importAll(await folder.write('points.kml', points), { kind: 'shelter', limits: { geometryVertices: 1000 } });
    expect(many.ok && many.value.faults[0]?.faults[0]?.code).toBe('brokenGeometry');
    const runs = `<sheetData><row><c t="inlineStr"><is>${'<r><t>字字字字字字字字字字</t></r>'.repeat(200_000)}</is></c></row></sheetData>`;
    expect(await importAll(await folder.write('runs.xlsx', workbookOf({ sheet: runs })))).toMatchObject({ ok: false, error: { limit: 'cellCharacters' } });
    const texts = `<si>${'<r><t>字字字字字字字字字字</t></r>'.repeat(200_000)}</si>`;
    expect(await importAll(await folder.write('texts.xlsx', workbookOf({ sheet: goodSheet, sharedStrings: texts })))).toMatchObject({ ok: false, error: { limit: 'cellCharacters' } });
    const shared = '<si/>'.repeat(30_000);
    expect(await importAll(await folder.write('shared.xlsx', workbookOf({ sheet: goodSheet, sharedStrings: shared })), { limits: { sharedTextCharacters: 100_000 } })).toMatchObject({
      ok: false,
      error: { limit: 'sharedTextCharacters' },
    });
    const formulas = `<sheetData><row>${'<c r="A1"><f>1</f></c>'.repeat(50_000)}</row></sheetData>`;
    expect(await fateOf('formulas.xlsx', workbookOf({ sheet: formulas }))).toBe('noTable');
  });

  it('rows of great length are looked at a few at a time', async () => {
    const long = `名称,备注\n${`甲,${'长'.repeat(900_000)}\n`.repeat(30)}`;
    const imported = await importAll(await folder.write('long.csv', long), { kind: 'shelter' });
    expect(imported.ok && imported.value.report.sheets[0]?.rows.length).toBeLessThan(15);
    expect(imported.ok && imported.value.summary).toMatchObject({ things: 30, withWarnings: 30 });
  });

  it('a property named __proto__ is a property', async () => {
    const feature = '{"type":"Feature","properties":{"__proto__":"x","name":"甲"},"geometry":{"type":"Point","coordinates":[119,28]}}';
    const imported = await importAll(await folder.write('proto.geojson', `{"type":"FeatureCollection","features":[${feature}]}`));
    expect(imported.ok && imported.value.things[0]?.content.name).toBe('甲');
    expect(Object.prototype).not.toHaveProperty('x');
  });
});

describe('coordinates that cannot be', () => {
  const faultsOf = async (lines: string, options = {}): Promise<readonly (readonly [number, string | undefined])[]> => {
    const good = Array.from({ length: 10 }, (_, index) => `好${index},119.4${index},28.4${index}\n`).join('');
    const imported = await importAll(await folder.write('places.csv', `名称,经度,纬度\n${good}${lines}`), options);
    if (!imported.ok) throw new Error('refused');
    return imported.value.rows.flatMap((found) => (found.outcome === 'fault' ? [[found.row, found.faults[0]?.code] as const] : found.warnings.map(({ code }) => [found.row, code] as const)));
  };

  it('each is told apart, and none is placed', async () => {
    expect(await faultsOf('甲,28.4,119.4\n乙,500,28\n丙,119.4,\n丁,abc,28.4\n戊,0,0\n己,119.4,91\n')).toEqual([
      [12, 'coordinateSwapped'],
      [13, 'coordinateOutOfRange'],
      [14, 'coordinateIncomplete'],
      [15, 'coordinateNotUnderstood'],
      [16, 'coordinateZero'],
      [17, 'coordinateOutOfRange'],
    ]);
  });

  it('with the county known, exchanged and distant places are told from good ones', async () => {
    const home = [119.1, 28.2, 119.8, 28.7] as const;
    expect(await faultsOf('甲,28.4,89\n乙,100.5,30.2\n', { home })).toEqual([
      [12, 'farFromHome'],
      [13, 'farFromHome'],
    ]);
    expect(await faultsOf('甲,28.45,119.45\n', { home })).toEqual([[12, 'coordinateSwapped']]);
  });
});

describe('files that break off', () => {
  const shapefile = (): Uint8Array =>
    shapefileOf({
      shapes: Array.from({ length: 40 }, (_, index) => ({ type: 1, point: [119 + index / 100, 28] })),
      dbf: dbfBytes([{ name: gbk('名称'), type: 'C', length: 20 }], Array.from({ length: 40 }, (_, index) => ({ cells: [gbk(`点${index}`)] }))),
    });
  const many = kml(Array.from({ length: 60 }, (_, index) => placemark(`点${index}`, `119.${index},28`)).join(''));
  const gpx = `<?xml version="1.0"?><gpx>${Array.from({ length: 60 }, (_, index) => `<wpt lat="28" lon="119.${index}"><name>点${index}</name></wpt>`).join('')}</gpx>`;
  const geojson = JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: 60 }, (_, index) => ({ type: 'Feature', properties: { name: `点${index}` }, geometry: { type: 'Point', coordinates: [119, 28] } })),
  });
  const files: readonly (readonly [name: string, content: () => Promise<Uint8Array> | Uint8Array])[] = [
    ['a.xlsx', () => workbookOf({ sheet: goodSheet })],
    ['a.zip', shapefile],
    ['a.kml', () => Buffer.from(many)],
    ['a.kmz', () => zipOf({ 'doc.kml': many })],
    ['a.gpx', () => Buffer.from(gpx)],
    ['a.geojson', () => Buffer.from(geojson)],
    ['a.csv', () => readFile(join(fixtures, 'shelters-gbk.csv'))],
  ];

  for (const [name, content] of files) {
    it(`${name} cut at any of many places is refused or read as far as it makes sense, never thrown`, async () => {
      const whole = await content();
      expect(await fateOf(name, whole)).toBe('read');
      for (let cut = 1; cut <= 40; cut += 1) {
        const fate = await fateOf(name, whole.subarray(0, Math.floor((whole.length * cut) / 41)));
        expect(['read', 'damaged', 'unreadableKind', 'noTable', 'empty', 'unknownEncoding']).toContain(fate);
        // Formats that know their end never pass a cut file for a whole one.
        if (name !== 'a.csv') expect(fate).not.toBe('read');
      }
    });
  }

  it('a .shp and a .dbf that disagree are damage', async () => {
    const dbf = dbfBytes([{ name: gbk('名称'), type: 'C', length: 20 }], [{ cells: [gbk('甲')] }]);
    expect(await fateOf('differ.zip', zipOf({ 'a.shp': shpBytes([null, null]), 'a.dbf': dbf }))).toBe('damaged');
    expect(await fateOf('alone.zip', zipOf({ 'a.shp': shpBytes([null]) }))).toBe('damaged');
  });

  it('a .shp whose records claim more points than they hold names the broken row', async () => {
    const bytes = shpBytes([{ type: 3, parts: [[[119, 28], [119.1, 28.1]]] }]);
    bytes.writeInt32LE(1_000_000_000, 100 + 8 + 40);
    const dbf = dbfBytes([{ name: gbk('名称'), type: 'C', length: 20 }], [{ cells: [gbk('甲')] }]);
    const imported = await importAll(await folder.write('claims.zip', zipOf({ 'a.shp': bytes, 'a.dbf': dbf })), { kind: 'transferRoute' });
    expect(imported.ok && imported.value.faults[0]?.faults[0]?.code).toBe('brokenGeometry');
  });
});

describe('what is no file to import', () => {
  const cases: readonly (readonly [name: string, content: string | Uint8Array, kind: string])[] = [
    ['old.xls', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2000)]), 'oldExcel'],
    ['page.xls', '<html><table><tr><td>名称</td></tr></table></html>', 'htmlTable'],
    ['xml.xls', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', 'xmlSpreadsheet'],
    ['a.pdf', '%PDF-1.7\n', 'pdf'],
    ['a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), 'picture'],
    ['a.shp', shpBytes([null]), 'looseShapefile'],
    ['a.json', '{"a":1}', 'otherJson'],
    ['a.xml', '<?xml version="1.0"?><a/>', 'otherXml'],
    ['a.ods', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }), 'openDocument'],
    ['a.xlsb', zipOf({ 'xl/workbook.bin': 'x' }), 'binaryExcel'],
    ['a.docx', zipOf({ 'word/document.xml': '<a/>' }), 'wordDocument'],
  ];
  for (const [name, content, kind] of cases) {
    it(`${name} is refused as ${kind}`, async () => {
      expect(await importAll(await folder.write(name, content))).toEqual({ ok: false, error: { reason: 'unreadableKind', kind } });
    });
  }

  it('an encrypted workbook says so', async () => {
    const bytes = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(600)]);
    expect(await fateOf('locked.xlsx', bytes)).toBe('encrypted');
  });

  it('an empty file, a folder and a file that is not there are told apart', async () => {
    expect(await fateOf('empty.csv', '')).toBe('empty');
    expect(await importAll(folder.path(''))).toEqual({ ok: false, error: { reason: 'notAFile' } });
    expect(await importAll(folder.path('nowhere.csv'))).toEqual({ ok: false, error: { reason: 'notFound' } });
  });

  it('a wrong ending is said and not believed', async () => {
    const imported = await importAll(await folder.write('table.kml', workbookOf({ sheet: goodSheet })));
    expect(imported.ok && imported.value.report.format).toBe('xlsx');
    expect(imported.ok && imported.value.report.notes[0]).toEqual({ code: 'wrongExtension', extension: 'kml', format: 'xlsx' });
    const tabs = await importAll(await folder.write('tabs.xls', '名称\t经度\t纬度\n甲\t119.1\t28.1\n'));
    expect(tabs.ok && [tabs.value.report.format, tabs.value.report.notes[0]?.code]).toEqual(['csv', 'wrongExtension']);
  });
});
