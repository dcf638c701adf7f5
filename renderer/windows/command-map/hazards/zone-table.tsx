// The affected zone by zone; nobody is in two of them.
import type { ReactNode } from 'react';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { ZONE_GRADE_TERMS, ZONE_MEASURE_TERMS } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { areaText } from '../../../map/tools/measure-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { PersonTotals } from './three-populations.tsx';

const number = (value: number): string => value.toLocaleString('en');

export const ZoneTable = ({ hazard, zones }: { readonly hazard: HazardRecord; readonly zones: PersonTotals['zones'] }): ReactNode => {
  const { t, language } = useSeat();
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={t('hazard.zones')}>
      <table className="areas">
        <thead>
          <tr>
            <th scope="col">{t('hazard.zones')}</th>
            <th scope="col">{t('hazard.unit.households')}</th>
            <th scope="col">{t('hazard.registered')}</th>
            <th scope="col">{t('hazard.resident')}</th>
            <th scope="col">{t('hazard.present')}</th>
            <th scope="col">{t('hazard.unsaid')}</th>
            <th scope="col">{t('hazard.vulnerableShort')}</th>
          </tr>
        </thead>
        <tbody>
          {zones.map((counted) => {
            const zone = hazard.zones.find(({ grade }) => grade === counted.grade);
            const measure = zone?.measure ?? null;
            return (
              <tr key={counted.grade}>
                <th scope="row">
                  {inLanguage(ZONE_GRADE_TERMS[counted.grade], language)}
                  {zone !== undefined && <span className="second"> {areaText(zone.squareMetres, language)}</span>}
                  {measure !== null && <strong> {inLanguage(ZONE_MEASURE_TERMS[measure], language)}</strong>}
                </th>
                <td>{number(counted.households)}</td>
                <td>{number(counted.registered)}</td>
                <td>{number(counted.resident)}</td>
                <td>{number(counted.presentTonight)}</td>
                <td className={counted.presentUnknown > 0 ? 'unknown' : ''}>{number(counted.presentUnknown)}</td>
                <td>{number(counted.vulnerable)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
