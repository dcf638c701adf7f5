// The first rows of the file as they stand, each column under what it is used for, each cell with what is wrong with it.
import { useMemo, type ReactNode } from 'react';
import { Select } from 'antd';
import { CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { ImportMapping, ImportSheet, SampleRow } from '../../../../shared/contract/import-shapes.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage, type Language } from '../../../../shared/i18n/language.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { COMMON_TARGETS, targetOf, withTarget, type ColumnTarget } from './column-target.ts';
import { issueWords } from './issue-words.ts';

export interface FileTableProps {
  readonly sheet: ImportSheet;
  readonly mapping: ImportMapping;
  /** As the mapping reads the rows; null while that is being found out. */
  readonly sample: OutputOf<'sampleImport'> | null;
  readonly isDisabled: boolean;
  readonly onMapping: (mapping: ImportMapping) => void;
}

const MOST_COLUMNS = 60;
const SELECT_WIDTH = 240;

interface TargetOption {
  readonly value: ColumnTarget;
  readonly label: string;
}

const targetGroups = (kind: string, t: Translate, language: Language) => {
  const fields = thingKind(kind)?.fields ?? [];
  const attributes = fields.map((field): TargetOption => ({ value: `field:${field.key}`, label: inLanguage(field.term, language) }));
  const flags = fields.flatMap((field): readonly TargetOption[] =>
    field.type === 'choices' ? field.choices.map((choice) => ({ value: `flag:${field.key}:${choice.value}`, label: t('import.target.flag', { field: inLanguage(field.term, language), choice: inLanguage(choice, language) }) })) : [],
  );
  return [
    { label: t('import.target.none'), options: [{ value: 'none' as ColumnTarget, label: t('import.target.none') }] },
    { label: t('import.target.common'), options: COMMON_TARGETS.map((target): TargetOption => ({ value: target, label: t(`import.target.${target}`) })) },
    { label: t('import.target.attributes'), options: attributes },
    ...(flags.length === 0 ? [] : [{ label: t('import.target.flags'), options: flags }]),
  ];
};

const Cell = ({ text, column, row }: { readonly text: string; readonly column: number; readonly row: SampleRow | undefined }): ReactNode => {
  const issue = row?.issues.find((one) => one.column === column);
  if (issue === undefined) return <td title={text}>{text}</td>;
  return (
    <td title={text} className={issue.isWarning ? 'cell-warning' : 'cell-fault'}>
      {issue.isWarning ? <WarningOutlined aria-hidden /> : <CloseCircleOutlined aria-hidden />} {text}
    </td>
  );
};

export const FileTable = ({ sheet, mapping, sample, isDisabled, onMapping }: FileTableProps): ReactNode => {
  const { t, language } = useSeat();
  const width = Math.max(mapping.headers.length, ...sheet.rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, column) => column);
  const groups = useMemo(() => targetGroups(mapping.kind, t, language), [mapping.kind, t, language]);
  const read = new Map((sample?.sample ?? sheet.sample).map((row) => [row.row, row]));
  const terms = sample?.issueTerms ?? sheet.issueTerms;
  return (
    <div className="import-table" role="region" aria-label={t('import.table.label', { count: sheet.rows.length })} tabIndex={0}>
      {sample === null && <p role="status">{t('import.table.reading')}</p>}
      {width > MOST_COLUMNS && <p className="second">{t('import.table.columnsHidden', { count: width, shown: MOST_COLUMNS })}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.table.row')}</th>
            <th scope="col">{t('import.table.problem')}</th>
            {columns.map((column) => {
              const header = mapping.headers[column] ?? '';
              const target = targetOf(mapping, column);
              return (
                <th key={column} scope="col" className={target === 'none' ? 'column-unused' : ''}>
                  <span className="column-header">{header}</span>
                  <Select
                    size="small"
                    disabled={isDisabled}
                    aria-label={t('import.table.column', { column: column + 1, header })}
                    showSearch={{ optionFilterProp: 'label' }}
                    value={target}
                    options={groups}
                    popupMatchSelectWidth={SELECT_WIDTH}
                    onChange={(next: ColumnTarget) => onMapping(withTarget(mapping, column, next))}
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(({ number, cells }) => {
            const row = read.get(number);
            const isHeader = number < mapping.firstDataRow;
            return (
              <tr key={number} className={isHeader ? 'row-header' : row?.isFaulty === true ? 'row-fault' : ''}>
                <th scope="row">{number}</th>
                <td className="row-problem">{isHeader ? t('import.table.header') : issueWords(row?.issues ?? [], terms, language)}</td>
                {columns.map((column) => (
                  <Cell key={column} text={cells[column] ?? ''} column={column} row={row} />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
