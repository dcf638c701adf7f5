// 谁在里面: everything a hazard affects in numbers, with who said so, what is unknown, and the way into each list.
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { ReloadOutlined } from '@ant-design/icons';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { AffectedCategoryName } from '../../../../shared/domain/hazard/affected-category.ts';
import { VULNERABILITIES } from '../../../../shared/domain/atlas/thing.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { ageText } from '../../../../shared/i18n/times.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { areaText } from '../../../map/tools/measure-text.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { AffectedList } from './affected-list.tsx';
import { ApartCounts } from './apart-counts.tsx';
import { AreaTable } from './area-table.tsx';
import { asOfRange, momentText } from './as-of.ts';
import { CategoryTable } from './category-table.tsx';
import { CautionList } from './caution-list.tsx';
import { listText } from './list-text.ts';
import { RefusedNote } from './refused-note.tsx';
import { ThreePopulations } from './three-populations.tsx';
import { useAffected, type Affected } from './use-affected.ts';
import { ZoneTable } from './zone-table.tsx';

export interface AffectedSummaryProps {
  /** The version whose area is asked about; the people are those of now. */
  readonly hazard: HazardRecord;
  readonly maySeePersons: boolean;
  readonly onPlace: (kind: string, id: string, position: LonLat) => void;
}

const number = (value: number): string => value.toLocaleString('en');

const Vulnerable = ({ persons }: { readonly persons: Affected['persons'] }): ReactNode => {
  const { t, language } = useSeat();
  const parts = VULNERABILITIES.filter(({ value }) => persons.vulnerabilities[value] > 0).map((term) => `${inLanguage(term, language)} ${number(persons.vulnerabilities[term.value])}`);
  return (
    <p>
      {t('hazard.vulnerableLine', { count: number(persons.vulnerable) })} <span className="second">{listText(parts, language)}</span>
    </p>
  );
};

const Blind = ({ blind }: { readonly blind: Affected['blind'] }): ReactNode => {
  const { t } = useSeat();
  const households = blind.none + blind.onlyFaulty + blind.onlyUnknown;
  if (households === 0) return <p className="second">{t('hazard.blind.none')}</p>;
  return <p>{t('hazard.blind.line', { households: number(households), persons: number(blind.persons), none: number(blind.none), faulty: number(blind.onlyFaulty), unknown: number(blind.onlyUnknown) })}</p>;
};

const Totals = ({ affected, hazard }: { readonly affected: Affected; readonly hazard: HazardRecord }): ReactNode => {
  const { t } = useSeat();
  const { persons } = affected;
  return (
    <>
      {persons.persons > 0 && <p className="headline">{t('hazard.headline', { households: number(persons.households), persons: number(persons.persons) })}</p>}
      <ThreePopulations persons={persons} cautions={affected.cautions} />
      <CautionList cautions={affected.cautions} />
      <Vulnerable persons={persons} />
      {persons.households > 0 && <Blind blind={affected.blind} />}
      <ApartCounts persons={persons} />
      <ZoneTable hazard={hazard} zones={persons.zones} />
    </>
  );
};

export const AffectedSummary = ({ hazard, maySeePersons, onPlace }: AffectedSummaryProps): ReactNode => {
  const { t, language } = useSeat();
  const { affected, freshness, isAsking, refusal, again } = useAffected(hazard.id, hazard.version);
  const [category, setCategory] = useState<AffectedCategoryName | null>(null);
  const refused = refusal !== null && <RefusedNote reason={t('hazard.inside.refused', { reason: refusalText(refusal, t) })} onRetry={again} />;
  if (affected === null) return refusal === null ? <p className="second" role="status" aria-busy="true">{t('hazard.count.first')}</p> : refused;
  if (category !== null) return <AffectedList key={category} affected={affected} category={category} onBack={() => setCategory(null)} onPlace={onPlace} onRecount={again} />;
  return (
    <section aria-label={t('hazard.inside')} aria-busy={isAsking}>
      <div className="list-head">
        <h3>{t('hazard.inside')}</h3>
        <Button size="small" icon={<ReloadOutlined />} loading={isAsking} onClick={again}>
          {t('hazard.recount')}
        </Button>
      </div>
      {refused}
      {freshness?.from === 'replica' && <p className="stale-note">{t('identify.remembered', { age: ageText(Date.now() - freshness.heardAt, t) })}</p>}
      <p className="second">
        {t('hazard.countedOf', { area: areaText(affected.squareMetres, language), time: momentText(affected.computedAt, language, true), dates: asOfRange(affected.persons.asOfFrom, affected.persons.asOfTo, language, t) })}
      </p>
      <Totals affected={affected} hazard={hazard} />
      <CategoryTable affected={affected} maySeePersons={maySeePersons} onCategory={setCategory} />
      <h3 className="panel-heading">{t('hazard.areas')}</h3>
      <AreaTable areas={affected.areas} />
    </section>
  );
};
