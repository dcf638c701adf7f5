// The zones of a release: what the table advises with its source, the distances taken, which way they spread, and what people in each are to do.
import type { ReactNode } from 'react';
import { Button, Input, Radio } from 'antd';
import { ZONE_GRADE_TERMS, ZONE_MEASURE_TERMS, ZONE_MEASURES, type ZoneMeasure } from '../../../../shared/domain/hazard/hazard-zone.ts';
import type { SourcedDistance, ToxicSubstance } from '../../../../shared/domain/hazard/toxic-release.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { NumberField } from './number-field.tsx';
import { adviceFor, withAdvice } from './toxic-draft.ts';
import type { ToxicPartProps } from './toxic-substance.tsx';

const MOST_METRES = 300_000;
const FULL_CIRCLE = 360;
const UNDECIDED = 'undecided';

const AdviceLine = ({ grade, distance }: { readonly grade: 'heavy' | 'light'; readonly distance: SourcedDistance | null }): ReactNode => {
  const { t, language } = useSeat();
  const zone = inLanguage(ZONE_GRADE_TERMS[grade], language);
  if (distance === null) return <li className="unknown">{t('hazard.toxic.byExpert', { zone })}</li>;
  return <li>{t(distance.isVerified ? 'hazard.toxic.advice' : 'hazard.toxic.adviceUnverified', { zone, metres: distance.metres.toLocaleString('en'), source: distance.source })}</li>;
};

const TableAdviceFields = ({ toxic, onToxic, substance }: ToxicPartProps & { readonly substance: ToxicSubstance | undefined }): ReactNode => {
  const { t } = useSeat();
  const advice = adviceFor(toxic, substance);
  return (
    <div className="table-advice">
      <Radio.Group aria-label={t('hazard.toxic.size')} optionType="button" value={toxic.size} options={[{ value: 'small', label: t('hazard.toxic.small') }, { value: 'large', label: t('hazard.toxic.large') }]} onChange={(event) => onToxic({ ...toxic, size: event.target.value === 'small' ? 'small' : 'large' })} />
      <Radio.Group aria-label={t('hazard.toxic.dayOrNight')} optionType="button" value={toxic.isNight} options={[{ value: false, label: t('hazard.toxic.day') }, { value: true, label: t('hazard.toxic.night') }]} onChange={(event) => onToxic({ ...toxic, isNight: event.target.value === true })} />
      {advice === null ? (
        <p className="second">{t(substance === undefined ? 'hazard.toxic.noTable' : 'hazard.toxic.chooseSize')}</p>
      ) : (
        <>
          <ul className="advice">
            <AdviceLine grade="heavy" distance={advice.heavy} />
            <AdviceLine grade="light" distance={advice.light} />
          </ul>
          {(advice.heavy !== null || advice.light !== null) && <Button onClick={() => onToxic(withAdvice(toxic, advice))}>{t('hazard.toxic.takeAdvice')}</Button>}
        </>
      )}
    </div>
  );
};

const Distances = ({ toxic, onToxic }: ToxicPartProps): ReactNode => {
  const { t, language } = useSeat();
  const field = (grade: 'heavy' | 'light' | 'safe', value: number | null, take: (metres: number | null) => void): ReactNode => (
    <NumberField
      label={t('hazard.toxic.upTo', { zone: inLanguage(ZONE_GRADE_TERMS[grade], language) })}
      unit={t('hazard.unit.metres')}
      value={value}
      least={1}
      most={MOST_METRES}
      placeholder={t(grade === 'safe' ? 'hazard.toxic.notDrawn' : 'hazard.toxic.expert')}
      onNumber={take}
      onEmpty={() => take(null)}
    />
  );
  return (
    <>
      <div className="number-row">
        {field('heavy', toxic.heavyMetres, (heavyMetres) => onToxic({ ...toxic, heavyMetres }))}
        {field('light', toxic.lightMetres, (lightMetres) => onToxic({ ...toxic, lightMetres }))}
        {field('safe', toxic.safeMetres, (safeMetres) => onToxic({ ...toxic, safeMetres }))}
      </div>
      <div className="form-row">
        <label htmlFor="toxic-distance-source">{t('hazard.toxic.distanceSource')}</label>
        <Input id="toxic-distance-source" autoComplete="off" maxLength={300} placeholder={t('hazard.toxic.distanceSourceExample')} value={toxic.distanceSource} onChange={(event) => onToxic({ ...toxic, distanceSource: event.target.value })} />
      </div>
      <div className="number-row">
        <Radio.Group
          aria-label={t('hazard.toxic.spread')}
          optionType="button"
          value={toxic.isDownwind}
          options={[{ value: false, label: t('hazard.toxic.allRound') }, { value: true, label: t('hazard.toxic.downwind'), disabled: toxic.wind === null }]}
          onChange={(event) => onToxic({ ...toxic, isDownwind: event.target.value === true })}
        />
        {toxic.isDownwind && <NumberField label={t('hazard.toxic.span')} unit="°" value={toxic.spanDegrees} least={1} most={FULL_CIRCLE} placeholder={t('hazard.toxic.expert')} onNumber={(spanDegrees) => onToxic({ ...toxic, spanDegrees })} onEmpty={() => onToxic({ ...toxic, spanDegrees: null })} />}
      </div>
    </>
  );
};

const MeasureChoice = ({ grade, measure, onMeasure }: { readonly grade: 'heavy' | 'light'; readonly measure: ZoneMeasure | null; readonly onMeasure: (measure: ZoneMeasure | null) => void }): ReactNode => {
  const { t, language } = useSeat();
  const zone = inLanguage(ZONE_GRADE_TERMS[grade], language);
  return (
    <div className="form-row">
      <span>{t('hazard.toxic.measure', { zone })}</span>
      <Radio.Group
        aria-label={t('hazard.toxic.measure', { zone })}
        optionType="button"
        value={measure ?? UNDECIDED}
        options={[...ZONE_MEASURES.map((value) => ({ value: value as string, label: inLanguage(ZONE_MEASURE_TERMS[value], language) })), { value: UNDECIDED, label: t('hazard.toxic.undecided') }]}
        onChange={(event) => onMeasure(ZONE_MEASURES.find((value) => value === event.target.value) ?? null)}
      />
    </div>
  );
};

export interface ToxicZonesProps extends ToxicPartProps {
  readonly substance: ToxicSubstance | undefined;
  /** Zones come from the distances; otherwise they were drawn by hand. */
  readonly isByDistances: boolean;
}

export const ToxicZoneFields = ({ toxic, onToxic, substance, isByDistances }: ToxicZonesProps): ReactNode => (
  <>
    {isByDistances && (
      <>
        <TableAdviceFields toxic={toxic} onToxic={onToxic} substance={substance} />
        <Distances toxic={toxic} onToxic={onToxic} />
      </>
    )}
    <MeasureChoice grade="heavy" measure={toxic.heavyMeasure} onMeasure={(heavyMeasure) => onToxic({ ...toxic, heavyMeasure })} />
    <MeasureChoice grade="light" measure={toxic.lightMeasure} onMeasure={(lightMeasure) => onToxic({ ...toxic, lightMeasure })} />
  </>
);
