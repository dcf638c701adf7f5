// One attribute in a form, as its kind of value asks for; empty means nobody has said.
import type { ReactNode } from 'react';
import { Input, InputNumber, Select } from 'antd';
import type { AttributeValue, Field } from '../../../shared/domain/atlas/field.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { ReferenceInput } from './reference-input.tsx';

export interface FieldInputProps {
  readonly id: string;
  readonly field: Field;
  readonly value: AttributeValue | undefined;
  readonly isFaulty: boolean;
  readonly isDisabled: boolean;
  readonly onValue: (value: AttributeValue | undefined) => void;
}

const LONG_TEXT = 60;

const textOf = (value: AttributeValue | undefined): string => (typeof value === 'string' ? value : '');

const ChoiceInput = ({ id, field, value, isFaulty, isDisabled, onValue }: FieldInputProps & { readonly field: Extract<Field, { type: 'choice' | 'choices' }> }): ReactNode => {
  const { t, language } = useSeat();
  const options = field.choices.map((choice) => ({ value: choice.value, label: inLanguage(choice, language) }));
  const common = { id, options, allowClear: true, disabled: isDisabled, placeholder: t('common.unknown'), showSearch: { optionFilterProp: 'label' }, status: isFaulty ? ('error' as const) : ('' as const) };
  if (field.type === 'choice') return <Select {...common} value={textOf(value) || null} onChange={(next: string | null | undefined) => onValue(next ?? undefined)} />;
  return <Select {...common} mode="multiple" value={Array.isArray(value) ? [...value] : []} onChange={(next: string[]) => onValue(next.length === 0 ? undefined : next)} />;
};

const TextInput = ({ id, value, isFaulty, isDisabled, placeholder, onValue }: Omit<FieldInputProps, 'field'> & { readonly placeholder: string }): ReactNode => {
  const text = textOf(value);
  const status = isFaulty ? 'error' : '';
  const change = (next: string): void => onValue(next === '' ? undefined : next);
  if (text.length > LONG_TEXT || text.includes('\n')) {
    return <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 8 }} value={text} status={status} disabled={isDisabled} placeholder={placeholder} onChange={(event) => change(event.target.value)} />;
  }
  return <Input id={id} value={text} status={status} disabled={isDisabled} placeholder={placeholder} onChange={(event) => change(event.target.value)} />;
};

const UNKNOWN = 'unknown';

export const FieldInput = (props: FieldInputProps): ReactNode => {
  const { t, language } = useSeat();
  const { id, field, value, isFaulty, isDisabled, onValue } = props;
  switch (field.type) {
    case 'text':
    case 'phone':
      return <TextInput {...props} placeholder={t('common.unknown')} />;
    case 'date':
      return <TextInput {...props} placeholder={t('ledgers.datePlaceholder')} />;
    case 'integer':
    case 'number':
      return (
        <InputNumber
          id={id}
          className="field-number"
          disabled={isDisabled}
          status={isFaulty ? 'error' : ''}
          placeholder={t('common.unknown')}
          value={typeof value === 'number' ? value : null}
          {...(field.minimum === undefined ? {} : { min: field.minimum })}
          {...(field.maximum === undefined ? {} : { max: field.maximum })}
          {...(field.type === 'integer' ? { precision: 0 } : {})}
          {...(field.unit === undefined ? {} : { suffix: inLanguage(field.unit, language) })}
          onChange={(next) => onValue(next ?? undefined)}
        />
      );
    case 'boolean': {
      const options = [{ value: UNKNOWN, label: t('common.unknown') }, { value: 'true', label: t('common.yes') }, { value: 'false', label: t('common.no') }];
      return <Select id={id} disabled={isDisabled} value={typeof value === 'boolean' ? String(value) : UNKNOWN} options={options} onChange={(next: string) => onValue(next === UNKNOWN ? undefined : next === 'true')} />;
    }
    case 'choice':
    case 'choices':
      return <ChoiceInput {...props} field={field} />;
    case 'reference':
      return <ReferenceInput id={id} to={field.to} value={textOf(value)} isFaulty={isFaulty} isDisabled={isDisabled} onValue={onValue} />;
    default:
      return assertNever(field);
  }
};
