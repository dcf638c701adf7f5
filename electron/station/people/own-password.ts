// Changing the own password: the old one is tried like at a sign-in, and every session of the account ends.
import { failure, success } from '../../../shared/kernel/result.ts';
import type { Caller, Handlers } from '../../../shared/contract/feature.ts';
import type { PEOPLE_OPERATIONS } from '../../../shared/contract/people.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { refusal } from '../../../shared/contract/refusal.ts';
import { readAccount, readCredential, writeCredential } from './account-ledger.ts';
import { forgetFailures } from './attempt-ledger.ts';
import { entryOf, type PeopleDesk } from './people-desk.ts';
import { endSessionsOf } from './session-ledger.ts';
import { change, changeRefused, orStoreRefusal } from './store-refusal.ts';

type PeopleHandlers = Handlers<typeof PEOPLE_OPERATIONS>;

const changeOwnPassword = async (
  desk: PeopleDesk,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
  caller: Caller,
): ReturnType<PeopleHandlers['changeOwnPassword']> => {
  if (desk.isDemonstration) return failure(refusal('realOnly'));
  const account = caller.person === null ? null : await readAccount(desk.store.read, caller.person.id);
  if (account === null) return failure(refusal('notSignedIn'));
  // Its password is the one in the envelope; an administrator seals it with another.
  if (account.isBreakGlass) return failure(refusal('notPermitted', { problem: 'sealedAccount' }));
  if (password === newPassword) return failure(refusal('invalid', { field: 'newPassword', problem: 'unchanged' }));
  const proof = await desk.check.check({ signInName: account.signInName, password }, caller);
  if (!proof.ok) return proof;
  const made = await desk.passwords.make(newPassword, [account.signInName, account.name], caller);
  if (!made.ok) return made;
  const payload: PeopleEntry<'changeOwnPassword'> = { personId: account.id };
  const written = await change(desk.store, entryOf(caller, 'changeOwnPassword', payload), async (transaction, sequence) => {
    const credential = await readCredential(transaction, account.id);
    if (credential?.setSeq !== proof.value.credentialSeq) throw changeRefused(refusal('conflict', { problem: 'accountChanged' }));
    await writeCredential(transaction, sequence, account.id, made.value);
    await forgetFailures(transaction, desk.check.nameHash(account.signInName));
    await endSessionsOf(transaction, account.id);
    return {};
  });
  if (!written.ok) return written;
  caller.become(null);
  return success({});
};

export const ownPasswordHandlers = (desk: PeopleDesk): Pick<PeopleHandlers, 'changeOwnPassword'> => ({
  changeOwnPassword: async (input, caller) => orStoreRefusal(async () => changeOwnPassword(desk, input, caller)),
});
