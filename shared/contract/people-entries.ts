// What the journal holds of signing in and of accounts: the payloads by operation, for whoever reads the record. No secret is in any.
import { z } from 'zod';
import { accountShape, roleShape } from './people.ts';
import { idShape, timeShape } from './shapes.ts';

const leaveShape = z.strictObject({ personId: idShape });

/** The entry's person is who did it; its seat is where. */
export const PEOPLE_ENTRIES = {
  /** `previousPersonId` sat there before and was signed out with it. */
  signIn: z.strictObject({ personName: z.string(), isBreakGlass: z.boolean(), previousPersonId: idShape.nullable() }),
  becomeDemonstrationPerson: z.strictObject({ personId: idShape, previousPersonId: idShape.nullable() }),
  signOut: leaveShape,
  sessionExpired: leaveShape,
  claimStation: z.strictObject({ account: accountShape, breakGlass: accountShape.nullable() }),
  addAccount: z.strictObject({ account: accountShape }),
  changeAccount: z.strictObject({ account: accountShape, isPasswordChanged: z.boolean() }),
  changeOwnPassword: leaveShape,
  nameRoles: z.strictObject({ roleNames: z.partialRecord(roleShape, z.string()) }),
  /** Too many wrong passwords; person and name are null where nobody has the name that was tried. */
  accountLocked: z.strictObject({ personId: idShape.nullable(), personName: z.string().nullable(), until: timeShape, failures: z.number().int() }),
};

export type PeopleEntry<N extends keyof typeof PEOPLE_ENTRIES> = z.infer<(typeof PEOPLE_ENTRIES)[N]>;
