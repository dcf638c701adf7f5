// What follows from a journal entry of this room for open seats and windows: who loses a seat, who changed, what is loud. Pure.
import type { Account, PeopleNotice, Person } from '../../../shared/contract/people.ts';
import { PEOPLE_ENTRIES, type PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { personOf } from './account-ledger.ts';

export type SessionEndReason = 'signedOut' | 'expired' | 'replaced' | 'accountDisabled' | 'passwordChanged';

/** Every open seat this fits must have nobody at once. */
export interface SessionEnd {
  readonly personId: string;
  /** Null: wherever the person sits. */
  readonly seat: string | null;
  readonly reason: SessionEndReason;
}

export type PeopleFact =
  | { readonly kind: 'sessionEnded'; readonly end: SessionEnd }
  | { readonly kind: 'personChanged'; readonly person: Person }
  | { readonly kind: 'noticed'; readonly notice: PeopleNotice }
  | { readonly kind: 'claimed' };

/** The part of a journal entry facts are read from. */
export interface FactSource {
  readonly sequence: number;
  readonly time: string;
  readonly seat: string;
  readonly person: string | null;
  readonly operation: string;
  /** JSON text. */
  readonly payload: string;
}

const ended = (personId: string, seat: string | null, reason: SessionEndReason): PeopleFact => ({ kind: 'sessionEnded', end: { personId, seat, reason } });

const replaced = (source: FactSource, previous: string | null, next: string | null): readonly PeopleFact[] =>
  previous === null || previous === next ? [] : [ended(previous, source.seat, 'replaced')];

const noticed = ({ sequence, time, seat }: FactSource, kind: PeopleNotice['kind'], personName: string): PeopleFact => ({
  kind: 'noticed',
  notice: { id: `notice-${sequence}`, time, kind, personName, seat },
});

const ofChangedAccount = (account: Account, isPasswordChanged: boolean): PeopleFact => {
  if (account.isDisabled) return ended(account.id, null, 'accountDisabled');
  return isPasswordChanged ? ended(account.id, null, 'passwordChanged') : { kind: 'personChanged', person: personOf(account) };
};

const ofSignIn = (source: FactSource, { personName, isBreakGlass, previousPersonId }: PeopleEntry<'signIn'>): readonly PeopleFact[] => {
  const left = replaced(source, previousPersonId, source.person);
  return isBreakGlass ? [...left, noticed(source, 'breakGlassUsed', personName)] : left;
};

/** Empty for entries of other rooms. */
export const factsOf = (source: FactSource): readonly PeopleFact[] => {
  const payload = (): unknown => JSON.parse(source.payload);
  switch (source.operation) {
    case 'signIn':
      return ofSignIn(source, PEOPLE_ENTRIES.signIn.parse(payload()));
    case 'becomeDemonstrationPerson': {
      const { personId, previousPersonId } = PEOPLE_ENTRIES.becomeDemonstrationPerson.parse(payload());
      return replaced(source, previousPersonId, personId);
    }
    case 'signOut':
      return [ended(PEOPLE_ENTRIES.signOut.parse(payload()).personId, source.seat, 'signedOut')];
    case 'sessionExpired':
      return [ended(PEOPLE_ENTRIES.sessionExpired.parse(payload()).personId, source.seat, 'expired')];
    case 'claimStation':
      return [{ kind: 'claimed' }];
    case 'changeAccount': {
      const { account, isPasswordChanged } = PEOPLE_ENTRIES.changeAccount.parse(payload());
      return [ofChangedAccount(account, isPasswordChanged)];
    }
    case 'changeOwnPassword':
      return [ended(PEOPLE_ENTRIES.changeOwnPassword.parse(payload()).personId, null, 'passwordChanged')];
    case 'accountLocked': {
      const { personName } = PEOPLE_ENTRIES.accountLocked.parse(payload());
      return personName === null ? [] : [noticed(source, 'accountLocked', personName)];
    }
    default:
      return [];
  }
};
