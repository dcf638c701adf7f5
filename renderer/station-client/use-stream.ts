// Streams and requests as React state, ended with the component that asked.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChangeOf, InputOf, OperationName, OutputOf, ParametersOf, SnapshotOf, StreamName } from '../../shared/contract/catalogue.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { ConnectionState, Freshness, StationClient, StreamState } from './station-client.ts';

export const useStream = <N extends StreamName>(
  client: StationClient,
  name: N,
  parameters: ParametersOf<N>,
  apply: (held: SnapshotOf<N>, change: ChangeOf<N>) => SnapshotOf<N>,
): StreamState<SnapshotOf<N>> => {
  const [state, setState] = useState<StreamState<SnapshotOf<N>>>({ value: null, state: 'loading', heardAt: null, refusal: null });
  const fold = useRef(apply);
  fold.current = apply;
  const key = JSON.stringify(parameters);
  useEffect(() => {
    const following = client.follow(name, JSON.parse(key) as ParametersOf<N>, (held, change) => fold.current(held, change), (next) => setState(next));
    return () => following.dispose();
  }, [client, name, key]);
  return state;
};

export type QueryState<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'answered'; readonly value: T; readonly freshness: Freshness }
  | { readonly state: 'refused'; readonly refusal: Refusal };

/** Asks when the input changes (`null` asks nothing); `again` asks once more. */
export const useQuery = <N extends OperationName>(client: StationClient, name: N, input: InputOf<N> | null): QueryState<OutputOf<N>> & { readonly again: () => void } => {
  const [state, setState] = useState<QueryState<OutputOf<N>>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(input);
  useEffect(() => {
    if (key === 'null') return;
    const controller = new AbortController();
    setState({ state: 'loading' });
    void client.request(name, JSON.parse(key) as InputOf<N>, { signal: controller.signal }).then((result) => {
      if (controller.signal.aborted) return;
      setState(result.ok ? { state: 'answered', value: result.value.value, freshness: result.value.freshness } : { state: 'refused', refusal: result.error });
    });
    return () => controller.abort();
  }, [client, name, key, round]);
  return { ...state, again: useCallback(() => setRound((current) => current + 1), []) };
};

export const useConnection = (client: StationClient): ConnectionState => {
  const [state, setState] = useState(client.connection());
  useEffect(() => {
    setState(client.connection());
    return client.onConnection(setState);
  }, [client]);
  return state;
};
