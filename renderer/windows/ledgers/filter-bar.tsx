// Which ledger, and what of it: area, symbol, level, state, words, and what nobody has placed.
import type { ReactNode } from 'react';
import { Button, Checkbox, Input, Select } from 'antd';
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import { THING_KINDS, thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { useQuery } from '../../station-client/use-stream.ts';
import { useSeat } from '../../seat/seat-context.ts';

export interface FilterBarProps {
  readonly kind: string;
  readonly filter: AtlasFilter;
  readonly onKind: (kind: string) => void;
  readonly onFilter: (filter: AtlasFilter) => void;
}

type ListKey = 'symbols' | 'levels' | 'states';

const without = (filter: AtlasFilter, key: keyof AtlasFilter): AtlasFilter => {
  const { [key]: _old, ...others } = filter;
  return others;
};

const ChoiceFilter = ({ kind, filter, name, fieldKey, onFilter }: Omit<FilterBarProps, 'onKind'> & { readonly name: ListKey; readonly fieldKey: string | undefined }): ReactNode => {
  const { t, language } = useSeat();
  const field = thingKind(kind)?.fields.find(({ key }) => key === fieldKey);
  if (field === undefined || (field.type !== 'choice' && field.type !== 'choices')) return null;
  const label = inLanguage(field.term, language);
  return (
    <Select
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      aria-label={label}
      placeholder={label}
      value={[...(filter[name] ?? [])]}
      options={[...field.choices.map((choice) => ({ value: choice.value, label: inLanguage(choice, language) })), { value: '', label: t('common.unknown') }]}
      onChange={(values: string[]) => onFilter(values.length === 0 ? without(filter, name) : { ...filter, [name]: values })}
    />
  );
};

export const FilterBar = ({ kind, filter, onKind, onFilter }: FilterBarProps): ReactNode => {
  const { client, t, language } = useSeat();
  const areas = useQuery(client, 'readAreas', {});
  const found = thingKind(kind);
  const areaOptions = areas.state === 'answered' ? areas.value.areas.map(({ code, name, level }) => ({ value: code, label: `${level === 'village' ? '　' : ''}${name}` })) : [];
  const rest = { kind, filter, onFilter };
  return (
    <>
      <Select
        className="ledger-kind"
        aria-label={t('ledgers.kind')}
        showSearch={{ optionFilterProp: 'label' }}
        value={kind}
        options={THING_KINDS.map((item) => ({ value: item.kind, label: inLanguage(item.term, language) }))}
        onChange={onKind}
      />
      <Input.Search
        key={`${kind} ${filter.text ?? ''}`}
        allowClear
        aria-label={t('ledgers.words')}
        placeholder={t('ledgers.words')}
        defaultValue={filter.text ?? ''}
        onSearch={(text) => onFilter(text.trim() === '' ? without(filter, 'text') : { ...filter, text: text.trim().slice(0, 100) })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('layers.area')}
        placeholder={t('layers.area')}
        value={filter.areaCode ?? null}
        options={areaOptions}
        onChange={(code: string | null | undefined) => onFilter(code === null || code === undefined ? without(filter, 'areaCode') : { ...filter, areaCode: code })}
      />
      <ChoiceFilter {...rest} name="symbols" fieldKey={found?.symbolField} />
      {found?.levelField !== found?.symbolField && <ChoiceFilter {...rest} name="levels" fieldKey={found?.levelField} />}
      <ChoiceFilter {...rest} name="states" fieldKey={found?.stateField} />
      <Checkbox checked={filter.isLocated === false} onChange={(event) => onFilter(event.target.checked ? { ...filter, isLocated: false } : without(filter, 'isLocated'))}>
        {t('ledgers.onlyUnlocated')}
      </Checkbox>
      {Object.keys(filter).length > 0 && <Button onClick={() => onFilter({})}>{t('layers.clearFilter')}</Button>}
    </>
  );
};
