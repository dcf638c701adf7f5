// How an operation and a stream are declared: one object each, read by every door, the front desk and the windows.
import type { z } from 'zod';
import type { Role } from '../domain/people/role.ts';

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** `anyone` includes seats where nobody has signed in. */
  readonly roles: readonly Role[] | 'anyone';
  readonly input: I;
  readonly output: O;
  /** Changes something: carries a command id, and a repeat returns the first outcome. */
  readonly isChange: boolean;
  /** May lie in a seat's outbox while the station is away. Never for anything that sounds, signs or stops. */
  readonly mayWait: boolean;
  /** A seat keeps the last answer and shows it, with its age, while the station is away. */
  readonly isReplicated: boolean;
}

export interface Stream<P extends z.ZodType = z.ZodType, S extends z.ZodType = z.ZodType, C extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly roles: readonly Role[] | 'anyone';
  /** `latest` may skip to a newer snapshot when a seat is slow; `every` never skips. */
  readonly delivery: 'latest' | 'every';
  readonly parameters: P;
  readonly snapshot: S;
  readonly change: C;
}

export const query = <I extends z.ZodType, O extends z.ZodType, const N extends string>(spec: {
  readonly name: N;
  readonly roles: readonly Role[] | 'anyone';
  readonly input: I;
  readonly output: O;
  readonly isReplicated?: boolean;
}): Operation<I, O> & { readonly name: N } => ({ isChange: false, mayWait: false, isReplicated: false, ...spec });

export const command = <I extends z.ZodType, O extends z.ZodType, const N extends string>(spec: {
  readonly name: N;
  readonly roles: readonly Role[] | 'anyone';
  readonly input: I;
  readonly output: O;
  readonly mayWait?: boolean;
}): Operation<I, O> & { readonly name: N } => ({ isChange: true, mayWait: false, isReplicated: false, ...spec });

export const stream = <P extends z.ZodType, S extends z.ZodType, C extends z.ZodType, const N extends string>(spec: {
  readonly name: N;
  readonly roles: readonly Role[] | 'anyone';
  readonly delivery: 'latest' | 'every';
  readonly parameters: P;
  readonly snapshot: S;
  readonly change: C;
}): Stream<P, S, C> & { readonly name: N } => spec;
