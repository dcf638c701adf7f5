// The hazards in memory: what the streams open with, kept up by the journal's own entries, and whose wind has run out.
import type { Caller, Sources } from '../../../shared/contract/feature.ts';
import type { HAZARD_STREAMS, HazardRecord } from '../../../shared/contract/hazards.ts';
import { windState } from '../../../shared/domain/hazard/toxic-release.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import { success } from '../../../shared/kernel/result.ts';
import type { JournalEntry, Store } from '../store/store.ts';
import { asSeenBy, hazardOfPayload, isAtDesk } from './hazard-record.ts';
import { listPresent } from './hazard-ledger.ts';
import type { HazardSettings } from './hazard-settings.ts';

const JOURNALLED = ['declareHazard', 'changeHazard', 'closeHazard'] as const;

export interface ActiveHazards {
  /** The present version of an active hazard or of one closed lately. */
  readonly find: (id: string) => HazardRecord | undefined;
  readonly sources: Sources<typeof HAZARD_STREAMS>;
  readonly follow: (entry: JournalEntry) => void;
  readonly dispose: () => void;
}

/** A timer of the system overflows beyond 24 days; it is set again. */
const LONGEST_WAIT_MS = 3_600_000;
const PAGE = 500;

type WindChange = { readonly hazardId: string; readonly name: string; readonly validUntil: string; readonly isExpired: boolean };

const readAllActive = async (store: Store): Promise<readonly HazardRecord[]> => {
  const found: HazardRecord[] = [];
  for (let page = await listPresent(store.read, 'active', 0, PAGE); ; page = await listPresent(store.read, 'active', found.length, PAGE)) {
    found.push(...page);
    if (page.length < PAGE) return found;
  }
};

export const createActiveHazards = async (store: Store, clock: Clock, settings: HazardSettings): Promise<ActiveHazards> => {
  const hazards = new Map<string, HazardRecord>();
  const expired = new Map<string, WindChange>();
  const hazardWatchers = new Set<(hazard: HazardRecord) => void>();
  const windWatchers = new Set<(change: WindChange) => void>();
  let timer: Disposable | null = null;

  const forgetOldClosed = (): void => {
    const closed = [...hazards.values()].filter(({ state }) => state === 'closed').toSorted((left, right) => (left.changedAt < right.changedAt ? 1 : -1));
    for (const { id } of closed.slice(settings.closedShown)) hazards.delete(id);
  };

  const lookAtWind = (hazard: HazardRecord): void => {
    const { id: hazardId, name, state, toxic } = hazard;
    const isExpired = state === 'active' && toxic !== null && windState(toxic.wind, clock.now()) === 'expired';
    const known = expired.get(hazardId);
    const validUntil = toxic?.wind?.validUntil ?? known?.validUntil;
    if (isExpired === (known !== undefined) || validUntil === undefined) return;
    const told = { hazardId, name, validUntil, isExpired };
    if (isExpired) expired.set(hazardId, told);
    else expired.delete(hazardId);
    for (const watcher of windWatchers) watcher(told);
  };

  const wait = (): void => {
    timer?.dispose();
    timer = null;
    const now = clock.now();
    const ends = [...hazards.values()].flatMap(({ state, toxic }) => (state === 'active' && toxic !== null && windState(toxic.wind, now) === 'valid' ? [Date.parse(toxic.wind?.validUntil ?? '')] : []));
    if (ends.length === 0) return;
    timer = clock.after(Math.min(LONGEST_WAIT_MS, Math.max(0, Math.min(...ends) - now)), () => {
      for (const hazard of hazards.values()) lookAtWind(hazard);
      wait();
    });
  };

  const keep = (hazard: HazardRecord): void => {
    if ((hazards.get(hazard.id)?.version ?? 0) >= hazard.version) return;
    hazards.set(hazard.id, hazard);
    forgetOldClosed();
    lookAtWind(hazard);
    wait();
    for (const watcher of hazardWatchers) watcher(hazard);
  };

  for (const hazard of [...(await readAllActive(store)), ...(await listPresent(store.read, 'closed', 0, settings.closedShown))]) keep(hazard);

  const audience = (caller: Caller): string => (isAtDesk(caller) ? 'desk' : 'view');
  return {
    find: (id) => hazards.get(id),
    sources: {
      hazards: {
        audience,
        open: (_parameters, caller, push) => {
          const watcher = (hazard: HazardRecord): void => push({ hazard: asSeenBy(caller, hazard) });
          hazardWatchers.add(watcher);
          return success({ snapshot: () => ({ hazards: [...hazards.values()].map((hazard) => asSeenBy(caller, hazard)) }), dispose: () => void hazardWatchers.delete(watcher) });
        },
      },
      expiredWinds: {
        open: (_parameters, _caller, push) => {
          windWatchers.add(push);
          const snapshot = () => ({ hazards: [...expired.values()].map(({ hazardId, name, validUntil }) => ({ hazardId, name, validUntil })) });
          return success({ snapshot, dispose: () => void windWatchers.delete(push) });
        },
      },
    },
    follow: ({ operation, payload, time }) => {
      if (JOURNALLED.some((known) => known === operation)) keep(hazardOfPayload(payload, time));
    },
    dispose: () => timer?.dispose(),
  };
};
