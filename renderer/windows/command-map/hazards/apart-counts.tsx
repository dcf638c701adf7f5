// What the totals do not contain or cannot be sure of: near the edge, without coordinates, without a household.
import type { ReactNode } from 'react';
import { useSeat } from '../../../seat/seat-context.ts';
import type { PersonTotals } from './three-populations.tsx';

const count = (value: number): string => value.toLocaleString('en');

export const ApartCounts = ({ persons }: { readonly persons: PersonTotals }): ReactNode => {
  const { t } = useSeat();
  const { edge, unlocated, unlocatedHere, personsWithoutHousehold } = persons;
  const lines = [
    edge.insideMaybeOut.households > 0 ? t('hazard.edge.inside', { metres: edge.metres, households: count(edge.insideMaybeOut.households), persons: count(edge.insideMaybeOut.persons) }) : null,
    edge.outsideMaybeIn.households > 0 ? t('hazard.edge.outside', { metres: edge.metres, households: count(edge.outsideMaybeIn.households), persons: count(edge.outsideMaybeIn.persons) }) : null,
    unlocatedHere.households > 0 ? t('hazard.unlocated.here', { households: count(unlocatedHere.households), persons: count(unlocatedHere.persons) }) : null,
    unlocated.households > 0 ? t('hazard.unlocated.county', { households: count(unlocated.households), persons: count(unlocated.persons) }) : null,
    personsWithoutHousehold > 0 ? t('hazard.withoutHousehold', { persons: count(personsWithoutHousehold) }) : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return <p className="second">{t('hazard.apart.none', { metres: edge.metres })}</p>;
  return (
    <ul className="apart" aria-label={t('hazard.apart')}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
};
