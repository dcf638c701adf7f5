import { kml as kmlToGeoJson } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustImport } from '../../../../tests/fixtures/import/import-all.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../../tests/fixtures/import/temporary-folder.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import type { ThingKind } from '../../../../shared/domain/atlas/field.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import type { ExportFormat, ExportOptions } from './export-options.ts';
import { exportThings } from './export-things.ts';
import { EXPORT_FORMATS } from './formats/index.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

const kindOf = (name: string): ThingKind => {
  const kind = thingKind(name);
  if (kind === undefined) throw new Error(name);
  return kind;
};
const formatOf = (name: ExportFormat['name']): ExportFormat => {
  const format = EXPORT_FORMATS.find((candidate) => candidate.name === name);
  if (format === undefined) throw new Error(name);
  return format;
};

const shelter: Thing = {
  kind: 'shelter',
  id: '01hxshelter',
  version: 4,
  name: '=水南 <小学>',
  areaCode: '331124001201',
  geometry: { type: 'Point', coordinates: [119.4821, 28.4497] },
  attributes: { capacity: 300, managerName: '王五', managerPhone: '13800000001', suitableFor: ['flood', 'earthquake'], isAppraised: true, completionDate: '2016-11' },
  source: '县应急局',
  asOf: '2026-11-01',
};
const unplaced: Thing = { ...shelter, id: '01hxother', name: '古市', geometry: null, attributes: {} };

async function* each(...things: readonly Thing[]): AsyncGenerator<Thing> {
  yield* things;
}

const options = (more: Partial<ExportOptions> = {}): ExportOptions => ({
  kind: kindOf('shelter'),
  hasPersonalData: false,
  isDemonstration: false,
  nameOf: () => undefined,
  ...more,
});

const written = async (format: ExportFormat['name'], things: AsyncIterable<Thing>, more: Partial<ExportOptions> = {}): Promise<string> => {
  const path = folder.path(`export.${formatOf(format).extension}`);
  const result = await exportThings(things, path, formatOf(format), options(more), new AbortController().signal);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return path;
};

