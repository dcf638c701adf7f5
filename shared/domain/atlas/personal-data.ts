// What of a thing may be shown to those who may not read personal data: screens, viewers, the public.
import { DESK_ROLES, type Role } from '../people/role.ts';
import type { Attributes, ThingKind } from './field.ts';

/** Kinds that are somebody's home: their very name is personal data. */
const HOMES: ReadonlySet<string> = new Set(['household']);

export const isHome = (kind: string): boolean => HOMES.has(kind);

export const mayReadPersonalData = (roles: readonly Role[]): boolean => roles.some((role) => DESK_ROLES.includes(role));

export const withoutPersonalAttributes = (kind: ThingKind, attributes: Attributes): Attributes => {
  const personal = new Set(kind.fields.filter((field) => field.isPersonal === true).map((field) => field.key));
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !personal.has(key)));
};
