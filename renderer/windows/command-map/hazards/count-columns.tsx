// The columns every table of affected people has: households, the three populations, what is unknown, the vulnerable.
import type { ReactNode } from 'react';
import { useSeat } from '../../../seat/seat-context.ts';

export interface CountRow {
  readonly households: number;
  readonly registered: number;
  readonly resident: number;
  readonly presentTonight: number;
  readonly presentUnknown: number;
  readonly vulnerable: number;
}

const number = (value: number): string => value.toLocaleString('en');

export const CountHead = ({ name }: { readonly name: string }): ReactNode => {
  const { t } = useSeat();
  return (
    <thead>
      <tr>
        <th scope="col">{name}</th>
        <th scope="col">{t('hazard.unit.households')}</th>
        <th scope="col">{t('hazard.registered')}</th>
        <th scope="col">{t('hazard.resident')}</th>
        <th scope="col">{t('hazard.present')}</th>
        <th scope="col">{t('hazard.unsaid')}</th>
        <th scope="col">{t('hazard.vulnerableShort')}</th>
      </tr>
    </thead>
  );
};

export const CountCells = ({ row }: { readonly row: CountRow }): ReactNode => (
  <>
    <td>{number(row.households)}</td>
    <td>{number(row.registered)}</td>
    <td>{number(row.resident)}</td>
    <td>{number(row.presentTonight)}</td>
    <td className={row.presentUnknown > 0 ? 'unknown' : ''}>{number(row.presentUnknown)}</td>
    <td>{number(row.vulnerable)}</td>
  </>
);
