// Narrows one layer by area, symbol, level and state; the map and the list follow.
import type { ReactNode } from 'react';
import { Button, Select } from 'antd';
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import type { Choice, ThingKind } from '../../../shared/domain/atlas/field.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { useQuery } from '../../station-client/use-stream.ts';
import { useSeat } from '../../seat/seat-context.ts';

export interface FilterFormProps {
  readonly kind: ThingKind;
  readonly filter: AtlasFilter;
  readonly onFilter: (filter: AtlasFilter) => void;
}

const choicesOf = (kind: ThingKind, fieldKey: string | undefined): { readonly label: { zh: string; en: string }; readonly choices: readonly Choice[] } | null => {
  const field = kind.fields.find((candidate) => candidate.key === fieldKey);
  return field !== undefined && (field.type === 'choice' || field.type === 'choices') ? { label: field.term, choices: field.choices } : null;
};

export const FilterForm = ({ kind, filter, onFilter }: FilterFormProps): ReactNode => {
  const { client, t, language } = useSeat();
  const areas = useQuery(client, 'readAreas', {});
  const areaOptions = areas.state === 'answered' ? areas.value.areas.map((area) => ({ value: area.code, label: `${area.level === 'village' ? '　' : ''}${area.name}` })) : [];
  const part = (key: 'symbols' | 'levels' | 'states', fieldKey: string | undefined): ReactNode => {
    const found = choicesOf(kind, fieldKey);
    if (found === null) return null;
    const label = inLanguage(found.label, language);
    return (
      <Select
        key={key}
        mode="multiple"
        allowClear
        placeholder={label}
        aria-label={label}
        value={[...(filter[key] ?? [])]}
        options={found.choices.map((item) => ({ value: item.value, label: inLanguage(item, language) }))}
        onChange={(values: string[]) => {
          const { [key]: _old, ...others } = filter;
          onFilter(values.length === 0 ? others : { ...others, [key]: values });
        }}
      />
    );
  };
  return (
    <div className="filter-form">
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('layers.area')}
        aria-label={t('layers.area')}
        value={filter.areaCode ?? null}
        options={areaOptions}
        loading={areas.state === 'loading'}
        onChange={(code: string | null | undefined) => {
          const { areaCode: _old, ...others } = filter;
          onFilter(code === null || code === undefined ? others : { ...others, areaCode: code });
        }}
      />
      {part('symbols', kind.symbolField)}
      {kind.levelField !== kind.symbolField && part('levels', kind.levelField)}
      {part('states', kind.stateField)}
      <Button size="small" onClick={() => onFilter({})}>
        {t('layers.clearFilter')}
      </Button>
    </div>
  );
};
