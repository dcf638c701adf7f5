// What an import does to what is already on the map, told before it is done, and done exactly so.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportMapping } from '../../../shared/contract/import-shapes.ts';
import { committed, imported, listed, openImportStation, openText, previewed, refusalOf, requestOf, valueOf, type ImportStation, type TestSeat } from './import-station.ts';

const HEADER = '编号,名称,类别,安置容量,管理员,联系电话,地址,经度,纬度';
const csv = (...lines: readonly string[]): string => [HEADER, ...lines].join('\n');

const SCHOOL = 'A1,水南小学,短期固定,100,王五,13800000001,水南街1号,119.45,28.45';
const HALL = 'A2,古市礼堂,紧急,80,,,古市街2号,119.46,28.46';
const GYM = 'A3,县体育馆,中心避难场所,900,赵六,13800000003,西屏街3号,119.47,28.47';

let station: ImportStation;
let seat: TestSeat;

beforeEach(async () => {
  station = await openImportStation();
  seat = station.seat();
});

afterEach(async () => {
  await station.dispose();
  expect(station.faults).toEqual([]);
});

const named = async (name: string) => (await listed(seat, 'shelter')).things.find((thing) => thing.name === name);

const group = async (importId: string, name: 'new' | 'changed' | 'gone' | 'duplicate' | 'ambiguous' | 'faulty' | 'withWarnings' | 'unlocated') =>
  valueOf(await seat.ask('readImportRows', { importId, group: name, offset: 0, limit: 200 }));

