// Every village's state as it may be shown now, in memory: told what each note changes, and when a village falls silent.
import type { Sources } from '../../../shared/contract/feature.ts';
import type { VILLAGE_STREAMS, VillageState } from '../../../shared/contract/villages.ts';
import { byLongestSilence, isSilent, NOTHING_KNOWN, silentFrom, stateNow, type VillageAspect } from '../../../shared/domain/hazard/village-state.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import { success } from '../../../shared/kernel/result.ts';
import type { AreaNames } from './area-names.ts';
import type { Area } from './county-data.ts';
import type { KeptKnowledge } from './note-ledger.ts';

export interface VillageBoard {
  readonly states: () => readonly VillageState[];
  /** After a note: what is now known of these villages. Older knowledge than the board has is passed over. */
  readonly learn: (news: ReadonlyMap<string, KeptKnowledge>) => void;
  /** After the map’s villages may have changed. */
  readonly areasChanged: () => void;
  readonly source: Sources<typeof VILLAGE_STREAMS>['villageStates'];
  readonly dispose: () => void;
}

interface BoardOptions {
  readonly areas: AreaNames;
  readonly clock: Clock;
  readonly silentAfterMinutes: number;
  readonly known: ReadonlyMap<string, KeptKnowledge>;
}

type Change = { readonly villages: readonly VillageState[]; readonly removedCodes: readonly string[] };

const LONGEST_WAIT_MS = 3_600_000;

export const createVillageBoard = ({ areas, clock, silentAfterMinutes, known }: BoardOptions): VillageBoard => {
  const kept = new Map(known);
  const watchers = new Set<(change: Change) => void>();
  const silentAfterMs = silentAfterMinutes * 60_000;
  let shown = new Map<string, string>();
  let timer: Disposable | null = null;

  const stateOf = ({ code, name, position }: Area, now: number): VillageState => {
    const found = kept.get(code)?.knowledge ?? NOTHING_KNOWN;
    const silent = isSilent(found, now, silentAfterMs);
    const aspect = (which: VillageAspect) => ({ state: stateNow(found.aspects[which], silent), lastKnown: found.aspects[which] });
    return {
      areaCode: code,
      name,
      townshipName: areas.find(code.slice(0, 9))?.name ?? '',
      position,
      road: aspect('road'),
      power: aspect('power'),
      mobileNetwork: aspect('mobileNetwork'),
      satellitePhone: aspect('satellitePhone'),
      lastHeardAt: found.lastHeardAt,
      isSilent: silent,
    };
  };

  const states = (): readonly VillageState[] => {
    const now = clock.now();
    return areas.villages().map((area) => stateOf(area, now)).toSorted(byLongestSilence);
  };

  /** Tells what differs from what was told last. */
  const tell = (): void => {
    const now = states();
    const next = new Map(now.map((state) => [state.areaCode, JSON.stringify(state)]));
    const villages = now.filter(({ areaCode }) => next.get(areaCode) !== shown.get(areaCode));
    const removedCodes = [...shown.keys()].filter((code) => !next.has(code));
    shown = next;
    if (villages.length > 0 || removedCodes.length > 0) for (const watcher of watchers) watcher({ villages, removedCodes });
    wait();
  };

  const wait = (): void => {
    timer?.dispose();
    const now = clock.now();
    const ends = [...kept.values()].flatMap(({ knowledge }) => {
      const from = silentFrom(knowledge, silentAfterMs);
      return from === null || from <= now ? [] : [from];
    });
    timer = ends.length === 0 ? null : clock.after(Math.min(LONGEST_WAIT_MS, Math.min(...ends) - now), tell);
  };

  tell();
  return {
    states,
    learn: (news) => {
      for (const [code, each] of news) if (each.sequence >= (kept.get(code)?.sequence ?? 0)) kept.set(code, each);
      tell();
    },
    areasChanged: tell,
    source: {
      open: (_parameters, _caller, push) => {
        watchers.add(push);
        return success({ snapshot: () => ({ silentAfterMinutes, villages: states() }), dispose: () => void watchers.delete(push) });
      },
    },
    dispose: () => timer?.dispose(),
  };
};
