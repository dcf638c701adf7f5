// The ledgers: every thing of a kind with all that is known of it, page by page, narrowed by area and words.
import { useState, type ReactNode } from 'react';
import { Alert, Input, Select, Table } from 'antd';
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import type { Field } from '../../../shared/domain/atlas/field.ts';
import { THING_KINDS, thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { ageText } from '../../../shared/i18n/times.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { useQuery } from '../../station-client/use-stream.ts';
import { valueText } from '../../ui-kit/value-text.ts';
import './ledgers.css';

type Thing = OutputOf<'listThings'>['things'][number];

const PAGE = 50;

const kindOfAddress = (): string => {
  const wanted = new URLSearchParams(location.search).get('kind') ?? '';
  return thingKind(wanted)?.kind ?? THING_KINDS[0]?.kind ?? '';
};

const useColumns = (kind: string) => {
  const { t, language } = useSeat();
  const fields: readonly Field[] = thingKind(kind)?.fields.filter((field) => field.type !== 'reference') ?? [];
  return [
    { key: 'name', title: t('ledgers.name'), fixed: 'left' as const, width: 200, render: (_value: unknown, thing: Thing) => thing.name },
    { key: 'areaCode', title: t('ledgers.areaCode'), width: 140, render: (_value: unknown, thing: Thing) => thing.areaCode },
    { key: 'place', title: t('ledgers.located'), width: 110, render: (_value: unknown, thing: Thing) => (thing.geometry === null ? <strong>{t('ledgers.notLocated')}</strong> : t('common.yes')) },
    ...fields.map((field) => ({
      key: field.key,
      title: inLanguage(field.term, language),
      width: 150,
      render: (_value: unknown, thing: Thing) => {
        const value = thing.attributes[field.key];
        return value === undefined ? <span className="second">—</span> : valueText(field, value, language, t);
      },
    })),
    { key: 'source', title: t('ledgers.source'), width: 160, render: (_value: unknown, thing: Thing) => thing.source },
    { key: 'asOf', title: t('ledgers.asOf'), width: 120, render: (_value: unknown, thing: Thing) => (thing.asOf === '' ? t('common.unknown') : thing.asOf.slice(0, 10)) },
  ];
};

export const Window = (): ReactNode => {
  const { client, t, language } = useSeat();
  const [kind, setKind] = useState(kindOfAddress);
  const [filter, setFilter] = useState<AtlasFilter>({});
  const [page, setPage] = useState(1);
  const areas = useQuery(client, 'readAreas', {});
  const list = useQuery(client, 'listThings', { kind, filter, offset: (page - 1) * PAGE, limit: PAGE });
  const columns = useColumns(kind);
  const narrow = (next: AtlasFilter): void => {
    setFilter(next);
    setPage(1);
  };

  return (
    <main className="ledgers">
      <header className="ledgers-bar">
        <Select
          aria-label={t('ledgers.kind')}
          value={kind}
          options={THING_KINDS.map((item) => ({ value: item.kind, label: inLanguage(item.term, language) }))}
          onChange={(next) => {
            setKind(next);
            narrow({});
          }}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('layers.area')}
          placeholder={t('layers.area')}
          value={filter.areaCode ?? null}
          options={areas.state === 'answered' ? areas.value.areas.map((area) => ({ value: area.code, label: area.name })) : []}
          onChange={(code: string | null | undefined) => {
            const { areaCode: _old, ...others } = filter;
            narrow(code === null || code === undefined ? others : { ...others, areaCode: code });
          }}
        />
        <Input.Search
          allowClear
          aria-label={t('ledgers.words')}
          placeholder={t('ledgers.words')}
          onSearch={(text) => {
            const { text: _old, ...others } = filter;
            narrow(text.trim() === '' ? others : { ...others, text: text.trim() });
          }}
        />
        {list.state === 'answered' && (
          <span role="status">
            {t('ledgers.total', { total: list.value.total.toLocaleString('en'), unlocated: list.value.unlocatedCount })}
            {list.freshness.from === 'replica' && <strong className="stale-note"> {t('identify.remembered', { age: ageText(Date.now() - list.freshness.heardAt, t) })}</strong>}
          </span>
        )}
      </header>
      {list.state === 'refused' && <Alert type="error" showIcon role="alert" title={refusalText(list.refusal, t)} />}
      <Table<Thing>
        rowKey="id"
        size="small"
        loading={list.state === 'loading'}
        columns={columns}
        dataSource={list.state === 'answered' ? [...list.value.things] : []}
        scroll={{ x: columns.reduce((sum, column) => sum + column.width, 0), y: 'calc(100vh - 210px)' }}
        pagination={{ current: page, pageSize: PAGE, total: list.state === 'answered' ? list.value.total : 0, showSizeChanger: false, onChange: setPage }}
      />
    </main>
  );
};
