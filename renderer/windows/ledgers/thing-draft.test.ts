import { expect, it } from 'vitest';
import type { ThingContent } from '../../../shared/domain/atlas/thing.ts';
import { changedKeys, conflictingKeys, rebased, withAttribute } from './thing-draft.ts';

const base: ThingContent = { name: '水南小学', areaCode: '', geometry: { type: 'Point', coordinates: [119.4, 28.4] }, attributes: { capacity: 100, managerName: '王五', suitableFor: ['flood'] }, source: '县局', asOf: '2026' };

it('names what was changed, said for the first time, and no longer said', () => {
  expect(changedKeys(base, base)).toEqual([]);
  expect(changedKeys(base, { ...base, geometry: null, attributes: { capacity: 120, suitableFor: ['flood'], note: '新' } })).toEqual(['geometry', 'capacity', 'managerName', 'note']);
});

it('puts my changes on top of what others have saved meanwhile', () => {
  const mine = withAttribute({ ...base, name: '水南中心小学' }, 'managerName', undefined);
  const newest = withAttribute({ ...base, source: '市局' }, 'capacity', 150);
  expect(rebased(base, mine, newest)).toEqual({ ...base, name: '水南中心小学', source: '市局', attributes: { capacity: 150, suitableFor: ['flood'] } });
  expect(conflictingKeys(base, mine, newest)).toEqual([]);
});

it('names what both have changed, and not what both have changed to the same', () => {
  const mine = withAttribute({ ...base, name: '甲' }, 'capacity', 120);
  const newest = withAttribute({ ...base, name: '甲' }, 'capacity', 150);
  expect(conflictingKeys(base, mine, newest)).toEqual(['capacity']);
  expect(rebased(base, mine, newest).attributes['capacity']).toBe(120);
});
