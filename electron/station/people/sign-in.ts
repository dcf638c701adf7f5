// Sitting down at a seat and leaving it.
import { failure, success } from '../../../shared/kernel/result.ts';
import type { Caller, Handlers } from '../../../shared/contract/feature.ts';
import type { Account, PEOPLE_OPERATIONS, Person } from '../../../shared/contract/people.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { refusal } from '../../../shared/contract/refusal.ts';
import { countAccounts, personOf, readAccount, readCredential, readRoleNames, writeAccount } from './account-ledger.ts';
import { forgetFailures } from './attempt-ledger.ts';
import { DEMONSTRATION_PEOPLE } from './demonstration-people.ts';
import { writeNotices } from './notices.ts';
import type { PasswordProof } from './password-check.ts';
import { type PeopleDesk, sitDown } from './people-desk.ts';
import type { PeopleTransaction } from './people-tables.ts';
import { endSessionsAt } from './session-ledger.ts';
import { change, changeRefused, orStoreRefusal } from './store-refusal.ts';

type PeopleHandlers = Handlers<typeof PEOPLE_OPERATIONS>;

const whoAmI = async ({ store, isDemonstration }: PeopleDesk, caller: Caller): ReturnType<PeopleHandlers['whoAmI']> =>
  success({
    person: caller.person,
    seat: caller.seat,
    isUnclaimed: !isDemonstration && (await countAccounts(store.read)) === 0,
    demonstrationPeople: isDemonstration ? [...DEMONSTRATION_PEOPLE] : [],
    roleNames: await readRoleNames(store.read),
  });

/** Whoever sat here before signs out with it. */
const leavePrevious = async (transaction: PeopleTransaction, seat: string, previousId: string | null, nextId: string): Promise<void> => {
  if (previousId !== null && previousId !== nextId) await endSessionsAt(transaction, previousId, seat);
};

/** The account as it is now; refused where it was disabled or its password replaced while this one was being checked. */
const confirmProof = async (transaction: PeopleTransaction, { account, credentialSeq }: PasswordProof): Promise<Account> => {
  const now = await readAccount(transaction, account.id);
  const credential = await readCredential(transaction, account.id);
  if (now === null || now.isDisabled || credential?.setSeq !== credentialSeq) throw changeRefused(refusal('conflict', { problem: 'accountChanged' }));
  return now;
};

const signIn = async (
  desk: PeopleDesk,
  input: { readonly signInName: string; readonly password: string },
  caller: Caller,
): ReturnType<PeopleHandlers['signIn']> => {
  if (desk.isDemonstration) return failure(refusal('realOnly'));
  const proof = await desk.check.check(input, caller);
  if (!proof.ok) return proof;
  const { account, credentialSeq } = proof.value;
  const previousPersonId = caller.person?.id ?? null;
  const payload: PeopleEntry<'signIn'> = { personName: account.name, isBreakGlass: account.isBreakGlass, previousPersonId };
  // No command id: the outcome belongs to a ticket, and tickets are not kept.
  const entry = { seat: caller.seat, person: account.id, operation: 'signIn', payload };
  const written = await change(desk.store, entry, async (transaction, sequence, time) => {
    const now = await confirmProof(transaction, proof.value);
    await forgetFailures(transaction, desk.check.nameHash(now.signInName));
    await leavePrevious(transaction, caller.seat, previousPersonId, now.id);
    await writeNotices(transaction, entry, sequence, time);
    if (now.isBreakGlass && now.sealOpenedAt === null)
      await writeAccount(transaction, sequence, { ...now, sealOpenedAt: time, version: now.version + 1 });
    return personOf(now);
  });
  return written.ok ? sitDown(desk, caller, written.value, credentialSeq) : written;
};

const signOut = async ({ sessions }: PeopleDesk, caller: Caller): ReturnType<PeopleHandlers['signOut']> => {
  if (caller.person === null) return success({});
  const personId = caller.person.id;
  caller.become(null);
  const done = await sessions.signOut(caller.seat, personId, caller.commandId);
  return done.ok ? success({}) : done;
};

const becomeDemonstrationPerson = async (
  desk: PeopleDesk,
  { personId }: { readonly personId: string },
  caller: Caller,
): ReturnType<PeopleHandlers['becomeDemonstrationPerson']> => {
  if (!desk.isDemonstration) return failure(refusal('demonstrationOnly'));
  const person: Person | null = await desk.register.find(desk.store.read, personId);
  if (person === null) return failure(refusal('notFound', { personId }));
  const payload: PeopleEntry<'becomeDemonstrationPerson'> = { personId, previousPersonId: caller.person?.id ?? null };
  const entry = { seat: caller.seat, person: personId, operation: 'becomeDemonstrationPerson', payload };
  const written = await change(desk.store, entry, async (transaction) => {
    await leavePrevious(transaction, caller.seat, payload.previousPersonId, personId);
    return null;
  });
  return written.ok ? sitDown(desk, caller, person, null) : written;
};

export const signInHandlers = (desk: PeopleDesk): Pick<PeopleHandlers, 'whoAmI' | 'signIn' | 'signOut' | 'becomeDemonstrationPerson'> => ({
  whoAmI: async (_input, caller) => orStoreRefusal(async () => whoAmI(desk, caller)),
  signIn: async (input, caller) => orStoreRefusal(async () => signIn(desk, input, caller)),
  signOut: async (_input, caller) => signOut(desk, caller),
  becomeDemonstrationPerson: async (input, caller) => orStoreRefusal(async () => becomeDemonstrationPerson(desk, input, caller)),
});
