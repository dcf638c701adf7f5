// Everything that can be said of a thing of one kind, as a form made from the catalogue.
import { useId, type ReactNode } from 'react';
import { Input, Select } from 'antd';
import type { ContentFault } from '../../../shared/domain/atlas/check-content.ts';
import type { ThingKind } from '../../../shared/domain/atlas/field.ts';
import type { ThingContent } from '../../../shared/domain/atlas/thing.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { useQuery } from '../../station-client/use-stream.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { FieldInput } from './field-input.tsx';
import { PlaceInput } from './place-input.tsx';
import { withAttribute } from './thing-draft.ts';

export interface ThingFormProps {
  readonly kind: ThingKind;
  readonly draft: ThingContent;
  readonly faults: readonly ContentFault[];
  /** Keys that differ from what is saved. */
  readonly changed: readonly string[];
  readonly isDisabled: boolean;
  readonly onDraft: (draft: ThingContent) => void;
}

interface RowProps {
  readonly id: string;
  readonly label: string;
  readonly fault: ContentFault | undefined;
  readonly isChanged: boolean;
  readonly isRequired?: boolean;
  readonly children: ReactNode;
}

const Row = ({ id, label, fault, isChanged, isRequired = false, children }: RowProps): ReactNode => {
  const { t } = useSeat();
  return (
    <div className={isChanged ? 'form-row form-row-changed' : 'form-row'}>
      <label htmlFor={id}>
        {label}
        {isRequired && <span className="second"> {t('ledgers.required')}</span>}
        {isChanged && <span className="form-changed"> {t('ledgers.changed')}</span>}
      </label>
      <div>
        {children}
        {fault !== undefined && <p role="alert">{t(`ledgers.fault.${fault.reason}`)}</p>}
      </div>
    </div>
  );
};

const AreaInput = ({ id, value, isDisabled, onValue }: { readonly id: string; readonly value: string; readonly isDisabled: boolean; readonly onValue: (code: string) => void }): ReactNode => {
  const { client, t } = useSeat();
  const areas = useQuery(client, 'readAreas', {});
  const known = areas.state === 'answered' ? areas.value.areas.map(({ code, name, level }) => ({ value: code, label: `${level === 'village' ? '　' : ''}${name} ${code}` })) : [];
  if (known.length === 0) return <Input id={id} value={value} disabled={isDisabled} placeholder={t('common.unknown')} onChange={(event) => onValue(event.target.value.trim())} />;
  const options = value === '' || known.some((area) => area.value === value) ? known : [{ value, label: value }, ...known];
  return <Select id={id} allowClear showSearch={{ optionFilterProp: 'label' }} disabled={isDisabled} placeholder={t('common.unknown')} value={value === '' ? null : value} options={options} onChange={(code: string | null | undefined) => onValue(code ?? '')} />;
};

export const ThingForm = ({ kind, draft, faults, changed, isDisabled, onDraft }: ThingFormProps): ReactNode => {
  const { t, language } = useSeat();
  const prefix = useId();
  const row = (key: string, label: string) => ({ id: `${prefix}${key}`, label, fault: faults.find((fault) => fault.key === key), isChanged: changed.includes(key) });
  const ownText = (key: 'name' | 'source' | 'asOf', label: string, placeholder: string): ReactNode => (
    <Row {...row(key, label)}>
      <Input id={`${prefix}${key}`} value={draft[key]} disabled={isDisabled} placeholder={placeholder} onChange={(event) => onDraft({ ...draft, [key]: event.target.value })} />
    </Row>
  );
  return (
    <div className="thing-form">
      {ownText('name', t('ledgers.name'), '')}
      <Row {...row('areaCode', t('layers.area'))}>
        <AreaInput id={`${prefix}areaCode`} value={draft.areaCode} isDisabled={isDisabled} onValue={(areaCode) => onDraft({ ...draft, areaCode })} />
      </Row>
      <Row {...row('geometry', t('ledgers.place'))}>
        <PlaceInput id={`${prefix}geometry`} geometry={draft.geometry} mayBePoint={kind.geometry === 'point' || kind.geometry === 'any'} isDisabled={isDisabled} onGeometry={(geometry) => onDraft({ ...draft, geometry })} />
      </Row>
      {kind.fields.map((field) => {
        const { id, ...rest } = row(field.key, inLanguage(field.term, language));
        return (
          <Row key={field.key} id={id} {...rest} isRequired={field.isRequired === true}>
            <FieldInput id={id} field={field} value={draft.attributes[field.key]} isFaulty={rest.fault !== undefined} isDisabled={isDisabled} onValue={(value) => onDraft(withAttribute(draft, field.key, value))} />
          </Row>
        );
      })}
      {ownText('source', t('ledgers.source'), t('common.unknown'))}
      {ownText('asOf', t('ledgers.asOf'), t('ledgers.datePlaceholder'))}
    </div>
  );
};
