// What this station calls a role.
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import { DEFAULT_ROLE_NAMES, type Role } from '../../../shared/domain/people/role.ts';

export const roleName = (role: Role, names: OutputOf<'whoAmI'>['roleNames']): string => names[role] ?? DEFAULT_ROLE_NAMES[role].zh;
