import { describe, expect, it } from 'vitest';
import { hazardRecord } from '../../../../tests/fixtures/hazards/hazard-record.ts';
import { changesBetween, contentOfRecord, merged } from './merge-changes.ts';

const base = contentOfRecord(hazardRecord());

describe('two people’s changes of one hazard', () => {
  it('keep mine and take theirs where each changed something else', () => {
    const [mine, theirs] = [{ ...base, note: '我的' }, { ...base, level: 'orange' as const }];
    expect(merged(base, mine, theirs)).toEqual({ ...base, note: '我的', level: 'orange' });
    expect(changesBetween(base, mine, theirs)).toEqual([{ field: 'level', isMine: false, isTheirs: true }, { field: 'note', isMine: true, isTheirs: false }]);
  });

  it('show a field both changed differently, and keep mine', () => {
    const [mine, theirs] = [{ ...base, level: 'yellow' as const }, { ...base, level: 'orange' as const }];
    expect(changesBetween(base, mine, theirs)).toEqual([{ field: 'level', isMine: true, isTheirs: true }]);
    expect(merged(base, mine, theirs).level).toBe('yellow');
  });

  it('show nothing where both said the same', () => {
    const both = { ...base, name: '新名' };
    expect(changesBetween(base, both, both)).toEqual([]);
  });

  it('do not take the order of a shape’s keys for a change', () => {
    const reordered = { ...base, shape: { radiusMetres: 500, centre: [119.5, 28.4] as const, type: 'circle' as const } };
    expect(changesBetween(base, base, reordered)).toEqual([]);
  });
});
