import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustImport, type Imported } from '../../../../tests/fixtures/import/import-all.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../../tests/fixtures/import/temporary-folder.ts';
import { faultFile, type FaultLanguage } from './fault-file.ts';
import { ROW_ISSUE_WORDS } from './fault-words.ts';
import { mappingSignature, rebindMapping } from './mapping-signature.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

const faultText = ({ mapping, rows }: Imported, language: FaultLanguage, hasShapes = false): string => {
  const file = faultFile(mapping.headers, language, hasShapes);
  return file.head() + rows.map(file.line).join('');
};

const LIST = '名称,经度,纬度,可容纳人数,地址\n好,119.48,28.45,100,"一路,1号"\n反,28.45,119.48,50,=cmd|calc\n空,119.4,,20,"二路\n2号"\n多,119.41,28.41,约300,三路\n,119.42,28.42,10,四路\n';
const ROWS = '好1,119.1,28.1,1,x\n好2,119.2,28.2,1,x\n好3,119.3,28.3,1,x\n';

describe('the file of rows to correct', () => {
  it('holds bad and warned rows with their cells, numbers and reasons, and no formula', async () => {
    const imported = await mustImport(await folder.write('避灾点.csv', LIST + ROWS));
    expect(imported.summary).toMatchObject({ things: 5, faults: 3, withWarnings: 1 });
    const text = faultText(imported, 'zh');
    expect(text.startsWith('\uFEFF名称,经度,纬度,可容纳人数,地址,【行号 Row】,【问题 Problem】\r\n')).toBe(true);
    expect(text).toContain("反,28.45,119.48,50,'=cmd|calc,3,“经度”：经度和纬度疑似填反（28.45）\r\n");
    expect(text).toContain('空,119.4,,20,"二路\n2号",4,“纬度”：经纬度只填了一个\r\n');
    expect(text).toContain('多,119.41,28.41,约300,三路,5,“可容纳人数”：不是数字（约300）\r\n');
    expect(text).not.toContain('好');
    expect(faultText(imported, 'en')).toContain('"""经度"": longitude and latitude seem to be exchanged (28.45)"');
  });

  it('is recognised when it comes back corrected, under the mapping of the first file', async () => {
    const imported = await mustImport(await folder.write('避灾点.csv', LIST + ROWS));
    const corrected = faultText(imported, 'zh')
      .replace('反,28.45,119.48', '反,119.48,28.45')
      .replace('119.4,,20', '119.4,28.4,20')
      .replace('约300', '300')
      .replace('\r\n,119.42', '\r\n补,119.42');
    const path = await folder.write('corrected.csv', corrected);
    const again = await mustImport(path, {
      fileName: 'corrected.csv',
      correct: (guessed) => {
        expect(mappingSignature(guessed.headers)).toBe(mappingSignature(imported.mapping.headers));
        const bound = rebindMapping(imported.mapping, guessed.headers, guessed.firstDataRow);
        if (bound === null) throw new Error('not bound');
        return bound;
      },
    });
    expect(again.summary).toMatchObject({ things: 4, faults: 0, withWarnings: 0 });
    expect(again.things.map(({ content }) => [content.name, content.attributes.address])).toEqual([
      ['反', '=cmd|calc'],
      ['空', '二路\n2号'],
      ['多', '三路'],
      ['补', '四路'],
    ]);
  });

  it('keeps the shapes of files that have them apart from the cells', async () => {
    const features = [
      { type: 'Feature', properties: { 名称: '' }, geometry: { type: 'LineString', coordinates: [[119.4, 28.4], [119.5, 28.5]] } },
      { type: 'Feature', properties: { 名称: '乙线' }, geometry: { type: 'LineString', coordinates: [[119.4, 28.4], [119.5, 28.5]] } },
    ];
    const imported = await mustImport(await folder.write('转移路线.geojson', JSON.stringify({ type: 'FeatureCollection', features })));
    const text = faultText(imported, 'zh', true);
    const again = await mustImport(await folder.write('转移路线.csv', text.replace('\r\n,"LINE', '\r\n甲线,"LINE')));
    expect(again.things[0]?.content).toMatchObject({ name: '甲线', geometry: features[0]?.geometry });
  });

  it('has words in both languages for everything that can be wrong', () => {
    for (const { zh, en } of Object.values(ROW_ISSUE_WORDS)) expect([zh !== '', /^[\x20-\x7E△○×]+$/u.test(en)]).toEqual([true, true]);
  });
});
