import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importAll, type Imported } from '../../../../tests/fixtures/import/import-all.ts';
import { dbfBytes, gbk, shapefileOf, shpBytes, type Shape } from '../../../../tests/fixtures/import/make-shapefile.ts';
import { workbookParts, zipOf } from '../../../../tests/fixtures/import/make-zip.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../../tests/fixtures/import/temporary-folder.ts';
import { checkContent, type ContentFault } from '../../../../shared/domain/atlas/check-content.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';

/** Mulberry32: the same mutations every run. */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const INTERESTING = [0x00, 0x22, 0x27, 0x2c, 0x0a, 0x0d, 0x3c, 0x3e, 0x26, 0x5b, 0x7b, 0x7d, 0x5d, 0x2d, 0x39, 0x80, 0xff, 0xfe, 0x81];

/** A few bytes changed, dropped, doubled or moved. */
const mutated = (whole: Uint8Array, random: () => number): Buffer => {
  let bytes: Buffer = Buffer.from(whole);
  const turns = 1 + Math.floor(random() * 6);
  for (let turn = 0; turn < turns && bytes.length > 4; turn += 1) {
    const at = Math.floor(random() * bytes.length);
    const length = 1 + Math.floor(random() * 12);
    const choice = Math.floor(random() * 5);
    if (choice === 0) bytes[at] = INTERESTING[Math.floor(random() * INTERESTING.length)] ?? 0;
    else if (choice === 1) bytes[at] = Math.floor(random() * 256);
    else if (choice === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (choice === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length * 4), bytes.subarray(at)]);
    else bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([INTERESTING[Math.floor(random() * INTERESTING.length)] ?? 0]), bytes.subarray(at)]);
  }
  return bytes;
};

const sharedTexts = ['名称', '经度', '纬度', '安置容量', '水南小学', '古市礼堂'];
const sheet = `<sheetData><row r="1">${[0, 1, 2, 3].map((index) => `<c r="${'ABCD'[index] ?? ''}1" t="s"><v>${index}</v></c>`).join('')}</row><row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2"><v>119.48</v></c><c r="C2"><v>28.45</v></c><c r="D2" s="1"><v>45000</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>丙</t></is></c><c r="B3" t="str"><f>1+1</f><v>119.4</v></c><c r="C3"><v>28.4</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`;
const parts = workbookParts({
  sheet,
  sharedStrings: sharedTexts.map((text) => `<si><t>${text}</t></si>`).join(''),
  styles: '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
});

