// The wind as it was measured: from where, how strong, when, until when it holds, and by whom.
import type { ReactNode } from 'react';
import { Checkbox, Input } from 'antd';
import { useSeat } from '../../../seat/seat-context.ts';
import { NumberField } from './number-field.tsx';
import { TimeField } from './time-field.tsx';
import type { ToxicDraft, WindDraft } from './toxic-draft.ts';
import type { ToxicPartProps } from './toxic-substance.tsx';

const MOST_SPEED = 120;
const FULL_CIRCLE = 360;

const newWind = (now: Date): WindDraft => ({ fromDegrees: null, metresPerSecond: null, measuredAt: now.toISOString(), validUntil: null, source: '' });

const Wind = ({ toxic, wind, onToxic }: { readonly toxic: ToxicDraft; readonly wind: WindDraft; readonly onToxic: (toxic: ToxicDraft) => void }): ReactNode => {
  const { t } = useSeat();
  const change = (part: Partial<WindDraft>): void => onToxic({ ...toxic, wind: { ...wind, ...part } });
  return (
    <>
      <div className="number-row">
        <NumberField label={t('hazard.wind.from')} unit="°" value={wind.fromDegrees} least={0} most={FULL_CIRCLE} placeholder={t('hazard.wind.fromHint')} onNumber={(fromDegrees) => change({ fromDegrees })} onEmpty={() => change({ fromDegrees: null })} />
        <NumberField label={t('hazard.wind.speed')} unit={t('hazard.unit.speed')} value={wind.metresPerSecond} least={0} most={MOST_SPEED} onNumber={(metresPerSecond) => change({ metresPerSecond })} onEmpty={() => change({ metresPerSecond: null })} />
      </div>
      <div className="form-row">
        <label htmlFor="wind-measured">{t('hazard.wind.measuredAt')}</label>
        <TimeField id="wind-measured" value={wind.measuredAt} onTime={(measuredAt) => change({ measuredAt })} />
      </div>
      <div className="form-row">
        <label htmlFor="wind-valid">{t('hazard.wind.validUntil')}</label>
        <TimeField id="wind-valid" value={wind.validUntil} onTime={(validUntil) => change({ validUntil })} />
      </div>
      <div className="form-row">
        <label htmlFor="wind-source">{t('hazard.wind.source')}</label>
        <Input id="wind-source" autoComplete="off" maxLength={200} placeholder={t('hazard.wind.sourceExample')} value={wind.source} onChange={(event) => change({ source: event.target.value })} />
      </div>
    </>
  );
};

export const WindFields = ({ toxic, onToxic }: ToxicPartProps): ReactNode => {
  const { t } = useSeat();
  return (
    <>
      <Checkbox checked={toxic.wind !== null} onChange={(event) => onToxic({ ...toxic, wind: event.target.checked ? newWind(new Date()) : null, isDownwind: event.target.checked && toxic.isDownwind })}>
        {t('hazard.wind.measured')}
      </Checkbox>
      {toxic.wind === null ? <p className="second">{t('hazard.wind.none')}</p> : <Wind toxic={toxic} wind={toxic.wind} onToxic={onToxic} />}
    </>
  );
};
