// Who and what a hazard affects, asked again as time goes on; the last answer stays while the next is on its way.
import { useCallback, useEffect, useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import type { Freshness } from '../../../station-client/station-client.ts';
import { useConnection } from '../../../station-client/use-stream.ts';
import { useSeat } from '../../../seat/seat-context.ts';

export type Affected = OutputOf<'readAffected'>;

export interface AffectedState {
  readonly affected: Affected | null;
  readonly freshness: Freshness | null;
  readonly isAsking: boolean;
  readonly refusal: Refusal | null;
  readonly again: () => void;
}

const AGAIN_MS = 30_000;
/** A whole county on a small machine. */
const TIMEOUT_MS = 60_000;

type Held = Omit<AffectedState, 'again'> & { readonly key: string };

const nothing = (key: string): Held => ({ key, affected: null, freshness: null, isAsking: true, refusal: null });

export const useAffected = (hazardId: string, version: number): AffectedState => {
  const { client } = useSeat();
  const connection = useConnection(client);
  const key = `${hazardId} ${version}`;
  const [held, setHeld] = useState<Held>(() => nothing(key));
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((current) => current + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    setHeld((before) => (before.key === key ? { ...before, isAsking: true } : nothing(key)));
    void client.request('readAffected', { hazardId, version }, { signal: controller.signal, timeoutMs: TIMEOUT_MS }).then((result) => {
      if (controller.signal.aborted) return;
      setHeld((before) =>
        result.ok
          ? { key, affected: result.value.value, freshness: result.value.freshness, isAsking: false, refusal: null }
          : { ...(before.key === key ? before : nothing(key)), isAsking: false, refusal: result.error },
      );
    });
    return () => controller.abort();
  }, [client, hazardId, version, key, round, connection.state]);

  useEffect(() => {
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [again]);

  return held.key === key ? { ...held, again } : { ...nothing(key), again };
};