const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>避灾点</name>${['甲', '乙', '丙'].map((name, index) => `<Placemark><name>${name}</name><description><![CDATA[<b>好</b>]]></description><ExtendedData><Data name="安置容量"><value>${index}0</value></Data></ExtendedData><MultiGeometry><Point><coordinates>119.${index},28,0</coordinates></Point></MultiGeometry></Placemark>`).join('')}<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>119,28 119.1,28 119.1,28.1 119,28</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></Document></kml>`;
const gpx = '<?xml version="1.0"?><gpx version="1.1"><wpt lat="28.4" lon="119.4"><name>甲</name><ele>3</ele></wpt><rte><name>路</name><rtept lat="28" lon="119"/><rtept lat="28.1" lon="119.1"/></rte><trk><name>迹</name><trkseg><trkpt lat="28" lon="119"/><trkpt lat="28.2" lon="119.2"/></trkseg></trk></gpx>';
const geojson = JSON.stringify({
  type: 'FeatureCollection',
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } },
  features: ['Point', 'LineString', 'Polygon', 'MultiPolygon'].map((type, index) => ({
    type: 'Feature',
    id: index,
    properties: { name: `甲${index}`, list: ['a', 'b'], deep: { a: [1] } },
    geometry: { type, coordinates: [[119, 28], [[119, 28], [119.1, 28.1]], [[[119, 28], [119.1, 28], [119.1, 28.1], [119, 28]]], [[[[119, 28], [119.1, 28], [119.1, 28.1], [119, 28]]]]][index] },
  })),
});

const shapes: readonly Shape[] = [
  { type: 5, parts: [[[119, 28], [119, 28.1], [119.1, 28.1], [119, 28]], [[119.01, 28.05], [119.02, 28.06], [119.02, 28.05], [119.01, 28.05]]] },
  null,
  { type: 5, parts: [[[120, 28], [120, 28.1], [120.1, 28.1], [120, 28]]] },
];
const dbf = dbfBytes(
  [{ name: gbk('名称'), type: 'C', length: 12 }, { name: gbk('人数'), type: 'N', length: 6 }, { name: Buffer.from('DATE'), type: 'D', length: 8 }],
  ['甲', '乙', '丙'].map((name, index) => ({ cells: [gbk(name), Buffer.from(String(index)), Buffer.from('20260101')], isDeleted: index === 1 })),
);
const prj = 'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/** What is mutated, and the file it is put into afterwards: mutating inside an archive reaches the parser behind the checksum. */
interface Target {
  readonly name: string;
  readonly seed: () => Promise<Uint8Array> | Uint8Array;
  readonly pack: (bytes: Uint8Array) => Uint8Array;
  readonly runs: number;
}

const asItIs = (bytes: Uint8Array): Uint8Array => bytes;
const fixture = (name: string): Promise<Uint8Array> => readFile(join(import.meta.dirname, '../../../../tests/fixtures/import', name));

const targets: readonly Target[] = [
  { name: 'gbk.csv', seed: () => fixture('shelters-gbk.csv'), pack: asItIs, runs: 120 },
  { name: 'utf16.tsv', seed: () => fixture('shelters-utf16le-bom.tsv'), pack: asItIs, runs: 60 },
  { name: 'whole.xlsx', seed: () => zipOf(parts), pack: asItIs, runs: 120 },
  { name: 'sheet.xlsx', seed: () => Buffer.from(parts['xl/worksheets/sheet1.xml'] ?? ''), pack: (bytes) => zipOf({ ...parts, 'xl/worksheets/sheet1.xml': bytes }), runs: 160 },
  { name: 'workbook.xlsx', seed: () => Buffer.from(parts['xl/workbook.xml'] ?? ''), pack: (bytes) => zipOf({ ...parts, 'xl/workbook.xml': bytes }), runs: 80 },
  { name: 'strings.xlsx', seed: () => Buffer.from(parts['xl/sharedStrings.xml'] ?? ''), pack: (bytes) => zipOf({ ...parts, 'xl/sharedStrings.xml': bytes }), runs: 80 },
  { name: 'styles.xlsx', seed: () => Buffer.from(parts['xl/styles.xml'] ?? ''), pack: (bytes) => zipOf({ ...parts, 'xl/styles.xml': bytes }), runs: 60 },
  { name: 'a.kml', seed: () => Buffer.from(kml), pack: asItIs, runs: 160 },
  { name: 'a.gpx', seed: () => Buffer.from(gpx), pack: asItIs, runs: 120 },
  { name: 'a.geojson', seed: () => Buffer.from(geojson), pack: asItIs, runs: 160 },
  { name: 'whole.zip', seed: () => shapefileOf({ shapes, dbf, prj }), pack: asItIs, runs: 120 },
  { name: 'shp.zip', seed: () => shpBytes(shapes), pack: (bytes) => zipOf({ 'a.shp': bytes, 'a.dbf': dbf, 'a.prj': prj }), runs: 160 },
  { name: 'dbf.zip', seed: () => dbf, pack: (bytes) => zipOf({ 'a.shp': shpBytes(shapes), 'a.dbf': bytes, 'a.prj': prj }), runs: 160 },
  { name: 'prj.zip', seed: () => Buffer.from(prj), pack: (bytes) => zipOf({ 'a.shp': shpBytes(shapes), 'a.dbf': dbf, 'a.prj': bytes }), runs: 60 },
];

/** What of the things read the catalogue itself would refuse. */
const misfits = ({ mapping, things }: Imported): readonly ContentFault[] => {
  const kind = thingKind(mapping.kind);
  return kind === undefined ? [] : things.flatMap(({ content }) => checkContent(kind, content));
};

const REASONS = ['damaged', 'tooLarge', 'unreadableKind', 'noTable', 'empty', 'encrypted', 'forbiddenXml', 'unknownEncoding'];

describe('mutated files', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.dispose());

  for (const [index, { name, seed, pack, runs }] of targets.entries()) {
    it(`${name}: ${runs} mutations are read or refused for a closed reason, never thrown, never endless`, async () => {
      const random = numbers(index + 1);
      const whole = await seed();
      const good = await importAll(await folder.write(name, pack(whole)));
      expect(good.ok).toBe(true);
      const fates = new Map<string, number>();
      for (let run = 0; run < runs; run += 1) {
        const path = await folder.write(name, pack(mutated(whole, random)));
        const imported = await importAll(path, { signal: AbortSignal.timeout(5000) });
        const fate = imported.ok ? 'read' : imported.error.reason;
        if (imported.ok) expect(misfits(imported.value)).toEqual([]);
        fates.set(fate, (fates.get(fate) ?? 0) + 1);
      }
      for (const fate of fates.keys()) expect(['read', ...REASONS]).toContain(fate);
      // Mutations that never change the outcome would prove nothing.
      if (!name.startsWith('prj')) expect(fates.size).toBeGreaterThan(1);
    }, 120_000);
  }
});
