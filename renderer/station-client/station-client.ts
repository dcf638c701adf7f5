// The one way a window reaches the station: requests, streams, and how fresh what it holds is.
import type { ChangeOf, InputOf, OperationName, OutputOf, ParametersOf, SnapshotOf, StreamName } from '../../shared/contract/catalogue.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { Disposable } from '../../shared/kernel/disposable.ts';
import type { Result } from '../../shared/kernel/result.ts';

/** Where an answer came from: the station just now, or this seat's replica of an earlier moment. */
export type Freshness = { readonly from: 'station' } | { readonly from: 'replica'; readonly heardAt: number };

export interface Answer<T> {
  readonly value: T;
  readonly freshness: Freshness;
}

export interface StreamState<S> {
  /** What is held now; null until the first snapshot. */
  readonly value: S | null;
  /** `live`: following. `stale`: the station is away, this is what was heard last. `refused`: it may not be seen. */
  readonly state: 'loading' | 'live' | 'stale' | 'refused';
  /** When the station last confirmed it, in epoch milliseconds; null before. */
  readonly heardAt: number | null;
  readonly refusal: Refusal | null;
}

export interface ConnectionState {
  readonly state: 'connecting' | 'connected' | 'away';
  /** Epoch milliseconds since when. */
  readonly since: number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Given when a command is tried again by hand, so that it cannot be carried out twice. */
  readonly commandId?: string;
}

export interface StationClient {
  readonly request: <N extends OperationName>(name: N, input: InputOf<N>, options?: RequestOptions) => Promise<Result<Answer<OutputOf<N>>, Refusal>>;
  /** `apply` folds one change into what is held and returns a new value. The observer is called at once and on every change. */
  readonly follow: <N extends StreamName>(
    name: N,
    parameters: ParametersOf<N>,
    apply: (held: SnapshotOf<N>, change: ChangeOf<N>) => SnapshotOf<N>,
    observer: (state: StreamState<SnapshotOf<N>>, change: ChangeOf<N> | null) => void,
  ) => Disposable;
  readonly connection: () => ConnectionState;
  readonly onConnection: (observer: (state: ConnectionState) => void) => () => void;
  readonly dispose: () => void;
}
