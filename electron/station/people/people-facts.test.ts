import { describe, expect, test } from 'vitest';
import { factsOf } from './people-facts.ts';

const entry = (operation: string, payload: unknown) => ({ sequence: 7, time: '2026-11-22T03:15:00.000Z', seat: 'hall-2', person: 'p1', operation, payload: JSON.stringify(payload) });
const account = { id: 'p2', name: '李静', post: '', roles: ['viewer'], signInName: 'li.jing', isDisabled: false, isBreakGlass: false, sealOpenedAt: null, version: 2 };

describe('what follows from an entry', () => {
  test('a sign-in at an empty seat ends nothing', () => {
    expect(factsOf(entry('signIn', { personName: '张伟', isBreakGlass: false, previousPersonId: null }))).toEqual([]);
    expect(factsOf(entry('signIn', { personName: '张伟', isBreakGlass: false, previousPersonId: 'p1' }))).toEqual([]);
  });

  test('a sign-in over somebody ends theirs at that seat', () => {
    expect(factsOf(entry('signIn', { personName: '张伟', isBreakGlass: false, previousPersonId: 'p9' }))).toEqual([
      { kind: 'sessionEnded', end: { personId: 'p9', seat: 'hall-2', reason: 'replaced' } },
    ]);
  });

  test.each([
    [{ account: { ...account, isDisabled: true }, isPasswordChanged: false }, { kind: 'sessionEnded', end: { personId: 'p2', seat: null, reason: 'accountDisabled' } }],
    [{ account, isPasswordChanged: true }, { kind: 'sessionEnded', end: { personId: 'p2', seat: null, reason: 'passwordChanged' } }],
    [{ account, isPasswordChanged: false }, { kind: 'personChanged', person: { id: 'p2', name: '李静', post: '', roles: ['viewer'] } }],
  ])('a changed account %j', (payload, fact) => {
    expect(factsOf(entry('changeAccount', payload))).toEqual([fact]);
  });

  test('the lock of a name nobody has is in the journal and not loud', () => {
    const lock = { personId: null, personName: null, until: '2026-11-22T03:17:00.000Z', failures: 5 };
    expect(factsOf(entry('accountLocked', lock))).toEqual([]);
    expect(factsOf(entry('accountLocked', { ...lock, personId: 'p2', personName: '李静' }))).toMatchObject([{ kind: 'noticed', notice: { id: 'notice-7', kind: 'accountLocked' } }]);
  });

  test('nothing follows from another room’s entry, whatever it holds', () => {
    expect(factsOf({ ...entry('changeThing', {}), payload: 'not json' })).toEqual([]);
  });
});
