// The affected zone by zone; nobody is in two of them.
import type { ReactNode } from 'react';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { ZONE_GRADE_TERMS, ZONE_MEASURE_TERMS } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { areaText } from '../../../map/tools/measure-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { CountCells, CountHead } from './count-columns.tsx';
import type { PersonTotals } from './three-populations.tsx';

export const ZoneTable = ({ hazard, zones }: { readonly hazard: HazardRecord; readonly zones: PersonTotals['zones'] }): ReactNode => {
  const { t, language } = useSeat();
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={t('hazard.zones')}>
      <table className="areas">
        <CountHead name={t('hazard.zones')} />
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
                <CountCells row={counted} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
