// One page of a ledger: every attribute of every thing, what nobody has said marked as such.
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Table, type TableRef } from 'antd';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { valueText } from '../../ui-kit/value-text.ts';

export type ListedThing = OutputOf<'listThings'>['things'][number];

export interface ThingTableProps {
  readonly kind: string;
  readonly things: readonly ListedThing[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly selectedId: string | null;
  readonly isLoading: boolean;
  readonly areaName: (code: string) => string;
  readonly onPage: (page: number) => void;
  readonly onSelect: (thing: ListedThing) => void;
}

const NAME_WIDTH = 200;
const DAY_CHARACTERS = 10;

interface Column {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly fixed?: 'left';
  readonly ellipsis: boolean;
  readonly render: (value: unknown, thing: ListedThing) => ReactNode;
}

const useColumns = (kind: string, areaName: (code: string) => string): readonly Column[] => {
  const { t, language } = useSeat();
  const unknown = <span className="second">—</span>;
  const column = (key: string, title: string, width: number, render: (thing: ListedThing) => ReactNode): Column => ({ key, title, width, ellipsis: true, render: (_value, thing) => render(thing) });
  const fields = thingKind(kind)?.fields ?? [];
  return [
    { ...column('name', t('ledgers.name'), NAME_WIDTH, ({ name }) => (name === '' ? unknown : name)), fixed: 'left' },
    column('area', t('layers.area'), 170, ({ areaCode }) => (areaCode === '' ? unknown : areaName(areaCode))),
    column('place', t('ledgers.located'), 90, ({ geometry }) => (geometry === null ? <strong>{t('ledgers.notLocated')}</strong> : t('common.yes'))),
    ...fields.map((field) =>
      column(field.key, inLanguage(field.term, language), 150, ({ attributes }) => {
        const value = attributes[field.key];
        return value === undefined ? unknown : valueText(field, value, language, t);
      }),
    ),
    column('source', t('ledgers.source'), 160, ({ source }) => (source === '' ? unknown : source)),
    column('asOf', t('ledgers.asOf'), 120, ({ asOf }) => (asOf === '' ? t('common.unknown') : asOf.slice(0, DAY_CHARACTERS))),
  ];
};

/** Arrows move through the rows, Enter and space choose. */
const onRowKey = (event: KeyboardEvent<HTMLElement>, choose: () => void): void => {
  const row = event.currentTarget;
  if (event.key === 'Enter' || event.key === ' ') choose();
  else if (event.key === 'ArrowDown' && row.nextElementSibling instanceof HTMLElement) row.nextElementSibling.focus();
  else if (event.key === 'ArrowUp' && row.previousElementSibling instanceof HTMLElement) row.previousElementSibling.focus();
  else return;
  event.preventDefault();
};

export const ThingTable = ({ kind, things, total, page, pageSize, selectedId, isLoading, areaName, onPage, onSelect }: ThingTableProps): ReactNode => {
  const { t } = useSeat();
  const columns = useColumns(kind, areaName);
  const table = useRef<TableRef>(null);
  const isHere = things.some(({ id }) => id === selectedId);

  useEffect(() => {
    if (isHere && selectedId !== null) table.current?.scrollTo({ key: selectedId });
  }, [isHere, selectedId]);

  return (
    <Table<ListedThing>
      ref={table}
      rowKey="id"
      size="small"
      virtual={false}
      loading={isLoading}
      columns={[...columns]}
      dataSource={[...things]}
      locale={{ emptyText: t(isLoading ? 'common.loading' : 'ledgers.nothing') }}
      scroll={{ x: columns.reduce((sum, { width }) => sum + width, 0), y: 'calc(100vh - 226px)' }}
      rowClassName={({ id }) => (id === selectedId ? 'ledger-row ledger-row-selected' : 'ledger-row')}
      onRow={(thing) => ({ tabIndex: 0, 'aria-selected': thing.id === selectedId, onClick: () => onSelect(thing), onKeyDown: (event) => onRowKey(event, () => onSelect(thing)) })}
      pagination={{ current: page, pageSize, total, showSizeChanger: false, showQuickJumper: true, onChange: onPage }}
    />
  );
};
