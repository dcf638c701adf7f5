// What this station calls its roles (指挥长, 总指挥, 带班领导 …): names are configuration, rights are not.
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { Handlers } from '../../../shared/contract/feature.ts';
import type { PEOPLE_OPERATIONS } from '../../../shared/contract/people.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import { ROLES } from '../../../shared/domain/people/role.ts';
import { type RoleNames, writeRoleNames } from './account-ledger.ts';
import { entryOf, type PeopleDesk } from './people-desk.ts';
import { signInKey, tidyName } from './person-name.ts';
import { change } from './store-refusal.ts';

const tidyRoleNames = (typed: RoleNames): Result<PeopleEntry<'nameRoles'>['roleNames'], Refusal> => {
  const names: PeopleEntry<'nameRoles'>['roleNames'] = {};
  for (const role of ROLES) {
    const text = typed[role];
    if (text === undefined) continue;
    const name = tidyName(text);
    if (!name.ok) return failure(refusal('invalid', { field: role, problem: name.error }));
    names[role] = name.value;
  }
  const keys = Object.values(names).map(signInKey);
  return new Set(keys).size < keys.length ? failure(refusal('invalid', { field: 'roleNames', problem: 'sameNameTwice' })) : success(names);
};

export const roleNameHandlers = (desk: PeopleDesk): Pick<Handlers<typeof PEOPLE_OPERATIONS>, 'nameRoles'> => ({
  nameRoles: async ({ roleNames }, caller) => {
    const tidied = tidyRoleNames(roleNames);
    if (!tidied.ok) return tidied;
    const names = tidied.value;
    const payload: PeopleEntry<'nameRoles'> = { roleNames: names };
    return change(desk.store, entryOf(caller, 'nameRoles', payload), async (transaction, sequence) => {
      await writeRoleNames(transaction, sequence, names);
      return {};
    });
  },
});
