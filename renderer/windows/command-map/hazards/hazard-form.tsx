// What is said of a hazard besides its shape: kind, name, level, who reported it, when, and a note.
import { memo, useEffect, type ReactNode } from 'react';
import { Button, Input, Select } from 'antd';
import { HAZARD_KINDS } from '../../../../shared/domain/hazard/hazard-kind.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { HazardFields } from './hazard-draft.ts';
import { LevelChoice } from './level-choice.tsx';
import { TimeField } from './time-field.tsx';

export interface HazardFormProps {
  readonly fields: HazardFields;
  /** Used until somebody types a name; empty where none can be made. */
  readonly proposal: string;
  readonly onChange: (fields: Partial<HazardFields>) => void;
}

interface KindOption {
  readonly value: string;
  readonly label: string;
  readonly words: string;
}

const KindField = ({ kind, onChange }: { readonly kind: string | null; readonly onChange: HazardFormProps['onChange'] }): ReactNode => {
  const { t, language } = useSeat();
  const options: KindOption[] = HAZARD_KINDS.map(({ code, term, codeSource }) => ({
    value: code,
    label: `${inLanguage(term, language)}${codeSource === 'national' ? ` ${code}` : ''}`,
    words: `${term.zh} ${term.en} ${code}`.toLowerCase(),
  }));
  return (
    <Select<string, KindOption>
      id="hazard-kind"
      className="wide"
      placeholder={t('hazard.kind.choose')}
      value={kind}
      options={options}
      showSearch={{ filterOption: (typed, option) => option?.words.includes(typed.trim().toLowerCase()) === true }}
      onChange={(code) => onChange({ kind: code })}
    />
  );
};

const Row = ({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }): ReactNode => (
  <div className="form-row">
    <label htmlFor={id}>{label}</label>
    <div>{children}</div>
  </div>
);

const Form = ({ fields, proposal, onChange }: HazardFormProps): ReactNode => {
  const { t } = useSeat();
  const { isNameOwn, name } = fields;
  useEffect(() => {
    if (!isNameOwn && proposal !== '' && name !== proposal) onChange({ name: proposal });
  }, [isNameOwn, name, proposal, onChange]);
  return (
    <div className="hazard-form">
      <Row id="hazard-kind" label={t('hazard.kind')}>
        <KindField kind={fields.kind} onChange={onChange} />
      </Row>
      <Row id="hazard-name" label={t('hazard.name')}>
        <Input id="hazard-name" autoComplete="off" maxLength={200} value={name} onChange={(event) => onChange({ name: event.target.value, isNameOwn: true })} />
        {isNameOwn && proposal !== '' && proposal !== name ? (
          <Button size="small" type="link" onClick={() => onChange({ name: proposal, isNameOwn: false })}>
            {t('hazard.name.propose', { name: proposal })}
          </Button>
        ) : (
          !isNameOwn && <span className="second">{t('hazard.name.proposed')}</span>
        )}
      </Row>
      <div className="form-row">
        <span>{t('hazard.level')}</span>
        <LevelChoice level={fields.level} onLevel={(level) => onChange({ level })} />
      </div>
      <Row id="hazard-fact-time" label={t('hazard.factTime')}>
        <TimeField id="hazard-fact-time" value={fields.factTime} onTime={(time) => onChange({ factTime: time ?? '' })} />
      </Row>
      <Row id="hazard-source" label={t('hazard.source')}>
        <Input id="hazard-source" autoComplete="off" maxLength={300} placeholder={t('hazard.source.example')} value={fields.source} onChange={(event) => onChange({ source: event.target.value })} />
      </Row>
      <Row id="hazard-note" label={t('hazard.note')}>
        <Input.TextArea id="hazard-note" maxLength={4_000} rows={2} value={fields.note} onChange={(event) => onChange({ note: event.target.value })} />
      </Row>
    </div>
  );
};

/** Drawn again only when a field or the proposed name changes, not with every move of the pointer. */
export const HazardForm = memo(Form);
