// Which substance came out and how much: from the table with its sources, or named by hand where it is not in it.
import type { ReactNode } from 'react';
import { Checkbox, Input, Select } from 'antd';
import { WarningOutlined } from '@ant-design/icons';
import { AMOUNT_UNITS, type ToxicSubstance } from '../../../../shared/domain/hazard/toxic-release.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { NumberField } from './number-field.tsx';
import { withSubstance, type ToxicDraft } from './toxic-draft.ts';

const NOT_LISTED = '';
const MOST_AMOUNT = 1e9;

export interface ToxicPartProps {
  readonly toxic: ToxicDraft;
  readonly onToxic: (toxic: ToxicDraft) => void;
}

interface SubstanceOption {
  readonly value: string;
  readonly label: string;
  readonly words: string;
}

const SubstanceSelect = ({ toxic, onToxic, substances }: ToxicPartProps & { readonly substances: readonly ToxicSubstance[] }): ReactNode => {
  const { t } = useSeat();
  const options: SubstanceOption[] = [
    ...substances.map(({ id, name, unNumber, otherNames }) => ({ value: id, label: `${name}（UN ${unNumber}）`, words: [name, unNumber, ...otherNames].join(' ').toLowerCase() })),
    { value: NOT_LISTED, label: t('hazard.toxic.notListed'), words: t('hazard.toxic.notListed').toLowerCase() },
  ];
  return (
    <Select<string, SubstanceOption>
      id="toxic-substance"
      className="wide"
      placeholder={t('hazard.toxic.choose')}
      value={toxic.isOwn ? NOT_LISTED : toxic.substanceId}
      options={options}
      showSearch={{ filterOption: (typed, option) => option?.words.includes(typed.trim().toLowerCase()) === true }}
      onChange={(id) => onToxic(withSubstance(toxic, substances.find((substance) => substance.id === id) ?? null))}
    />
  );
};

/** What it must not be taken for comes before everything else about it. */
const Confusion = ({ substance }: { readonly substance: ToxicSubstance }): ReactNode => {
  const { t } = useSeat();
  return (
    <>
      {substance.confusion !== '' && (
        <p className="loud" role="note">
          <WarningOutlined aria-hidden="true" /> {substance.confusion}
        </p>
      )}
      <p className="second">{t('hazard.toxic.unSource', { number: substance.unNumber, source: substance.unNumberSource })}</p>
    </>
  );
};

const OwnSubstance = ({ toxic, onToxic }: ToxicPartProps): ReactNode => {
  const { t } = useSeat();
  return (
    <>
      <div className="form-row">
        <label htmlFor="toxic-name">{t('hazard.toxic.name')}</label>
        <Input id="toxic-name" autoComplete="off" maxLength={100} value={toxic.substanceName} onChange={(event) => onToxic({ ...toxic, substanceName: event.target.value })} />
      </div>
      <div className="form-row">
        <label htmlFor="toxic-un">{t('hazard.toxic.un')}</label>
        <Input id="toxic-un" autoComplete="off" inputMode="numeric" maxLength={4} placeholder={t('hazard.toxic.unUnknown')} value={toxic.unNumber} onChange={(event) => onToxic({ ...toxic, unNumber: event.target.value.trim() })} />
      </div>
    </>
  );
};

const Amount = ({ toxic, onToxic }: ToxicPartProps): ReactNode => {
  const { t } = useSeat();
  return (
    <div className="number-row">
      <NumberField
        label={t('hazard.toxic.amount')}
        unit=""
        value={toxic.amount}
        digits={3}
        least={0}
        most={MOST_AMOUNT}
        placeholder={t('common.unknown')}
        onNumber={(amount) => onToxic({ ...toxic, amount })}
        onEmpty={() => onToxic({ ...toxic, amount: null })}
      />
      <Select aria-label={t('hazard.toxic.amountUnit')} value={toxic.amountUnit} options={AMOUNT_UNITS.map((unit) => ({ value: unit, label: unit === 'm3' ? 'm³' : unit }))} onChange={(amountUnit) => onToxic({ ...toxic, amountUnit })} />
      <Checkbox checked={toxic.isAmountEstimated} onChange={(event) => onToxic({ ...toxic, isAmountEstimated: event.target.checked })}>
        {t('hazard.toxic.estimated')}
      </Checkbox>
    </div>
  );
};

export const ToxicSubstanceFields = ({ toxic, onToxic, substances }: ToxicPartProps & { readonly substances: readonly ToxicSubstance[] }): ReactNode => {
  const { t } = useSeat();
  const substance = substances.find(({ id }) => id === toxic.substanceId);
  return (
    <>
      <div className="form-row">
        <label htmlFor="toxic-substance">{t('hazard.toxic.substance')}</label>
        <SubstanceSelect toxic={toxic} onToxic={onToxic} substances={substances} />
      </div>
      {substance !== undefined && <Confusion substance={substance} />}
      {toxic.isOwn && <OwnSubstance toxic={toxic} onToxic={onToxic} />}
      <Amount toxic={toxic} onToxic={onToxic} />
    </>
  );
};