describe('exports', () => {
  it('csv says everything in Chinese, with units, under a mark for spreadsheets, and nothing that runs', async () => {
    const path = await written('csv', each(shelter, unplaced));
    const text = await readFile(path, 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const [head = [], first = []]: string[][] = parse(text, { bom: true });
    const record = Object.fromEntries(head.map((header, index) => [header, first[index]]));
    expect(record).toMatchObject({
      系统编号: '01hxshelter',
      对象类别: '避灾安置场所',
      版本: '4',
      名称: "'=水南 <小学>",
      '安置容量（人）': '300',
      适用灾种: '洪水、地震',
      已鉴定: '是',
      建成时间: '2016-11',
      经度: '119.4821',
      纬度: '28.4497',
      行政区划代码: '331124001201',
      数据来源: '县应急局',
      数据日期: '2026-11-01',
    });
  });

  it('people appear only when asked for, in every format', async () => {
    for (const { name } of EXPORT_FORMATS) {
      const without = await mustImport(await written(name, each(shelter)));
      expect(without.mapping.headers).not.toContain('管理员');
      expect(without.mapping.headers).not.toContain('管理员电话');
      const withPeople = await mustImport(await written(name, each(shelter), { hasPersonalData: true }));
      expect(withPeople.things[0]?.content.attributes).toMatchObject({ managerName: '王五', managerPhone: '13800000001' });
    }
    const home: Thing = { ...shelter, kind: 'household', name: '钱七', attributes: { headName: '钱七', houseType: 'brick' } };
    for (const { name } of EXPORT_FORMATS.filter((format) => format.name !== 'xlsx')) {
      expect(await readFile(await written(name, each(home), { kind: kindOf('household') }), 'utf8')).not.toContain('钱七');
    }
  });

  it('exercise data says so in every row, title and page, and is known again when it comes back', async () => {
    for (const { name } of EXPORT_FORMATS) {
      const imported = await mustImport(await written(name, each(shelter), { isDemonstration: true }));
      expect(imported.report.sheets[0]?.guess?.notes).toContainEqual({ code: 'demonstrationData' });
      const real = await mustImport(await written(name, each(shelter)));
      expect(real.report.sheets[0]?.guess?.notes).not.toContainEqual({ code: 'demonstrationData' });
    }
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await written('xlsx', each(shelter), { isDemonstration: true }));
    expect(workbook.worksheets[0]?.name).toBe('【演练数据】避灾安置场所');
    expect(workbook.worksheets[0]?.headerFooter.oddHeader).toContain('演练数据');
    const geojson: unknown = JSON.parse(await readFile(await written('geojson', each(shelter), { isDemonstration: true }), 'utf8'));
    expect(geojson).toMatchObject({ isDemonstration: true, features: [{ properties: { 数据性质: '演练数据' } }] });
    expect(await readFile(await written('kml', each(shelter), { isDemonstration: true }), 'utf8')).toContain('<name>【演练数据】避灾安置场所</name>');
  });

  it('another reader opens the workbook: numbers are numbers, texts that look like formulas are texts', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await written('xlsx', each(shelter, { ...unplaced, name: 'a_x0041_\u0001' })));
    const sheet = workbook.worksheets[0];
    const headers = sheet?.getRow(1).values as readonly string[];
    const cell = (row: number, header: string): ExcelJS.Cell | undefined => sheet?.getRow(row).getCell(headers.indexOf(header));
    expect(sheet?.rowCount).toBe(3);
    expect([cell(2, '名称')?.type, cell(2, '名称')?.value]).toEqual([ExcelJS.ValueType.String, '=水南 <小学>']);
    expect(cell(2, '安置容量（人）')?.value).toBe(300);
    expect(cell(2, '经度')?.value).toBe(119.4821);
    expect(cell(3, '经度')?.value).toBeNull();
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('another reader opens the KML and the GeoJSON', async () => {
    const text = await readFile(await written('kml', each(shelter, unplaced)), 'utf8');
    const features = kmlToGeoJson(new DOMParser().parseFromString(text, 'text/xml') as unknown as Parameters<typeof kmlToGeoJson>[0]).features;
    expect(features[0]).toMatchObject({ geometry: { type: 'Point', coordinates: [119.4821, 28.4497] }, properties: { name: '=水南 <小学>', 适用灾种: '洪水、地震' } });
    const geojson: unknown = JSON.parse(await readFile(await written('geojson', each(shelter, unplaced)), 'utf8'));
    expect(geojson).toMatchObject({ features: [{ geometry: shelter.geometry, properties: { '安置容量（人）': 300, 已鉴定: true } }, { geometry: null }] });
  });

  it('a shape longer than a cell goes on in the next cells and comes back whole', async () => {
    const coordinates = Array.from({ length: 4000 }, (_, index) => [119 + index / 7919, 28 + index / 9973] as const);
    const route: Thing = { ...shelter, kind: 'transferRoute', attributes: {}, geometry: { type: 'LineString', coordinates } };
    const path = await written('xlsx', each(route), { kind: kindOf('transferRoute') });
    expect((await mustImport(path)).things[0]?.content.geometry).toEqual(route.geometry);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const lengths: number[] = [];
    workbook.worksheets[0]?.getRow(2).eachCell((cell) => lengths.push(String(cell.value).length));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(32_767);
    expect(lengths.filter((length) => length === 32_000).length).toBeGreaterThan(1);
  });

  it('an empty export has its headers', async () => {
    for (const { name } of EXPORT_FORMATS) expect((await readFile(await written(name, each()))).length).toBeGreaterThan(50);
    expect(parse(await readFile(await written('csv', each())), { bom: true })).toHaveLength(1);
  });

  it('a cancelled or failing export leaves no file, whole or half', async () => {
    const controller = new AbortController();
    async function* endless(): AsyncGenerator<Thing> {
      for (let index = 0; ; index += 1) {
        if (index === 5000) controller.abort();
        yield shelter;
      }
    }
    for (const format of EXPORT_FORMATS) {
      const result = await exportThings(endless(), folder.path(`stopped.${format.extension}`), format, options(), AbortSignal.any([controller.signal]));
      expect(result).toEqual({ ok: false, error: { reason: 'cancelled' } });
    }
    const failing = async function* (): AsyncGenerator<Thing> {
      yield shelter;
      throw new Error('ledger');
    };
    await expect(exportThings(failing(), folder.path('failed.xlsx'), formatOf('xlsx'), options(), new AbortController().signal)).rejects.toThrow('ledger');
    expect((await readdir(folder.path(''))).filter((name) => /stopped|failed|part/u.test(name))).toEqual([]);
    expect(await exportThings(each(shelter), folder.path('no/such/folder.csv'), formatOf('csv'), options(), new AbortController().signal)).toEqual({ ok: false, error: { reason: 'notWritable' } });
  });

  it('more rows than a format holds are refused, not cut off', async () => {
    const small = { ...formatOf('xlsx'), mostRows: 1 };
    expect(await exportThings(each(shelter, unplaced), folder.path('rows.xlsx'), small, options(), new AbortController().signal)).toEqual({ ok: false, error: { reason: 'tooManyRows', allowed: 1 } });
  });
});
