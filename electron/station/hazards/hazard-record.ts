// A hazard as it is stored and sent, and what of it those who are not at a desk may see.
import { hazardShape, type HazardRecord } from '../../../shared/contract/hazards.ts';
import { mayReadPersonalData } from '../../../shared/domain/atlas/personal-data.ts';
import type { Caller } from '../../../shared/contract/feature.ts';

/** What is journalled: times are the entry's own, so the ones made with it are left open. */
export interface HazardFact {
  readonly hazard: Omit<HazardRecord, 'declaredAt' | 'changedAt' | 'closing'> & {
    /** Null: declared with this entry. */
    readonly declaredAt: string | null;
    readonly closing: Omit<NonNullable<HazardRecord['closing']>, 'time'> | null;
  };
}

export const hazardOfFact = ({ hazard }: HazardFact, time: string): HazardRecord => ({
  ...hazard,
  declaredAt: hazard.declaredAt ?? time,
  changedAt: time,
  closing: hazard.closing === null ? null : { ...hazard.closing, time },
});

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The hazard of a journal entry; one that does not fit is a defect and throws. */
export const hazardOfPayload = (payload: string, time: string): HazardRecord => {
  const fact: unknown = JSON.parse(payload);
  if (!isRecord(fact) || !isRecord(fact['hazard'])) throw new Error('a journal entry of a hazard holds no hazard');
  const { declaredAt, closing, ...hazard } = fact['hazard'];
  return hazardShape.parse({ ...hazard, declaredAt: declaredAt ?? time, changedAt: time, closing: isRecord(closing) ? { ...closing, time } : null });
};

export const isAtDesk = (caller: Caller): boolean => caller.person !== null && mayReadPersonalData(caller.person.roles);

/** Who reported it and the free note may name people and their telephones. */
export const withoutPersonal = (hazard: HazardRecord): HazardRecord => ({ ...hazard, source: '', note: '' });

export const asSeenBy = (caller: Caller, hazard: HazardRecord): HazardRecord => (isAtDesk(caller) ? hazard : withoutPersonal(hazard));
