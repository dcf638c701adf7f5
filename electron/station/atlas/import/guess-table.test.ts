import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustImport, type Imported, type ImportAllOptions } from '../../../../tests/fixtures/import/import-all.ts';
import { shapefileOf, dbfBytes, gbk } from '../../../../tests/fixtures/import/make-shapefile.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../../tests/fixtures/import/temporary-folder.ts';
import { THING_KINDS } from '../../../../shared/domain/atlas/thing-kinds.ts';
import type { GuessNote } from './guess/guess-note.ts';
import { choiceReader } from './values/read-choice.ts';

const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/import');
const SONGYANG = [119.1, 28.2, 119.8, 28.7] as const;

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

const csv = async (text: string, options: ImportAllOptions = {}): Promise<Imported> =>
  mustImport(await folder.write(options.fileName ?? 'list.csv', text), options);

const notesOf = (imported: Imported): readonly GuessNote[] => imported.report.sheets[0]?.guess?.notes ?? [];

/** Field → header it is read from. */
const columnsOf = ({ mapping }: Imported): Readonly<Record<string, string>> =>
  Object.fromEntries(mapping.fields.flatMap((field) => (field.from === 'column' ? [[field.field, mapping.headers[field.column] ?? '']] : [])));

const placesOf = ({ things }: Imported): readonly unknown[] =>
  things.map(({ content: { geometry } }) => (geometry?.type === 'Point' ? geometry.coordinates.map((degree) => Number(degree.toFixed(4))) : null));

describe('finding the header', () => {
  it('skips title rows and unit rows of the county office, in every encoding', async () => {
    for (const name of ['shelters-gbk.csv', 'shelters-utf8-bom.csv', 'shelters-utf16le-bom.tsv', 'shelters-utf16be.txt']) {
      const imported = await mustImport(join(fixtures, name), { home: SONGYANG });
      expect(imported.mapping).toMatchObject({ kind: 'shelter', firstDataRow: 3, name: 1, key: null });
      expect(notesOf(imported)).toContainEqual({ code: 'titleRowsSkipped', count: 1 });
      expect(columnsOf(imported)).toEqual({ address: '地址', capacity: '可安置人数（人）', managerName: '负责人', managerPhone: '负责人电话' });
      expect(imported.things.map(({ content }) => content.attributes.capacity)).toEqual([1200, 300, 80, 60]);
      expect(placesOf(imported)).toEqual([[119.4821, 28.4497], [119.3912, 28.5231], [119.41, 28.3367], null]);
      expect(imported.summary).toMatchObject({ things: 4, located: 3, notLocated: 1, faults: 1 });
      expect(imported.faults[0]?.faults[0]?.code).toBe('summaryRow');
      expect(imported.things[0]?.areaNames).toEqual({ township: '水南街道', village: '' });
    }
  });

  it('joins a header of two rows, the group word before the word under it', async () => {
    const imported = await csv('名称,坐标,坐标,联系人,联系人\n名称,经度,纬度,姓名,电话\n水南学校,119.48,28.45,王五,13800000001\n');
    expect(notesOf(imported)).toContainEqual({ code: 'headerOfTwoRows' });
    expect(imported.mapping.headers.slice(1, 3)).toEqual(['经度', '纬度']);
    expect(placesOf(imported)).toEqual([[119.48, 28.45]]);
  });

  it('reads a list without any header, names and places by what they hold', async () => {
    const imported = await csv('水南小学,119.48210,28.44970\n古市小学,119.39120,28.52310\n玉岩小学,119.20010,28.35010\n', { kind: 'shelter' });
    expect(notesOf(imported).map(({ code }) => code)).toEqual(expect.arrayContaining(['noHeader', 'positionByValues']));
    expect(imported.things.map(({ content }) => content.name)).toEqual(['水南小学', '古市小学', '玉岩小学']);
    expect(placesOf(imported)[0]).toEqual([119.4821, 28.4497]);
  });
});