describe('an import over what is there', () => {
  beforeEach(async () => {
    await imported(seat, await openText(seat, '避灾点.csv', csv(SCHOOL, HALL, GYM)));
  });

  test('says what is new, changed and unchanged, and changes no more than that', async () => {
    const file = await openText(seat, '避灾点.csv', csv(SCHOOL.replace('100', '120'), HALL, 'A4,新礼堂,紧急,50,,,新街4号,119.48,28.48'));
    const { counts, digest } = await previewed(seat, file);
    expect(counts).toMatchObject({ new: 1, changed: 1, unchanged: 1, gone: 0 });
    expect((await group(file.importId, 'changed')).rows).toMatchObject([{ row: 2, name: '水南小学', changes: [{ field: 'capacity', before: 100, after: 120 }] }]);
    expect((await group(file.importId, 'new')).rows).toMatchObject([{ row: 4, name: '新礼堂', position: [119.48, 28.48] }]);
    const before = await named('古市礼堂');
    const done = valueOf(await seat.ask('commitImport', { ...requestOf(file), digest }));
    expect(done).toMatchObject({ thingCount: 2, removedCount: 0, overtakenCount: 0 });
    expect(await named('古市礼堂')).toEqual(before);
    expect(await named('水南小学')).toMatchObject({ version: 2, attributes: { capacity: 120, managerName: '王五' } });
  });

  test('keeps what the file has no column for, and what its cells leave empty', async () => {
    const narrow = ['名称,安置容量,地址,联系电话', '水南小学,130,水南街1号,'].join('\n');
    await committed(seat, await openText(seat, '容量.csv', narrow), { asOf: '' });
    expect(await named('水南小学')).toMatchObject({ geometry: { coordinates: [119.45, 28.45] }, attributes: { capacity: 130, managerName: '王五', managerPhone: '13800000001', shelterClass: 'shortTerm' } });
  });

  test('clears what its cells leave empty only when it is asked to', async () => {
    const emptied = csv(SCHOOL.replace('13800000001', ''));
    const file = await openText(seat, '避灾点.csv', emptied);
    expect((await previewed(seat, file)).counts).toMatchObject({ changed: 0, unchanged: 1 });
    await committed(seat, file, { blankClears: true });
    expect((await named('水南小学'))?.attributes).toMatchObject({ managerName: '王五', capacity: 100 });
    expect((await named('水南小学'))?.attributes['managerPhone']).toBeUndefined();
  });

  test('leaves alone what the file does not name, unless it is said to be complete', async () => {
    const file = await openText(seat, '避灾点.csv', csv(SCHOOL));
    expect((await previewed(seat, file)).counts.gone).toBe(0);
    const complete = { completeList: { areaCode: '' } };
    expect((await previewed(seat, file, complete)).counts.gone).toBe(2);
    expect((await group(file.importId, 'gone')).rows.map(({ name }) => name).toSorted()).toEqual(['县体育馆', '古市礼堂'].toSorted());
    const done = await committed(seat, file, complete);
    expect(done).toMatchObject({ thingCount: 0, removedCount: 2 });
    expect((await listed(seat, 'shelter')).things.map(({ name }) => name)).toEqual(['水南小学']);
    valueOf(await seat.ask('undoImport', { batch: done.batch }));
    expect((await listed(seat, 'shelter')).total).toBe(3);
  });

  test('names every row that is doubled, fits several things, or is faulty, and imports none of them', async () => {
    await imported(seat, await openText(seat, '避灾点乙.csv', ['名称,安置容量,经度,纬度', '新礼堂,1,119.41,28.41', '新礼堂,2,119.49,28.49'].join('\n')));
    const rows = ['名称,安置容量,经度,纬度', '甲礼堂,1,119.43,28.43', '甲礼堂,2,119.43,28.43', ',3,119.44,28.44', '乙礼堂,4,119.45,', '新礼堂,5,,'];
    const file = await openText(seat, '避灾点丙.csv', rows.join('\n'));
    const { counts, digest } = await previewed(seat, file);
    expect(counts).toMatchObject({ new: 1, duplicate: 1, faulty: 2, ambiguous: 1 });
    expect((await group(file.importId, 'ambiguous')).rows).toMatchObject([{ row: 6, others: [{ name: '新礼堂' }, { name: '新礼堂' }] }]);
    const before = (await listed(seat, 'shelter')).total;
    expect(valueOf(await seat.ask('commitImport', { ...requestOf(file), digest })).thingCount).toBe(1);
    expect((await listed(seat, 'shelter')).total).toBe(before + 1);
    expect((await group(file.importId, 'duplicate')).rows).toMatchObject([{ row: 3, firstRow: 2 }]);
    const faulty = await group(file.importId, 'faulty');
    expect(faulty.rows.map(({ row, issues }) => [row, issues.map(({ code }) => code)])).toEqual([[4, ['missingName']], [5, ['coordinateIncomplete']]]);
    expect(faulty.issueTerms.map(({ zh }) => zh)).toContain('缺少名称');
  });

  test('hands out the rows to correct as a file that imports as it stands, and nothing of it is lost', async () => {
    const file = await openText(seat, '避灾点.csv', csv('A5,"=cmd|calc",紧急,50,,,新街5号,,', 'A6,无名礼堂,紧急,许多,,,新街6号,119.4,28.4', ',,紧急,1,,,新街7号,119.4,28.4'));
    expect((await previewed(seat, file)).counts).toMatchObject({ new: 2, faulty: 1, withWarnings: 1, unlocated: 1 });
    const { bytes, totalBytes, fileName } = valueOf(await seat.ask('readFaultFile', { importId: file.importId, language: 'zh', offset: 0 }));
    const text = new TextDecoder().decode(bytes);
    expect(bytes.byteLength).toBe(totalBytes);
    expect(fileName).toBe('避灾点_待更正.csv');
    expect(text).toContain('新街7号');
    expect(text).toContain('不是数字');
    expect(text).not.toContain('新街5号');
    const corrected = text.replace('许多', '60').replace(/^,,紧急/mu, 'A7,七号礼堂,紧急');
    const again = await openText(seat, fileName, corrected);
    expect((await previewed(seat, again)).counts).toMatchObject({ new: 2, faulty: 0, withWarnings: 0 });
  });
});

