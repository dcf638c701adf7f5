// What administrators do with accounts, what each may do with the own password, and what roles are called.
import { failure, success } from '../../../shared/kernel/result.ts';
import type { Caller, Handlers } from '../../../shared/contract/feature.ts';
import type { Account, PEOPLE_OPERATIONS } from '../../../shared/contract/people.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import { countAccounts, findAccount, inOrder, readAccount, readAccounts, writeAccount, writeCredential } from './account-ledger.ts';
import { countFailures, forgetFailures, readAccountThrottles } from './attempt-ledger.ts';
import type { PasswordHash } from './password-hash.ts';
import { entryOf, type PeopleDesk, tidyNaming } from './people-desk.ts';
import type { PeopleTransaction } from './people-tables.ts';
import { endSessionsOf } from './session-ledger.ts';
import { change, changeRefused, orStoreRefusal } from './store-refusal.ts';
import { lockedUntil, OPEN_THROTTLE } from './throttle.ts';

type PeopleHandlers = Handlers<typeof PEOPLE_OPERATIONS>;
type InputOf<N extends keyof PeopleHandlers> = Parameters<PeopleHandlers[N]>[0];

const DAY_MS = 86_400_000;

const listAccounts = async ({ store, clock }: PeopleDesk): ReturnType<PeopleHandlers['listAccounts']> => {
  const now = clock.now();
  const throttles = await readAccountThrottles(store.read);
  const failures = await countFailures(store.read, now - DAY_MS);
  const accounts = (await readAccounts(store.read)).map((account) => {
    const until = lockedUntil(throttles.get(account.id) ?? OPEN_THROTTLE, now);
    return { ...account, lockedUntil: until === null ? null : new Date(until).toISOString(), failedSignIns: failures.get(account.id) ?? 0 };
  });
  return success({ accounts });
};

const addAccount = async (desk: PeopleDesk, input: InputOf<'addAccount'>, caller: Caller): ReturnType<PeopleHandlers['addAccount']> => {
  if (desk.isDemonstration) return failure(refusal('realOnly'));
  const naming = tidyNaming(input);
  if (!naming.ok) return naming;
  const password = await desk.passwords.make(input.password, [naming.value.signInName, naming.value.name], caller);
  if (!password.ok) return password;
  const state = { isDisabled: false, isBreakGlass: input.isBreakGlass, sealOpenedAt: null, version: 1 };
  const account: Account = { ...naming.value, ...state, id: desk.ids.next(), roles: inOrder(input.roles) };
  const payload: PeopleEntry<'addAccount'> = { account };
  return change(desk.store, entryOf(caller, 'addAccount', payload), async (transaction, sequence) => {
    if ((await findAccount(transaction, account.signInName)) !== null) throw changeRefused(refusal('conflict', { problem: 'signInNameTaken' }));
    if ((await countAccounts(transaction)) >= desk.settings.accounts) throw changeRefused(refusal('tooMany', { limit: desk.settings.accounts }));
    await writeAccount(transaction, sequence, account);
    await writeCredential(transaction, sequence, account.id, password.value);
    await forgetFailures(transaction, desk.check.nameHash(account.signInName));
    return { account };
  });
};

/** The sealed account does not count: it lies in an envelope. */
const canAdminister = ({ isDisabled, isBreakGlass, roles }: Account): boolean => !isDisabled && !isBreakGlass && roles.includes('administrator');

const keepAnAdministrator = async (transaction: PeopleTransaction, before: Account, after: Account): Promise<void> => {
  if (!canAdminister(before) || canAdminister(after)) return;
  const others = (await readAccounts(transaction)).filter(({ id }) => id !== after.id);
  if (!others.some(canAdminister)) throw changeRefused(refusal('conflict', { problem: 'lastAdministrator' }));
};

const stale = (account: Account): Refusal => refusal('stale', { account: { ...account, roles: [...account.roles] } });

interface AccountChange {
  readonly after: Account;
  /** Null where it stays. */
  readonly password: PasswordHash | null;
}

const writeChange = async (desk: PeopleDesk, transaction: PeopleTransaction, sequence: number, { after, password }: AccountChange): Promise<void> => {
  const before = await readAccount(transaction, after.id);
  if (before === null) throw changeRefused(refusal('notFound', { id: after.id }));
  if (before.version !== after.version - 1) throw changeRefused(stale(before));
  await keepAnAdministrator(transaction, before, after);
  await writeAccount(transaction, sequence, after);
  if (password !== null) {
    await writeCredential(transaction, sequence, after.id, password);
    await forgetFailures(transaction, desk.check.nameHash(after.signInName));
  }
  if (password !== null || after.isDisabled) await endSessionsOf(transaction, after.id);
};

const changeAccount = async (desk: PeopleDesk, input: InputOf<'changeAccount'>, caller: Caller): ReturnType<PeopleHandlers['changeAccount']> => {
  if (desk.isDemonstration) return failure(refusal('realOnly'));
  const before = await readAccount(desk.store.read, input.id);
  if (before === null) return failure(refusal('notFound', { id: input.id }));
  if (before.version !== input.version) return failure(stale(before));
  // An unattended seat must not be enough to take an account over, and the sealed account cannot seal itself.
  if (input.password !== undefined && input.id === caller.person?.id) return failure(refusal('notPermitted', { problem: 'ownPassword' }));
  const naming = tidyNaming({ signInName: before.signInName, name: input.name, post: input.post });
  if (!naming.ok) return naming;
  const names = [before.signInName, naming.value.name];
  const password = input.password === undefined ? success(null) : await desk.passwords.make(input.password, names, caller);
  if (!password.ok) return password;
  const account: Account = {
    ...before,
    ...naming.value,
    roles: inOrder(input.roles),
    isDisabled: input.isDisabled,
    sealOpenedAt: password.value === null ? before.sealOpenedAt : null,
    version: before.version + 1,
  };
  const payload: PeopleEntry<'changeAccount'> = { account, isPasswordChanged: password.value !== null };
  return change(desk.store, entryOf(caller, 'changeAccount', payload), async (transaction, sequence) => {
    await writeChange(desk, transaction, sequence, { after: account, password: password.value });
    return { account };
  });
};

export const accountHandlers = (desk: PeopleDesk): Pick<PeopleHandlers, 'listAccounts' | 'addAccount' | 'changeAccount'> => ({
  listAccounts: async () => orStoreRefusal(async () => listAccounts(desk)),
  addAccount: async (input, caller) => orStoreRefusal(async () => addAccount(desk, input, caller)),
  changeAccount: async (input, caller) => orStoreRefusal(async () => changeAccount(desk, input, caller)),
});
