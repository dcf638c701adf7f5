// Who may sit at this station: its accounts, or the invented people of a demonstration.
import type { Person } from '../../../shared/contract/people.ts';
import { personOf, readAccount, readCredential } from './account-ledger.ts';
import { DEMONSTRATION_PEOPLE } from './demonstration-people.ts';
import type { Tables } from './people-tables.ts';

export interface Register {
  /** Null where nobody of that id may sit: unknown, or disabled. */
  readonly find: (read: Tables, personId: string) => Promise<Person | null>;
  /** The same, and only while the password is the one set by entry `credentialSeq` (null for people without one). */
  readonly findProven: (read: Tables, personId: string, credentialSeq: number | null) => Promise<Person | null>;
}

const demonstrationRegister: Register = {
  find: async (_read, personId) => DEMONSTRATION_PEOPLE.find(({ id }) => id === personId) ?? null,
  findProven: async (_read, personId) => DEMONSTRATION_PEOPLE.find(({ id }) => id === personId) ?? null,
};

const findAccountPerson: Register['find'] = async (read, personId) => {
  const account = await readAccount(read, personId);
  return account === null || account.isDisabled ? null : personOf(account);
};

const accountRegister: Register = {
  find: findAccountPerson,
  findProven: async (read, personId, credentialSeq) => {
    const credential = await readCredential(read, personId);
    return credential === null || credential.setSeq !== credentialSeq ? null : findAccountPerson(read, personId);
  },
};

export const registerOf = (isDemonstration: boolean): Register => (isDemonstration ? demonstrationRegister : accountRegister);
