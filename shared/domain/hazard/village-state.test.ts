import { describe, expect, it } from 'vitest';
import { byLongestSilence, isSilent, knowledgeOf, noteTimesProblem, stateNow, type TelephoneNote } from './village-state.ts';

const note = (id: string, more: Partial<TelephoneNote>): TelephoneNote => ({
  id,
  sequence: Number(id),
  areaCode: '331124001001',
  caller: '',
  phone: '',
  words: 'x',
  timeHeard: '2026-11-22T03:00:00.000Z',
  timeOfFact: '2026-11-22T03:00:00.000Z',
  position: null,
  reports: {},
  corrects: null,
  correctedBy: null,
  writtenBy: { id: 'p', name: 'p' },
  writtenAt: '2026-11-22T03:00:00.000Z',
  ...more,
});

describe('what the notes of a village say together', () => {
  it('lets the later fact win although it was heard earlier', () => {
    const notes = [
      note('1', { timeHeard: '2026-11-22T03:10:00.000Z', timeOfFact: '2026-11-22T03:05:00.000Z', reports: { road: 'broken' } }),
      note('2', { timeHeard: '2026-11-22T03:20:00.000Z', timeOfFact: '2026-11-22T02:00:00.000Z', reports: { road: 'working', power: 'broken' } }),
    ];
    const known = knowledgeOf(notes);
    expect(known.aspects.road).toMatchObject({ state: 'broken', noteId: '1' });
    expect(known.aspects.power).toMatchObject({ state: 'broken', noteId: '2' });
    expect(known.aspects.mobileNetwork).toBeNull();
    expect(known.lastHeardAt).toBe('2026-11-22T03:20:00.000Z');
  });

  it('forgets what a corrected note reported', () => {
    const notes = [note('1', { reports: { power: 'working', road: 'working' }, correctedBy: '2' }), note('2', { reports: { power: 'broken' }, corrects: '1' })];
    const known = knowledgeOf(notes);
    expect(known.aspects.power?.state).toBe('broken');
    expect(known.aspects.road).toBeNull();
  });
});

describe('silence', () => {
  const heard = knowledgeOf([note('1', { reports: { road: 'working' } })]);
  const at = Date.parse('2026-11-22T03:00:00.000Z');

  it('makes the last word unknown, and never having spoken is silence too', () => {
    expect(isSilent(heard, at + 59_999, 60_000)).toBe(false);
    expect(isSilent(heard, at + 60_000, 60_000)).toBe(true);
    expect(isSilent(knowledgeOf([]), at, 60_000)).toBe(true);
    expect(stateNow(heard.aspects.road, false)).toBe('working');
    expect(stateNow(heard.aspects.road, true)).toBe('unknown');
    expect(stateNow(null, false)).toBe('unknown');
  });

  it('puts the never heard first, then the longest silent', () => {
    const rows = [
      { areaCode: 'a', lastHeardAt: '2026-11-22T03:00:00.000Z' },
      { areaCode: 'b', lastHeardAt: null },
      { areaCode: 'c', lastHeardAt: '2026-11-21T03:00:00.000Z' },
      { areaCode: 'd', lastHeardAt: null },
    ];
    expect(rows.toSorted(byLongestSilence).map(({ areaCode }) => areaCode)).toEqual(['b', 'd', 'c', 'a']);
  });
});

describe('the times of a note', () => {
  const now = Date.parse('2026-11-22T03:00:00.000Z');

  it('lets a fact be older than the call, never younger', () => {
    expect(noteTimesProblem('2026-11-22T01:00:00Z', '2026-11-22T02:00:00Z', now)).toBeNull();
    expect(noteTimesProblem('2026-11-22T02:00:00.000Z', '2026-11-22T02:00:00Z', now)).toBeNull();
    expect(noteTimesProblem('2026-11-22T02:00:01Z', '2026-11-22T02:00:00Z', now)).toBe('factAfterHeard');
  });

  it('lets a call be heard long ago, but not in the future', () => {
    expect(noteTimesProblem('2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z', now)).toBeNull();
    expect(noteTimesProblem('2026-11-22T03:00:00Z', '2026-11-22T03:05:00Z', now)).toBe('heardInFuture');
  });
});
