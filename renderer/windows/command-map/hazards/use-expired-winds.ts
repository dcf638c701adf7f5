// Hazards whose measured wind no longer holds: as the station says at a desk, by this seat's clock elsewhere.
import { useEffect, useState } from 'react';
import type { ChangeOf, SnapshotOf } from '../../../../shared/contract/catalogue.ts';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { windState } from '../../../../shared/domain/hazard/toxic-release.ts';
import { useSeat } from '../../../seat/seat-context.ts';

const LOOK_MS = 5_000;

const foldWinds = (held: SnapshotOf<'expiredWinds'>, change: ChangeOf<'expiredWinds'>): SnapshotOf<'expiredWinds'> => {
  const { isExpired, ...wind } = change;
  const others = held.hazards.filter(({ hazardId }) => hazardId !== wind.hazardId);
  return { hazards: isExpired ? [...others, wind] : others };
};

const expiredAt = (hazards: readonly HazardRecord[], now: number): readonly string[] =>
  hazards.filter(({ state, toxic }) => state === 'active' && toxic !== null && windState(toxic.wind, now) === 'expired').map(({ id }) => id);

export const useExpiredWinds = (hazards: readonly HazardRecord[], isDesk: boolean): ReadonlySet<string> => {
  const { client } = useSeat();
  const [told, setTold] = useState<readonly string[]>([]);
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    if (!isDesk) return;
    const following = client.follow('expiredWinds', {}, foldWinds, ({ value }) => setTold(value === null ? [] : value.hazards.map(({ hazardId }) => hazardId)));
    return () => following.dispose();
  }, [client, isDesk]);

  useEffect(() => {
    if (isDesk) return;
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, [isDesk]);

  return new Set(isDesk ? told : expiredAt(hazards, now));
};
