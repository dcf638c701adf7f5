// Whether the store can be written, who is told, and when a store that could not is tried again.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import { createListeners } from './listeners.ts';
import type { StoreFailure, StoreHealth } from './store.ts';

export interface StoreCondition {
  readonly health: () => StoreHealth;
  readonly onHealth: (listener: (health: StoreHealth) => void) => () => void;
  /** The failure every change is refused with at once; undefined where trying is worth it. */
  readonly refusal: () => StoreFailure | undefined;
  readonly note: (failure: StoreFailure) => void;
  readonly recovered: () => void;
  readonly dispose: () => void;
}

interface ConditionParts {
  readonly clock: Clock;
  readonly retryMs: number;
  /** Tries to write; resolves whatever comes of it, having called `note` or `recovered`. */
  readonly probe: () => Promise<void>;
  readonly onFault?: (error: unknown) => void;
}

export const createStoreCondition = ({ clock, retryMs, probe, onFault }: ConditionParts): StoreCondition => {
  const listeners = createListeners<StoreHealth>(onFault);
  let health: StoreHealth = { state: 'writable' };
  let timer: Disposable | undefined;
  let isProbing = false;
  let isOpen = true;
  const schedule = (): void => {
    if (!isOpen || timer !== undefined || isProbing) return;
    timer = clock.after(retryMs, () => {
      timer = undefined;
      isProbing = true;
      void probe().finally(() => {
        isProbing = false;
        if (health.state === 'readOnly' && health.failure.reason !== 'corrupt') schedule();
      });
    });
  };
  const move = (next: StoreHealth): void => {
    const isSame = JSON.stringify(next) === JSON.stringify(health);
    health = next;
    if (!isSame) listeners.tell(next);
  };
  // A corrupt store stays so until it is opened again: writing on could destroy what can still be saved.
  const isCorrupt = (): boolean => health.state === 'readOnly' && health.failure.reason === 'corrupt';
  return {
    health: () => health,
    onHealth: listeners.add,
    refusal: () => (health.state === 'readOnly' && isRefusedUntried(health.failure) ? health.failure : undefined),
    note: (failure) => {
      if (isCorrupt()) return;
      move({ state: 'readOnly', failure });
      if (!isCorrupt()) schedule();
    },
    recovered: () => {
      if (!isCorrupt()) move({ state: 'writable' });
    },
    dispose: () => {
      isOpen = false;
      timer?.dispose();
    },
  };
};

/** Trying is cheap with a full or read-only disk; with a lost server each try would wait for its timeout, so only the probe tries. */
const isRefusedUntried = (failure: StoreFailure): boolean =>
  failure.reason === 'corrupt' || failure.reason === 'unreachable' || failure.reason === 'inUse';