describe('telling the kind', () => {
  const cases: readonly (readonly [kind: string, fileName: string, text: string])[] = [
    ['hazardPoint', 'a.csv', '编号,名称,灾害类型,威胁户数,威胁人数,监测人\n1,黄下湾,滑坡,12,40,周一\n'],
    ['shelter', 'a.csv', '名称,可容纳人数,场所级别,地址\n水南小学,300,村级,环城路\n'],
    ['stockpile', '物资储备点.csv', '名称,地址,保管员,联系电话\n县防汛物资库,环城路,李四,13800000002\n'],
    ['stockItem', '物资清单.csv', '名称,规格型号,数量,单位,存放地点\n冲锋舟,3米,4,艘,县库\n'],
    ['team', 'a.csv', '队伍名称,队伍类型,队员人数,队长,队长电话\n古市突击队,应急突击队,30,王五,13800000003\n'],
    ['responsiblePerson', 'a.csv', '姓名,职务,手机号码,包保区域\n王五,镇长,13800000004,古市镇\n'],
    ['loudspeaker', '大喇叭.csv', '终端名称,终端编码,功率(W),安装地点\n古市一号,6331124,50,古市村\n'],
    ['specialSite', '养老院名单.csv', '名称,在场人数,负责人\n夕阳红,80,赵六\n'],
    ['household', 'a.csv', '户主姓名,房屋类别,家庭住址\n钱七,砖混,古市村1号\n'],
    ['transferRoute', '转移路线.csv', '路线名称,起点,转移责任人,步行时间\n黄下湾线,黄下湾,周一,20\n'],
  ];
  for (const [kind, fileName, text] of cases) {
    it(`${kind} by its headers, name or values`, async () => {
      expect((await csv(text, { fileName })).mapping.kind).toBe(kind);
    });
  }

  it('by the shape of features: lines named after shelters are routes', async () => {
    const feature = { type: 'Feature', properties: { 名称: '到水南小学避灾点' }, geometry: { type: 'LineString', coordinates: [[119.4, 28.4], [119.5, 28.5]] } };
    const path = await folder.write('撤离路线.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] }));
    expect((await mustImport(path)).mapping.kind).toBe('transferRoute');
  });

  it('says when two kinds fit alike, and takes the one the user names', async () => {
    const text = '名称,电话,地址\n甲,13800000001,一路\n';
    expect(notesOf(await csv(text)).some(({ code }) => code === 'kindUncertain')).toBe(true);
    expect((await csv(text)).report.sheets[0]?.guess?.confidence).toBeLessThan(0.5);
    expect((await csv(text, { kind: 'team' })).mapping.kind).toBe('team');
  });
});

describe('telling the columns', () => {
  it('a phone goes to whose it is', async () => {
    const imported = await csv('隐患点名称,防灾责任人,责任人电话,监测人,监测人联系电话\n甲,王五,13800000001,周一,13900000002\n');
    expect(columnsOf(imported)).toEqual({ responsibleName: '防灾责任人', responsiblePhone: '责任人电话', monitorName: '监测人', monitorPhone: '监测人联系电话' });
  });

  it('a unit in the header is converted where that is known and never passed over where it is not', async () => {
    const imported = await csv('避灾点名称,面积(亩),可容纳人数(万人)\n甲,3,0.12\n', { kind: 'shelter' });
    expect(imported.things[0]?.content.attributes).toEqual({ areaSquareMetres: 2000, capacity: 1200 });
    const odd = await csv('避灾点名称,面积(坪)\n甲,3\n', { kind: 'shelter' });
    expect(odd.things[0]?.content.attributes).toEqual({});
    expect(notesOf(odd)).toContainEqual({ code: 'unitUnknown', column: 1, unit: '坪' });
  });

  it('a column nobody named is known by its choices', async () => {
    const imported = await csv('隐患点名称,备用列,x1\n甲,滑坡,1\n乙,泥石流,2\n丙,滑坡,3\n', { kind: 'hazardPoint' });
    expect(columnsOf(imported)).toEqual({ type: '备用列' });
    expect(notesOf(imported)).toContainEqual({ code: 'columnByValues', column: 1, field: 'type' });
  });

  it('a running number is no key, a code is, and a code met twice is not', async () => {
    expect((await csv('序号,名称\n1,甲\n2,乙\n', { kind: 'shelter' })).mapping.key).toBeNull();
    expect((await csv('编号,名称\nA1,甲\nA2,乙\n', { kind: 'shelter' })).mapping.key).toEqual({ column: 0, is: 'code' });
    const twice = await csv('编号,名称\nA1,甲\nA1,乙\n', { kind: 'shelter' });
    expect(twice.mapping.key).toBeNull();
    expect(notesOf(twice)).toContainEqual({ code: 'keyNotUnique', column: 0 });
  });

  it('every choice of every kind is known again by its own Chinese word', () => {
    for (const { kind, fields } of THING_KINDS) {
      for (const field of fields) {
        if (field.type !== 'choice' && field.type !== 'choices') continue;
        const choices = choiceReader(field.choices);
        for (const { value, zh } of field.choices) {
          expect([kind, field.key, zh, choices.read(zh)]).toEqual([kind, field.key, zh, value]);
          expect([kind, field.key, zh, choices.readList(zh).values]).toEqual([kind, field.key, zh, [value]]);
        }
      }
    }
  });
});

describe('telling the place', () => {
  const at = async (text: string, options: ImportAllOptions = {}): Promise<Imported> => csv(text, { kind: 'shelter', ...options });

  it('columns headed the wrong way round are read the right way, and it is said', async () => {
    const imported = await at('名称,经度,纬度\n甲,28.45,119.48\n乙,28.46,119.49\n');
    expect(placesOf(imported)).toEqual([[119.48, 28.45], [119.49, 28.46]]);
    expect(notesOf(imported)).toContainEqual({ code: 'swappedColumns' });
  });

  it('one column of pairs in either order and any notation', async () => {
    expect(placesOf(await at('名称,坐标\n甲,"119.48,28.45"\n乙,"119.49，28.46"\n'))).toEqual([[119.48, 28.45], [119.49, 28.46]]);
    expect(placesOf(await at('名称,经纬度\n甲,"28.45,119.48"\n乙,"28.46, 119.49"\n'))).toEqual([[119.48, 28.45], [119.49, 28.46]]);
    expect(placesOf(await at(`名称,位置坐标\n甲,"东经119°28′48″,北纬28°27′00″"\n乙,"N28°27'36"" E119°29'24"""\n`))).toEqual([[119.48, 28.45], [119.49, 28.46]]);
  });

  it('web map coordinates are told by the words of header, title or file, and moved', async () => {
    const plain = placesOf(await at('名称,经度,纬度\n甲,119.48,28.45\n'))[0];
    for (const [text, fileName] of [
      ['名称,经度（高德）,纬度（高德）\n甲,119.48,28.45\n', 'a.csv'],
      ['名称,经度,纬度\n甲,119.48,28.45\n', '高德采集点.csv'],
      ['GCJ-02坐标一览,,\n名称,经度,纬度\n甲,119.48,28.45\n', 'a.csv'],
    ] as const) {
      const imported = await at(text, { fileName });
      expect(imported.mapping.position).toMatchObject({ system: 'GCJ-02' });
      expect(placesOf(imported)[0]).not.toEqual(plain);
    }
    expect((await at('名称,百度经度,百度纬度\n甲,119.48,28.45\n')).mapping.position).toMatchObject({ system: 'BD-09' });
    // Both given: the plain pair is taken, and is not BD-09 for the other's sake.
    expect((await at('名称,百度经度,百度纬度,经度,纬度\n甲,119.49,28.46,119.48,28.45\n')).mapping.position).toMatchObject({ east: 3, north: 4, system: 'EPSG:4326' });
    expect((await at('名称,经度(百度),纬度(百度)\n甲,119.48,28.45\n')).mapping.position).toMatchObject({ system: 'BD-09' });
  });

  it('metres are placed by the county where they carry no zone, by their zone where they do, north first or east first', async () => {
    const imported = await mustImport(join(fixtures, 'hazard-points-plane.csv'), { home: SONGYANG });
    expect(imported.mapping.position).toMatchObject({ from: 'columns', system: 'EPSG:4549' });
    expect(placesOf(imported)[0]).toEqual([119.48, 28.45]);
    expect(imported.things.map(({ content }) => content.attributes.riskLevel)).toEqual(['red', 'orange', 'yellow']);
    const zoned = await at('名称,X,Y\n甲,3148422.25,40449065.498\n');
    expect(zoned.mapping.position).toMatchObject({ system: 'EPSG:4528' });
    expect(placesOf(zoned)).toEqual([[119.48, 28.45]]);
    const east = await at('名称,横坐标,纵坐标\n甲,40449065.498,3148422.25\n');
    expect(placesOf(east)).toEqual([[119.48, 28.45]]);
    const web = await at('名称,x,y\n甲,13300453.0,3301350.4\n', { home: SONGYANG });
    expect(web.mapping.position).toMatchObject({ system: 'EPSG:3857' });
  });

  it('metres without a zone and without a county are kept and not placed', async () => {
    const imported = await mustImport(join(fixtures, 'hazard-points-plane.csv'));
    expect(notesOf(imported)).toContainEqual({ code: 'zoneUnknown' });
    expect(imported.summary).toMatchObject({ things: 3, located: 0, notLocated: 3, withWarnings: 3 });
    expect(imported.things[0]?.warnings[0]?.code).toBe('systemUnknown');
  });

  it('a datum whose shift is not public is named, and nothing is placed by it', async () => {
    const imported = await at('名称,经度（西安80）,纬度（西安80）\n甲,119.48,28.45\n');
    expect(notesOf(imported)).toContainEqual({ code: 'systemNotConvertible', name: 'Xian 1980' });
    expect(imported.summary).toMatchObject({ things: 1, located: 0 });
  });

  it('a shapefile on a plane is placed by its .prj', async () => {
    const prj =
      'PROJCS["CGCS2000_3_Degree_GK_Zone_40",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",40500000.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    const dbf = dbfBytes([{ name: gbk('名称'), type: 'C', length: 20 }], [{ cells: [gbk('水南小学')] }]);
    const path = await folder.write('避灾点.zip', shapefileOf({ shapes: [{ type: 1, point: [40_449_065.498, 3_148_422.25] }], dbf, prj }));
    const imported = await mustImport(path);
    expect(imported.mapping).toMatchObject({ kind: 'shelter', position: { from: 'geometry', system: 'EPSG:4528' } });
    expect(placesOf(imported)).toEqual([[119.48, 28.45]]);
  });

  it('a column of shapes as text is a place too', async () => {
    const imported = await csv('名称,wkt\n一号路线,"LINESTRING (119.4 28.4, 119.5 28.5)"\n', { kind: 'transferRoute' });
    expect(imported.things[0]?.content.geometry).toEqual({ type: 'LineString', coordinates: [[119.4, 28.4], [119.5, 28.5]] });
  });
});
