// The affected by township and village, the three populations apart.
import type { ReactNode } from 'react';
import { useSeat } from '../../../seat/seat-context.ts';
import { CountCells, CountHead } from './count-columns.tsx';
import type { Affected } from './use-affected.ts';

export const AreaTable = ({ areas }: { readonly areas: Affected['areas'] }): ReactNode => {
  const { t } = useSeat();
  if (areas.length === 0) return <p className="second">{t('hazard.areas.none')}</p>;
  const ordered = areas.toSorted((left, right) => (left.areaCode < right.areaCode ? -1 : left.areaCode > right.areaCode ? 1 : 0));
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={t('hazard.areas')}>
      <table className="areas">
        <CountHead name={t('hazard.areas')} />
        <tbody>
          {ordered.map((area) => (
            <tr key={`${area.level} ${area.areaCode}`} className={area.level === 'township' ? 'township' : ''}>
              <th scope="row">{area.name === '' ? t('hazard.areaUnknown') : area.name}</th>
              <CountCells row={area} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
