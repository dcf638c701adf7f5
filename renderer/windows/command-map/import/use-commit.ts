// Saving an import: asked once, and where the line breaks asked again under the same name until it is known how it ended.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { Question } from './use-comparison.ts';
import { whenConnected } from './when-connected.ts';

export type Saving = { readonly state: 'none' } | { readonly state: 'saving'; readonly isStopping: boolean } | { readonly state: 'refused'; readonly refusal: Refusal };

const SAVE_TIMEOUT_MS = 3_600_000;

export interface CommitDesk {
  readonly saving: Saving;
  readonly save: (question: Question, digest: string) => void;
  readonly stop: () => void;
}

export const useCommit = (onSaved: (outcome: OutputOf<'commitImport'>, question: Question) => void): CommitDesk => {
  const { client } = useSeat();
  const [saving, setSaving] = useState<Saving>({ state: 'none' });
  const ending = useRef(new AbortController());
  const running = useRef<string | null>(null);

  useEffect(() => {
    ending.current = new AbortController();
    return () => ending.current.abort();
  }, []);

  const save = useCallback(
    (question: Question, digest: string): void => {
      if (running.current !== null) return;
      running.current = question.importId;
      const { signal } = ending.current;
      const commandId = crypto.randomUUID();
      const run = async (): Promise<void> => {
        setSaving({ state: 'saving', isStopping: false });
        for (;;) {
          // Not given up with the window's signal: what was asked for is carried out, and its outcome is wanted.
          const outcome = await client.request('commitImport', { ...question, digest }, { commandId, timeoutMs: SAVE_TIMEOUT_MS });
          if (!outcome.ok && outcome.error.reason === 'offline' && (await whenConnected(client, signal))) continue;
          running.current = null;
          if (signal.aborted) return;
          if (outcome.ok) onSaved(outcome.value.value, question);
          else setSaving({ state: 'refused', refusal: outcome.error });
          return;
        }
      };
      void run();
    },
    [client, onSaved],
  );

  const stop = useCallback((): void => {
    if (running.current === null) return;
    setSaving({ state: 'saving', isStopping: true });
    void client.request('cancelImport', { id: running.current });
  }, [client]);

  return { saving, save, stop };
};
