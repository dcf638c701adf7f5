// What is on record of a release: substance, amount, wind and until when it holds, distances with their source.
import type { ReactNode } from 'react';
import { WarningOutlined } from '@ant-design/icons';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { ZONE_GRADE_TERMS } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { metresText } from '../../../map/tools/measure-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { momentText } from './as-of.ts';
import { listText } from './list-text.ts';

type Toxic = NonNullable<HazardRecord['toxic']>;

const Wind = ({ wind, isExpired }: { readonly wind: NonNullable<Toxic['wind']>; readonly isExpired: boolean }): ReactNode => {
  const { t, language } = useSeat();
  return (
    <p className={isExpired ? 'loud' : ''} {...(isExpired ? { role: 'alert' } : {})}>
      {isExpired && (
        <strong>
          <WarningOutlined aria-hidden="true" /> {t('hazard.wind.expired')}{' '}
        </strong>
      )}
      {t('hazard.wind.line', { from: Math.round(wind.fromDegrees), speed: wind.metresPerSecond, measured: momentText(wind.measuredAt, language), until: momentText(wind.validUntil, language), source: wind.source })}
    </p>
  );
};

const Distances = ({ hazard, toxic }: { readonly hazard: HazardRecord; readonly toxic: Toxic }): ReactNode => {
  const { t, language } = useSeat();
  const { shape } = hazard;
  const source = toxic.distanceSource === '' ? t('hazard.sourceUnknown') : toxic.distanceSource;
  if (shape.type !== 'toxic') return <p className="second">{t('hazard.toxic.byHand', { source })}</p>;
  const part = (grade: 'heavy' | 'light' | 'safe', metres: number | null): string => (metres === null ? '' : `${inLanguage(ZONE_GRADE_TERMS[grade], language)} ${metresText(metres, language)}`);
  const parts = [part('heavy', shape.heavyMetres), part('light', shape.lightMetres), part('safe', shape.safeMetres)].filter((words) => words !== '');
  return <p>{t('hazard.toxic.distancesLine', { parts: listText(parts, language), source })}</p>;
};

export const ToxicFacts = ({ hazard, isWindExpired }: { readonly hazard: HazardRecord; readonly isWindExpired: boolean }): ReactNode => {
  const { t } = useSeat();
  const { toxic } = hazard;
  if (toxic === null) return null;
  const un = toxic.unNumber === null ? t('hazard.toxic.unUnknown') : `UN ${toxic.unNumber}`;
  const amount = toxic.amount === null ? t('common.unknown') : `${toxic.amount.value} ${toxic.amount.unit === 'm3' ? 'm³' : toxic.amount.unit}${toxic.amount.isEstimated ? `（${t('hazard.toxic.estimated')}）` : ''}`;
  return (
    <section className="toxic-facts" aria-label={t('hazard.toxic')}>
      <p>{t('hazard.toxic.line', { name: toxic.substanceName, un, amount })}</p>
      {toxic.wind === null ? <p className="unknown">{t('hazard.wind.none')}</p> : <Wind wind={toxic.wind} isExpired={isWindExpired} />}
      <Distances hazard={hazard} toxic={toxic} />
    </section>
  );
};
