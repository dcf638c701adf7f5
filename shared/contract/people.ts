// Who is at this seat: signing in and out, claiming a new station, accounts.
import { z } from 'zod';
import { ALL_ROLES, ROLES } from '../domain/people/role.ts';
import { command, query, stream } from './define.ts';
import { idShape, nothing, timeShape } from './shapes.ts';

export const roleShape = z.enum(ROLES);

export const personShape = z.strictObject({ id: idShape, name: z.string().min(1).max(60), post: z.string().max(60), roles: z.array(roleShape).min(1).readonly() }).readonly();

export type Person = z.infer<typeof personShape>;

const signInNameShape = z.string().min(1).max(60);

/** No secret is in it: it may be journalled and shown. */
export const accountShape = z
  .strictObject({
    ...personShape.unwrap().shape,
    signInName: signInNameShape,
    isDisabled: z.boolean(),
    /** Its password lies in an envelope; using it opens the seal until an administrator sets a new one. */
    isBreakGlass: z.boolean(),
    /** When the sealed account was first used since it was sealed; null while sealed, and for every other account. */
    sealOpenedAt: timeShape.nullable(),
    version: z.number().int(),
  })
  .readonly();

export type Account = z.infer<typeof accountShape>;

const listedAccountShape = z.strictObject({
  ...accountShape.unwrap().shape,
  /** Too many wrong passwords: nobody gets in under this name before then. */
  lockedUntil: timeShape.nullable(),
  /** Wrong passwords under this name in the last 24 hours. */
  failedSignIns: z.number().int(),
});

/** `invalid` with the reason, as well, where it is the name or a password anybody would try first. */
const passwordShape = z.string().min(10).max(200);

export const PEOPLE_OPERATIONS = {
  whoAmI: query({
    name: 'whoAmI',
    roles: 'anyone',
    input: nothing,
    output: z.strictObject({
      person: personShape.nullable(),
      seat: z.string(),
      /** The station has no account yet: it is claimed with the one-time code its terminal shows. */
      isUnclaimed: z.boolean(),
      /** People of a demonstration station that this seat may become without a password; empty in a real one. */
      demonstrationPeople: z.array(personShape),
      /** What this station calls its roles; a role left out goes by DEFAULT_ROLE_NAMES. */
      roleNames: z.partialRecord(roleShape, z.string()),
    }),
  }),
  /**
   * Refused as `wrongPassword` with `attemptsLeft`, as `lockedOut` with `until` and `retryAfterMs`, alike whether the name
   * exists or not; `notPermitted` with `isDisabled` only to who knows the password; `tooMany` with `retryAfterMs` or `limit`.
   */
  signIn: command({
    name: 'signIn',
    roles: 'anyone',
    input: z.strictObject({ signInName: signInNameShape, password: z.string().min(1).max(200) }),
    /** `sessionTicket` is exchanged once by the door for what keeps the seat signed in over a reload. */
    output: z.strictObject({ person: personShape, sessionTicket: z.string() }),
  }),
  signOut: command({ name: 'signOut', roles: 'anyone', input: nothing, output: nothing }),
  /** In a demonstration only: sit down as another of its people. */
  becomeDemonstrationPerson: command({
    name: 'becomeDemonstrationPerson',
    roles: 'anyone',
    input: z.strictObject({ personId: idShape }),
    output: z.strictObject({ person: personShape, sessionTicket: z.string() }),
  }),
  claimStation: command({
    name: 'claimStation',
    roles: 'anyone',
    input: z.strictObject({
      code: z.string().min(1).max(40),
      signInName: signInNameShape,
      name: z.string().min(1).max(60),
      password: passwordShape,
      /** The sealed account, made together with the first one. */
      breakGlass: z.strictObject({ signInName: signInNameShape, name: z.string().min(1).max(60), password: passwordShape }).optional(),
    }),
    output: z.strictObject({ person: personShape, sessionTicket: z.string() }),
  }),
  listAccounts: query({ name: 'listAccounts', roles: ['administrator'], input: nothing, output: z.strictObject({ accounts: z.array(listedAccountShape) }) }),
  addAccount: command({
    name: 'addAccount',
    roles: ['administrator'],
    input: z.strictObject({ signInName: signInNameShape, name: z.string().min(1).max(60), post: z.string().max(60), roles: z.array(roleShape).min(1), password: passwordShape, isBreakGlass: z.boolean() }),
    output: z.strictObject({ account: accountShape }),
  }),
  /** A new password ends every session of the account, lifts its lock and, on the sealed account, seals it again. */
  changeAccount: command({
    name: 'changeAccount',
    roles: ['administrator'],
    input: z.strictObject({ id: idShape, version: z.number().int(), name: z.string().min(1).max(60), post: z.string().max(60), roles: z.array(roleShape).min(1), isDisabled: z.boolean(), password: passwordShape.optional() }),
    output: z.strictObject({ account: accountShape }),
  }),
  /** Ends every session of the account, the one that asked too: the seat signs in again. */
  changeOwnPassword: command({
    name: 'changeOwnPassword',
    roles: ALL_ROLES,
    input: z.strictObject({ password: z.string().min(1).max(200), newPassword: passwordShape }),
    output: nothing,
  }),
  /** Replaces all chosen names; a role left out goes by its default name again. */
  nameRoles: command({
    name: 'nameRoles',
    roles: ['administrator'],
    input: z.strictObject({ roleNames: z.partialRecord(roleShape, z.string().min(1).max(20)) }),
    output: nothing,
  }),
};

const noticeShape = z.strictObject({ id: idShape, time: timeShape, kind: z.enum(['breakGlassUsed', 'accountLocked']), personName: z.string(), seat: z.string() });

export const PEOPLE_STREAMS = {
  /** Loud facts about people, shown on every window: the sealed account was used, an account locked itself. */
  peopleNotices: stream({
    name: 'peopleNotices',
    roles: ALL_ROLES,
    delivery: 'every',
    parameters: nothing,
    /** The last ones, oldest first. */
    snapshot: z.strictObject({ notices: z.array(noticeShape) }),
    change: noticeShape,
  }),
};

export type PeopleNotice = z.infer<typeof noticeShape>;
