// The hazard a window looks at, always as it is now, and the older version of it that is open, if any.
import { useCallback, useRef, useState } from 'react';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { useSeat } from '../../../seat/seat-context.ts';

export interface SelectedHazard {
  readonly selected: HazardRecord | null;
  readonly past: HazardRecord | null;
  readonly pastRefusal: Refusal | null;
  readonly select: (hazard: HazardRecord | null) => void;
  /** Null: back to the present version. */
  readonly openVersion: (version: number | null) => void;
}

export const useSelectedHazard = (hazards: readonly HazardRecord[]): SelectedHazard => {
  const { client } = useSeat();
  const [picked, setPicked] = useState<HazardRecord | null>(null);
  const [past, setPast] = useState<HazardRecord | null>(null);
  const [pastRefusal, setPastRefusal] = useState<Refusal | null>(null);
  const asking = useRef<AbortController | null>(null);
  const heard = hazards.find(({ id }) => id === picked?.id);
  const selected = heard !== undefined && picked !== null && heard.version >= picked.version ? heard : picked;

  const drop = useCallback((): void => {
    asking.current?.abort();
    asking.current = null;
    setPast(null);
    setPastRefusal(null);
  }, []);

  const select = useCallback(
    (hazard: HazardRecord | null): void => {
      drop();
      setPicked(hazard);
    },
    [drop],
  );

  const id = picked?.id ?? null;
  const openVersion = useCallback(
    (version: number | null): void => {
      drop();
      if (version === null || id === null) return;
      const controller = new AbortController();
      asking.current = controller;
      void client.request('readHazard', { id, version }, { signal: controller.signal }).then((result) => {
        if (controller.signal.aborted) return;
        if (result.ok) setPast(result.value.value.hazard);
        else setPastRefusal(result.error);
      });
    },
    [client, id, drop],
  );

  return { selected, past, pastRefusal, select, openVersion };
};
