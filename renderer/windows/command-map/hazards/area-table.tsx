// The affected by township and village, the three populations apart.
import type { ReactNode } from 'react';
import { useSeat } from '../../../seat/seat-context.ts';
import type { Affected } from './use-affected.ts';

const number = (value: number): string => value.toLocaleString('en');

export const AreaTable = ({ areas }: { readonly areas: Affected['areas'] }): ReactNode => {
  const { t } = useSeat();
  if (areas.length === 0) return <p className="second">{t('hazard.areas.none')}</p>;
  const ordered = areas.toSorted((left, right) => (left.areaCode < right.areaCode ? -1 : left.areaCode > right.areaCode ? 1 : 0));
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={t('hazard.areas')}>
      <table className="areas">
        <thead>
          <tr>
            <th scope="col">{t('hazard.areas')}</th>
            <th scope="col">{t('hazard.unit.households')}</th>
            <th scope="col">{t('hazard.registered')}</th>
            <th scope="col">{t('hazard.resident')}</th>
            <th scope="col">{t('hazard.present')}</th>
            <th scope="col">{t('hazard.unsaid')}</th>
            <th scope="col">{t('hazard.vulnerableShort')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((area) => (
            <tr key={`${area.level} ${area.areaCode}`} className={area.level === 'township' ? 'township' : ''}>
              <th scope="row">{area.name === '' ? t('hazard.areaUnknown') : area.name}</th>
              <td>{number(area.households)}</td>
              <td>{number(area.registered)}</td>
              <td>{number(area.resident)}</td>
              <td>{number(area.presentTonight)}</td>
              <td className={area.presentUnknown > 0 ? 'unknown' : ''}>{number(area.presentUnknown)}</td>
              <td>{number(area.vulnerable)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
