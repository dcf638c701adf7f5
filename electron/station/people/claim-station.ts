// Makes a station somebody's: whoever reads the code at the machine itself becomes its first administrator.
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { Caller, Handlers } from '../../../shared/contract/feature.ts';
import type { Account, PEOPLE_OPERATIONS } from '../../../shared/contract/people.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import { countAccounts, inOrder, personOf, writeAccount, writeCredential } from './account-ledger.ts';
import { forgetFailures } from './attempt-ledger.ts';
import type { PasswordHash } from './password-hash.ts';
import { type PeopleDesk, sitDown, tidyNaming } from './people-desk.ts';
import { signInKey } from './person-name.ts';
import { change, changeRefused, orStoreRefusal } from './store-refusal.ts';

type PeopleHandlers = Handlers<typeof PEOPLE_OPERATIONS>;
type ClaimInput = Parameters<PeopleHandlers['claimStation']>[0];

/** Of the first account and of the sealed one made with it: to decide, and to make the other accounts. */
const FIRST_ROLES: readonly Role[] = ['commander', 'administrator'];

interface NewAccount {
  readonly account: Account;
  readonly password: PasswordHash;
}

interface Wanted {
  readonly signInName: string;
  readonly name: string;
  readonly password: string;
}

const prepare = async (desk: PeopleDesk, wanted: Wanted, isBreakGlass: boolean, caller: Caller): Promise<Result<NewAccount, Refusal>> => {
  const naming = tidyNaming({ signInName: wanted.signInName, name: wanted.name, post: '' });
  if (!naming.ok) return naming;
  const password = await desk.passwords.make(wanted.password, [naming.value.signInName, naming.value.name], caller);
  if (!password.ok) return password;
  const state = { isDisabled: false, isBreakGlass, sealOpenedAt: null, version: 1 };
  const account = { ...naming.value, ...state, id: desk.ids.next(), roles: inOrder(FIRST_ROLES) };
  return success({ account, password: password.value });
};

const prepareAll = async (desk: PeopleDesk, input: ClaimInput, caller: Caller): Promise<Result<readonly [NewAccount, ...NewAccount[]], Refusal>> => {
  if (input.breakGlass !== undefined && signInKey(input.breakGlass.signInName) === signInKey(input.signInName))
    return failure(refusal('conflict', { problem: 'signInNameTaken' }));
  const first = await prepare(desk, input, false, caller);
  if (!first.ok) return first;
  if (input.breakGlass === undefined) return success([first.value]);
  const sealed = await prepare(desk, input.breakGlass, true, caller);
  return sealed.ok ? success([first.value, sealed.value]) : sealed;
};

const claimed = (): Refusal => refusal('conflict', { problem: 'alreadyClaimed' });

const claimStation = async (desk: PeopleDesk, input: ClaimInput, caller: Caller): ReturnType<PeopleHandlers['claimStation']> => {
  if (desk.isDemonstration) return failure(refusal('realOnly'));
  const code = desk.claimCode();
  if (code === null) return failure(claimed());
  const compared = code.compare(input.code);
  if (!compared.ok) return compared;
  const prepared = await prepareAll(desk, input, caller);
  if (!prepared.ok) return prepared;
  const [first, sealed] = prepared.value;
  const payload: PeopleEntry<'claimStation'> = { account: first.account, breakGlass: sealed?.account ?? null };
  const entry = { seat: caller.seat, person: first.account.id, operation: 'claimStation', payload };
  const written = await change(desk.store, entry, async (transaction, sequence) => {
    if ((await countAccounts(transaction)) > 0) throw changeRefused(claimed());
    for (const { account, password } of prepared.value) {
      await writeAccount(transaction, sequence, account);
      await writeCredential(transaction, sequence, account.id, password);
      await forgetFailures(transaction, desk.check.nameHash(account.signInName));
    }
    return sequence;
  });
  return written.ok ? sitDown(desk, caller, personOf(first.account), written.value) : written;
};

export const claimHandlers = (desk: PeopleDesk): Pick<PeopleHandlers, 'claimStation'> => ({
  claimStation: async (input, caller) => orStoreRefusal(async () => claimStation(desk, input, caller)),
});
