// What the person at this seat may do with hazards.
import { mayReadPersonalData } from '../../../../shared/domain/atlas/personal-data.ts';
import { PLANNING_ROLES, type Role } from '../../../../shared/domain/people/role.ts';

export interface SeatRights {
  /** Declares, changes and closes hazards. */
  readonly mayPlan: boolean;
  /** Sees names, telephones and addresses. */
  readonly maySeePersons: boolean;
}

export const rightsOf = (roles: readonly Role[]): SeatRights => ({ mayPlan: roles.some((role) => PLANNING_ROLES.includes(role)), maySeePersons: mayReadPersonalData(roles) });
