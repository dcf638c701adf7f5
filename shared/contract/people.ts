// Who is at this seat: signing in and out, claiming a new station, accounts.
import { z } from 'zod';
import { ALL_ROLES, ROLES } from '../domain/people/role.ts';
import { command, query, stream } from './define.ts';
import { idShape, nothing, timeShape } from './shapes.ts';

export const roleShape = z.enum(ROLES);

export const personShape = z.strictObject({ id: idShape, name: z.string().min(1).max(60), post: z.string().max(60), roles: z.array(roleShape).min(1).readonly() }).readonly();

export type Person = z.infer<typeof personShape>;

const accountShape = z.strictObject({ ...personShape.unwrap().shape, signInName: z.string().min(1).max(60), isDisabled: z.boolean(), isBreakGlass: z.boolean(), version: z.number().int() }).readonly();

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
      roleNames: z.record(roleShape, z.string()),
    }),
  }),
  signIn: command({
    name: 'signIn',
    roles: 'anyone',
    input: z.strictObject({ signInName: z.string().min(1).max(60), password: z.string().min(1).max(200) }),
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
    input: z.strictObject({ code: z.string().min(1).max(40), signInName: z.string().min(1).max(60), name: z.string().min(1).max(60), password: passwordShape }),
    output: z.strictObject({ person: personShape, sessionTicket: z.string() }),
  }),
  listAccounts: query({ name: 'listAccounts', roles: ['administrator'], input: nothing, output: z.strictObject({ accounts: z.array(accountShape) }) }),
  addAccount: command({
    name: 'addAccount',
    roles: ['administrator'],
    input: z.strictObject({ signInName: z.string().min(1).max(60), name: z.string().min(1).max(60), post: z.string().max(60), roles: z.array(roleShape).min(1), password: passwordShape, isBreakGlass: z.boolean() }),
    output: z.strictObject({ account: accountShape }),
  }),
  changeAccount: command({
    name: 'changeAccount',
    roles: ['administrator'],
    input: z.strictObject({ id: idShape, version: z.number().int(), name: z.string().min(1).max(60), post: z.string().max(60), roles: z.array(roleShape).min(1), isDisabled: z.boolean(), password: passwordShape.optional() }),
    output: z.strictObject({ account: accountShape }),
  }),
  changeOwnPassword: command({
    name: 'changeOwnPassword',
    roles: ALL_ROLES,
    input: z.strictObject({ password: z.string().min(1).max(200), newPassword: passwordShape }),
    output: nothing,
  }),
  nameRoles: command({
    name: 'nameRoles',
    roles: ['administrator'],
    input: z.strictObject({ roleNames: z.record(roleShape, z.string().min(1).max(20)) }),
    output: nothing,
  }),
};

export const PEOPLE_STREAMS = {
  /** Loud facts about people, shown on every window: the sealed account was used, an account locked itself. */
  peopleNotices: stream({
    name: 'peopleNotices',
    roles: ALL_ROLES,
    delivery: 'every',
    parameters: nothing,
    snapshot: z.strictObject({ notices: z.array(z.strictObject({ id: idShape, time: timeShape, kind: z.enum(['breakGlassUsed', 'accountLocked']), personName: z.string(), seat: z.string() })) }),
    change: z.strictObject({ id: idShape, time: timeShape, kind: z.enum(['breakGlassUsed', 'accountLocked']), personName: z.string(), seat: z.string() }),
  }),
};
