// What a feature of the station hands to the front desk: a handler for each of its operations, a source for each stream.
import type { z } from 'zod';
import type { Result } from '../kernel/result.ts';
import type { Operation, Stream } from './define.ts';
import type { Person } from './people.ts';
import type { Refusal } from './refusal.ts';

/** Who asks, from where, and whether they have hung up. */
export interface Caller {
  readonly seat: string;
  readonly person: Person | null;
  readonly signal: AbortSignal;
  /** Present for every change: unique to this person, operation and client command. */
  readonly commandId: string | null;
  /** Makes this seat another person's (or nobody's) from now on. */
  readonly become: (person: Person | null) => void;
}

type Operations = { readonly [name: string]: Operation };
type Streams = { readonly [name: string]: Stream };

export type Handlers<O extends Operations> = {
  readonly [N in keyof O]: (input: z.output<O[N]['input']>, caller: Caller) => Promise<Result<z.input<O[N]['output']>, Refusal>>;
};

export interface StreamSource<P, S, C> {
  /** Followers of one audience share numbering; what may be seen must depend on this key and the parameters alone. */
  readonly audience?: (caller: Caller) => string;
  /**
   * Opens the stream for one audience. `snapshot` is synchronous, so that it and the changes pushed after it meet exactly.
   */
  readonly open: (parameters: P, caller: Caller, push: (change: C) => void) => Result<{ readonly snapshot: () => S; readonly dispose: () => void }, Refusal>;
}

export type Sources<S extends Streams> = {
  readonly [N in keyof S]: StreamSource<z.output<S[N]['parameters']>, z.input<S[N]['snapshot']>, z.input<S[N]['change']>>;
};
