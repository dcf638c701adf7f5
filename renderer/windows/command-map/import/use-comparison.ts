// The file held against the map as the choices stand: first rows at once, then every row; newer choices end what is under way.
import { useCallback, useEffect, useState } from 'react';
import type { InputOf, OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { useConnection } from '../../../station-client/use-stream.ts';

export type Question = InputOf<'previewImport'>;

export type Comparison =
  | { readonly state: 'waiting' | 'comparing' }
  /** `question` is what it answers: what is saved must be the same. */
  | { readonly state: 'ready'; readonly answer: OutputOf<'previewImport'>; readonly question: Question }
  | { readonly state: 'refused'; readonly refusal: Refusal };

export interface ComparisonState {
  readonly comparison: Comparison;
  readonly sample: OutputOf<'sampleImport'> | null;
  readonly again: () => void;
}

const DEBOUNCE_MS = 350;
const SAMPLE_TIMEOUT_MS = 60_000;
/** Progress shows that it goes on; this only ends what nobody waits for any more. */
const COMPARE_TIMEOUT_MS = 3_600_000;

/** `question` is null while something in it is not sound; `mapRevision` grows when the map has changed. */
export const useComparison = (question: Question | null, mapRevision: number, isHeld: boolean): ComparisonState => {
  const { client } = useSeat();
  const connection = useConnection(client);
  const [comparison, setComparison] = useState<Comparison>({ state: 'waiting' });
  const [sample, setSample] = useState<OutputOf<'sampleImport'> | null>(null);
  const [round, setRound] = useState(0);
  const key = JSON.stringify(question);
  const isConnected = connection.state === 'connected';

  useEffect(() => {
    if (isHeld || !isConnected) return;
    setComparison({ state: 'waiting' });
    // The very text that was compared, so that an equal question is not asked twice.
    const asked = JSON.parse(key) as Question | null;
    if (asked === null) return;
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      const { importId, sheet, mapping, source, asOf } = asked;
      const first = await client.request('sampleImport', { importId, sheet, mapping, source, asOf }, { signal: controller.signal, timeoutMs: SAMPLE_TIMEOUT_MS });
      if (controller.signal.aborted) return;
      if (!first.ok) return setComparison({ state: 'refused', refusal: first.error });
      setSample(first.value.value);
      setComparison({ state: 'comparing' });
      const whole = await client.request('previewImport', asked, { signal: controller.signal, timeoutMs: COMPARE_TIMEOUT_MS });
      if (controller.signal.aborted) return;
      setComparison(whole.ok ? { state: 'ready', answer: whole.value.value, question: asked } : { state: 'refused', refusal: whole.error });
    };
    const timer = setTimeout(() => void run(), DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, key, mapRevision, round, isHeld, isConnected]);

  return { comparison, sample, again: useCallback(() => setRound((old) => old + 1), []) };
};
