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

interface Past extends Pick<SelectedHazard, 'past' | 'pastRefusal'> {
  readonly open: (id: string, version: number) => void;
  readonly drop: () => void;
}

const usePast = (): Past => {
  const { client } = useSeat();
  const [past, setPast] = useState<HazardRecord | null>(null);
  const [pastRefusal, setPastRefusal] = useState<Refusal | null>(null);
  const asking = useRef<AbortController | null>(null);
  const drop = useCallback((): void => {
    asking.current?.abort();
    asking.current = null;
    setPast(null);
    setPastRefusal(null);
  }, []);
  const open = useCallback(
    (id: string, version: number): void => {
      drop();
      const controller = new AbortController();
      asking.current = controller;
      void client.request('readHazard', { id, version }, { signal: controller.signal }).then((result) => {
        if (controller.signal.aborted) return;
        if (result.ok) setPast(result.value.value.hazard);
        else setPastRefusal(result.error);
      });
    },
    [client, drop],
  );
  return { past, pastRefusal, open, drop };
};

export const useSelectedHazard = (hazards: readonly HazardRecord[]): SelectedHazard => {
  const [picked, setPicked] = useState<HazardRecord | null>(null);
  const { past, pastRefusal, open, drop } = usePast();
  const heard = hazards.find(({ id }) => id === picked?.id);
  const selected = heard !== undefined && picked !== null && heard.version >= picked.version ? heard : picked;
  const select = useCallback(
    (hazard: HazardRecord | null): void => {
      drop();
      setPicked(hazard);
    },
    [drop],
  );
  const id = picked?.id ?? null;
  const openVersion = useCallback((version: number | null): void => (version === null || id === null ? drop() : open(id, version)), [id, open, drop]);
  return { selected, past, pastRefusal, select, openVersion };
};
