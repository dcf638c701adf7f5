import { describe, expect, it } from 'vitest';
import { refusal } from '../../../../shared/contract/refusal.ts';
import { problemsOf } from './refused-problems.ts';

describe('the problems of a refused hazard', () => {
  it('are read with their places', () => {
    const refused = refusal('invalid', { problems: [{ reason: 'selfCrossing', isFatal: true, at: [119.5, 28.4], grade: 'key', value: null }] });
    expect(problemsOf(refused)).toEqual([{ reason: 'selfCrossing', isFatal: true, at: [119.5, 28.4], grade: 'key', value: null }]);
  });

  it('are fatal where nothing else is said, and unknown ones are left to the refusal’s own words', () => {
    expect(problemsOf(refusal('invalid', { problems: [{ reason: 'factInFuture' }, { reason: 'moonPhase' }, 3] }))).toEqual([{ reason: 'factInFuture', isFatal: true, at: null, grade: null, value: null }]);
    expect(problemsOf(refusal('stale'))).toEqual([]);
    expect(problemsOf(null)).toEqual([]);
  });
});
