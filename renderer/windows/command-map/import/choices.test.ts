import { describe, expect, it } from 'vitest';
import type { ImportSheet } from '../../../../shared/contract/import-shapes.ts';
import { firstChoices, isAsOfSound, likeliestSheet } from './choices.ts';

const sheet = (parts: Partial<ImportSheet>): ImportSheet => ({
  name: '表',
  isHidden: false,
  hasGeometry: false,
  statedRows: null,
  mapping: { kind: 'shelter', headers: ['名称'], firstDataRow: 2, name: 0, key: null, version: null, areaCode: null, areaNames: { township: null, village: null }, source: null, asOf: null, position: { from: 'none' }, fields: [] },
  confidence: 0.5,
  kinds: [],
  notes: [],
  unmapped: [],
  rows: [],
  sample: [],
  issueTerms: [],
  remembered: null,
  ...parts,
});

const remembered = { usedAt: '2026-11-20T01:00:00.000Z', person: '王芳', fileName: '古市镇避灾点_2026年.xlsx', source: '古市镇' };

describe('the first choices', () => {
  it('take the source of the last edition of the same list, and of no other list', () => {
    const sheets = [sheet({ remembered })];
    expect(firstChoices(sheets, '古市镇避灾点_2027年.xlsx', 0)?.source).toBe('古市镇');
    expect(firstChoices(sheets, '水南镇避灾点_2027年.xlsx', 0)?.source).toBe('水南镇避灾点_2027年');
    expect(firstChoices([sheet({})], '避灾点.csv', 0)?.source).toBe('避灾点');
  });

  it('say nothing of a date nobody has said, clear nothing and remove nothing', () => {
    expect(firstChoices([sheet({})], '避灾点.csv', 0)).toMatchObject({ asOf: '', blankClears: false, completeList: null });
  });

  it('are none where the sheet holds nothing', () => {
    expect(firstChoices([sheet({ mapping: null })], '避灾点.csv', 0)).toBeNull();
    expect(firstChoices([], '避灾点.csv', 0)).toBeNull();
  });

  it('are of the sheet most like a list, hidden ones last', () => {
    expect(likeliestSheet([sheet({ mapping: null }), sheet({ confidence: 0.3 }), sheet({ confidence: 0.9, isHidden: true }), sheet({ confidence: 0.6 })])).toBe(3);
    expect(likeliestSheet([sheet({ mapping: null }), sheet({ confidence: 0.1, isHidden: true })])).toBe(1);
  });
});

it('a data date is a year, a month, a day that exists, or unknown', () => {
  expect(['', '2026', '2026-11', '2026-11-22', '2026-02-30', '22.11.2026', '昨天'].map(isAsOfSound)).toEqual([true, true, true, true, false, false, false]);
});
