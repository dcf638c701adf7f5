// One page of a ledger: every attribute of every thing, what nobody has said marked as such.
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Pagination } from 'antd';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { valueText } from '../../ui-kit/value-text.ts';

export type ListedThing = OutputOf<'listThings'>['things'][number];

export interface ThingTableProps {
  readonly label: string;
  readonly kind: string;
  readonly things: readonly ListedThing[];
  readonly referenceNames: OutputOf<'listThings'>['referenceNames'];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly selectedId: string | null;
  readonly isLoading: boolean;
  readonly areaName: (code: string) => string;
  readonly onPage: (page: number) => void;
  readonly onSelect: (thing: ListedThing) => void;
}

const DAY_CHARACTERS = 10;

interface Column {
  readonly key: string;
  readonly title: string;
  /** Null where nobody has said. */
  readonly text: (thing: ListedThing) => string | null;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

const useColumns = (kind: string, areaName: (code: string) => string, names: ThingTableProps['referenceNames']): readonly Column[] => {
  const { t, language } = useSeat();
  const fields = thingKind(kind)?.fields ?? [];
  return [
    { key: 'area', title: t('layers.area'), text: ({ areaCode }) => (areaCode === '' ? null : areaName(areaCode)) },
    { key: 'place', title: t('ledgers.located'), text: ({ geometry }) => (geometry === null ? t('ledgers.notLocated') : t('common.yes')) },
    ...fields.map((field) => ({
      key: field.key,
      title: inLanguage(field.term, language),
      text: ({ attributes }: ListedThing): string | null => {
        const value = attributes[field.key];
        if (value === undefined) return null;
        return field.type === 'reference' ? (names[field.to]?.[String(value)] ?? String(value)) : valueText(field, value, language, t);
      },
    })),
    { key: 'source', title: t('ledgers.source'), text: ({ source }) => orNull(source) },
    { key: 'asOf', title: t('ledgers.asOf'), text: ({ asOf }) => orNull(asOf.slice(0, DAY_CHARACTERS)) },
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

const Row = ({ thing, columns, isSelected, isFirst, onSelect }: { readonly thing: ListedThing; readonly columns: readonly Column[]; readonly isSelected: boolean; readonly isFirst: boolean; readonly onSelect: () => void }): ReactNode => {
  const { t } = useSeat();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  return (
    // One row is reached with Tab, the others with the arrows.
    <tr ref={row} className={isSelected ? 'ledger-row ledger-row-selected' : 'ledger-row'} tabIndex={isSelected || isFirst ? 0 : -1} aria-selected={isSelected} onClick={onSelect} onKeyDown={(event) => onRowKey(event, onSelect)}>
      <th scope="row" title={thing.name}>
        {thing.name === '' ? t('common.unknown') : thing.name}
      </th>
      {columns.map(({ key, text }) => {
        const words = text(thing);
        if (words === null) return <td key={key} className="second" aria-label={t('common.unknown')}>—</td>;
        return (
          <td key={key} title={words} className={key === 'place' && thing.geometry === null ? 'not-located' : ''}>
            {words}
          </td>
        );
      })}
    </tr>
  );
};

export const ThingTable = ({ label, kind, things, referenceNames, total, page, pageSize, selectedId, isLoading, areaName, onPage, onSelect }: ThingTableProps): ReactNode => {
  const { t } = useSeat();
  const columns = useColumns(kind, areaName, referenceNames);
  return (
    <div className="ledgers-table">
      <div className="ledgers-scroll" tabIndex={-1}>
        <table role="grid" aria-label={label} aria-rowcount={total} aria-busy={isLoading}>
          <thead>
            <tr>
              <th scope="col">{t('ledgers.name')}</th>
              {columns.map(({ key, title }) => (
                <th key={key} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {things.map((thing, index) => (
              <Row key={thing.id} thing={thing} columns={columns} isSelected={thing.id === selectedId} isFirst={index === 0} onSelect={() => onSelect(thing)} />
            ))}
          </tbody>
        </table>
        {things.length === 0 && <p className="ledgers-nothing second">{t(isLoading ? 'common.loading' : 'ledgers.nothing')}</p>}
      </div>
      <Pagination current={page} pageSize={pageSize} total={total} showSizeChanger={false} showQuickJumper onChange={onPage} />
    </div>
  );
};
