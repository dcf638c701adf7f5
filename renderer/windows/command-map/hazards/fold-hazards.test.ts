import { describe, expect, it } from 'vitest';
import { hazardRecord } from '../../../../tests/fixtures/hazards/hazard-record.ts';
import { activeHazards, closedHazards, foldHazards } from './fold-hazards.ts';

describe('the hazards a window holds', () => {
  it('take in a new one and a newer version, never an older one', () => {
    const first = { hazards: [hazardRecord({ version: 2 })] };
    expect(foldHazards(first, { hazard: hazardRecord({ id: 'h2' }) }).hazards.map(({ id }) => id)).toEqual(['h1', 'h2']);
    expect(foldHazards(first, { hazard: hazardRecord({ version: 3 }) }).hazards.map(({ version }) => version)).toEqual([3]);
    expect(foldHazards(first, { hazard: hazardRecord({ version: 1 }) })).toBe(first);
  });

  it('are read gravest level first, then the latest fact, those without a level last', () => {
    const hazards = [
      hazardRecord({ id: 'none', level: null }),
      hazardRecord({ id: 'blue', level: 'blue' }),
      hazardRecord({ id: 'old red', factTime: '2026-11-21T00:00:00.000Z' }),
      hazardRecord({ id: 'new red' }),
      hazardRecord({ id: 'closed', state: 'closed' }),
    ];
    expect(activeHazards(hazards).map(({ id }) => id)).toEqual(['new red', 'old red', 'blue', 'none']);
  });

  it('list closed ones apart, closed last first', () => {
    const closed = (id: string, changedAt: string) => hazardRecord({ id, state: 'closed', changedAt });
    expect(closedHazards([closed('a', '2026-11-20T00:00:00.000Z'), hazardRecord(), closed('b', '2026-11-21T00:00:00.000Z')]).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
