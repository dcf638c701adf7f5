// Saving a drawn hazard: once, however often it is pressed, and never without saying what became of it.
import { useCallback, useRef, useState } from 'react';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import type { HazardContent } from '../../../../shared/domain/hazard/hazard.ts';
import { useSeat } from '../../../seat/seat-context.ts';

export interface Saving {
  readonly isSaving: boolean;
  readonly refusal: Refusal | null;
  readonly save: (base: HazardRecord | null, content: HazardContent) => Promise<HazardRecord | null>;
  readonly forget: () => void;
}

export const useSave = (): Saving => {
  const { client } = useSeat();
  const [isSaving, setIsSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isBusy = useRef(false);
  // A try without an answer may have been carried out: the same content goes again under the same id.
  const tried = useRef({ key: '', commandId: '' });

  const save = useCallback(
    async (base: HazardRecord | null, content: HazardContent): Promise<HazardRecord | null> => {
      if (isBusy.current) return null;
      isBusy.current = true;
      setIsSaving(true);
      setRefusal(null);
      const key = JSON.stringify([base?.id, base?.version, content]);
      if (tried.current.key !== key) tried.current = { key, commandId: crypto.randomUUID() };
      const options = { commandId: tried.current.commandId };
      const result = base === null ? await client.request('declareHazard', { content }, options) : await client.request('changeHazard', { id: base.id, version: base.version, content }, options);
      isBusy.current = false;
      setIsSaving(false);
      if (result.ok) return result.value.value.hazard;
      // Refused is answered: only silence and a lost line leave it open.
      if (result.error.reason !== 'timedOut' && result.error.reason !== 'offline') tried.current = { key: '', commandId: '' };
      setRefusal(result.error);
      return null;
    },
    [client],
  );

  return { isSaving, refusal, save, forget: useCallback(() => setRefusal(null), []) };
};