describe('a list that comes again', () => {
  test('is matched by its numbers though names have changed, and by names under another source', async () => {
    await imported(seat, await openText(seat, '避灾点.csv', csv(SCHOOL, HALL)));
    const renamed = await openText(seat, '避灾点.csv', csv(SCHOOL.replace('水南小学', '水南中心小学'), HALL));
    expect((await previewed(seat, renamed)).counts).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
    expect((await previewed(seat, renamed, { source: '古市镇' })).counts).toMatchObject({ new: 1, changed: 1 });
  });

  test('is not matched by the numbers of an import that was taken back', async () => {
    const done = await committed(seat, await openText(seat, '避灾点.csv', csv(SCHOOL)));
    valueOf(await seat.ask('undoImport', { batch: done.batch }));
    expect((await previewed(seat, await openText(seat, '避灾点.csv', csv(SCHOOL)))).counts).toMatchObject({ new: 1, changed: 0, unchanged: 0 });
  });

  test('is read as it was the last time, though its columns have moved', async () => {
    const toNote = (mapping: ImportMapping): ImportMapping => ({ ...mapping, fields: mapping.fields.map((field) => (field.field === 'managerName' ? { ...field, field: 'note' } : field)) });
    await imported(seat, await openText(seat, '避灾点.csv', csv(SCHOOL)), { correct: toNote });
    const moved = ['名称,编号,类别,安置容量,联系电话,管理员,地址,纬度,经度', '新礼堂,A9,紧急,50,,钱七,新街9号,28.49,119.49'].join('\n');
    const file = await openText(seat, '避灾点.csv', moved);
    expect(file.sheets[0]?.remembered?.fileName).toBe('避灾点.csv');
    await committed(seat, file);
    expect(await named('新礼堂')).toMatchObject({ geometry: { coordinates: [119.49, 28.49] }, attributes: { note: '钱七' } });
    const guessed = valueOf(await seat.ask('guessImport', { importId: file.importId, sheet: 0, kind: 'shelter' }));
    expect(guessed.sheet.remembered).toBeNull();
    expect(guessed.sheet.mapping?.fields.map(({ field }) => field)).toContain('managerName');
  });
});

describe('while others work', () => {
  test('a commit is refused with new counts where the map no longer is as it was at the preview, and leaves nothing', async () => {
    await imported(seat, await openText(seat, '避灾点.csv', csv(SCHOOL, HALL)));
    const file = await openText(seat, '避灾点.csv', csv(SCHOOL.replace('100', '120')));
    const { digest } = await previewed(seat, file);
    const school = await named('水南小学');
    if (school === undefined) throw new Error('no school');
    const { kind, id, version, ...content } = school;
    valueOf(await station.seat('commander', 'person-2').ask('changeThing', { kind, id, version, content: { ...content, name: '水南完小' } }));
    const refused = refusalOf(await seat.ask('commitImport', { ...requestOf(file), digest }));
    expect(refused).toMatchObject({ reason: 'stale', detail: { problem: 'changedSincePreview', counts: { changed: 1 } } });
    expect((await named('水南完小'))?.attributes['capacity']).toBe(100);
    const looked = await previewed(seat, file);
    const done = valueOf(await seat.ask('commitImport', { ...requestOf(file), digest: looked.digest }));
    expect(done.thingCount).toBe(1);
  });

  test('a commit with another mapping than was looked at is refused', async () => {
    const file = await openText(seat, '避灾点.csv', csv(SCHOOL));
    const { digest } = await previewed(seat, file);
    const other = requestOf(file, { correct: (mapping) => ({ ...mapping, fields: [] }) });
    expect(refusalOf(await seat.ask('commitImport', { ...other, digest }))).toMatchObject({ reason: 'stale' });
    expect((await listed(seat, 'shelter')).total).toBe(0);
  });

  test('a commit asked twice is carried out once', async () => {
    const file = await openText(seat, '避灾点.csv', csv(SCHOOL));
    const { digest } = await previewed(seat, file);
    const first = valueOf(await seat.ask('commitImport', { ...requestOf(file), digest }, 'command-twice'));
    expect(valueOf(await seat.ask('commitImport', { ...requestOf(file), digest }, 'command-twice'))).toEqual(first);
    await station.restart();
    seat = station.seat();
    const { batch, thingCount, removedCount, residentCount } = first;
    expect(valueOf(await seat.ask('commitImport', { ...requestOf(file), digest }, 'command-twice'))).toEqual({ batch, thingCount, removedCount, residentCount });
    expect((await listed(seat, 'shelter')).total).toBe(1);
  });
});

describe('exercise and reality', () => {
  const marked = ['名称,数据性质,安置容量,经度,纬度', '演练礼堂,演练数据,50,119.4,28.4'].join('\n');

  test('exercise data never become a real station’s', async () => {
    const file = await openText(seat, '避灾点.csv', marked);
    expect(file.sheets[0]?.notes.map(({ code }) => code)).toContain('demonstrationData');
    const { digest } = await previewed(seat, file);
    expect(refusalOf(await seat.ask('commitImport', { ...requestOf(file), digest }))).toMatchObject({ reason: 'invalid', detail: { problem: 'demonstrationData' } });
    expect((await station.store().head()).sequence).toBe(0);
  });
});
