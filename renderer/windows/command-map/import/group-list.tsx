// The rows of one outcome of the comparison: what each is, what would change, what is wrong, and where it lies.
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { AimOutlined, DownloadOutlined, LeftOutlined } from '@ant-design/icons';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { ComparedRow, IssueTerms, RowGroup } from '../../../../shared/contract/import-shapes.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { valueText } from '../../../ui-kit/value-text.ts';
import { issueWords } from './issue-words.ts';
import { fieldName, importRefusalText } from './words.ts';

export interface GroupListProps {
  readonly importId: string;
  readonly kind: string;
  readonly group: RowGroup;
  /** Of the comparison it lists: another one is listed anew. */
  readonly digest: string;
  readonly onPlace: (name: string, position: LonLat) => void;
  readonly onFaultFile: () => void;
  /** Back to the file's own rows. */
  readonly onBack: () => void;
}

type Answer = OutputOf<'readImportRows'>;
type Change = ComparedRow['changes'][number];

const PAGE = 100;
/** Groups whose rows are in the file of rows to correct. */
const CORRECTED: ReadonlySet<RowGroup> = new Set(['faulty', 'withWarnings']);

const ChangeText = ({ kind, change }: { readonly kind: string; readonly change: Change }): ReactNode => {
  const { t, language } = useSeat();
  const field = thingKind(kind)?.fields.find(({ key }) => key === change.field);
  const shown = (value: Change['before']): string => (value === null || value === '' ? t('import.list.blank') : field === undefined ? String(value) : valueText(field, value, language, t));
  return <li>{t('import.list.change', { field: fieldName(kind, change.field, t, language), before: shown(change.before), after: shown(change.after) })}</li>;
};

const Row = ({ row, kind, terms, onPlace }: { readonly row: ComparedRow; readonly kind: string; readonly terms: IssueTerms; readonly onPlace: GroupListProps['onPlace'] }): ReactNode => {
  const { t, language } = useSeat();
  const name = row.name === '' ? t('import.list.unnamed') : row.name;
  const { position } = row;
  return (
    <li className="compared-row">
      <span className="compared-number">{row.row === null ? t('import.list.onMap') : t('import.list.row', { row: row.row })}</span>
      <div>
        <strong>{name}</strong>
        {row.isStale && <p className="note-asking">{t('import.list.stale')}</p>}
        {row.firstRow !== null && <p>{t('import.list.firstRow', { row: row.firstRow })}</p>}
        {row.others.length > 0 && <p>{t('import.list.others', { names: row.others.map((other) => other.name).join('、') })}</p>}
        {row.changes.length > 0 && (
          <ul className="compared-changes">
            {row.changes.map((change) => (
              <ChangeText key={change.field} kind={kind} change={change} />
            ))}
          </ul>
        )}
        {row.issues.length > 0 && <p className="row-problem">{issueWords(row.issues, terms, language)}</p>}
      </div>
      {position !== null && <Button size="small" type="text" icon={<AimOutlined />} aria-label={`${t('import.list.show')} ${name}`} onClick={() => onPlace(name, position)} />}
    </li>
  );
};

const useGroup = (importId: string, group: RowGroup, digest: string) => {
  const { client } = useSeat();
  const [held, setHeld] = useState<Answer | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [wanted, setWanted] = useState(PAGE);
  useEffect(() => {
    setHeld(null);
    setRefusal(null);
    setWanted(PAGE);
  }, [importId, group, digest]);
  const have = held?.rows.length ?? 0;
  const isMissing = held === null || (have < Math.min(wanted, held.listed) && have > 0);
  useEffect(() => {
    if (!isMissing) return;
    const controller = new AbortController();
    void client.request('readImportRows', { importId, group, offset: have, limit: PAGE }, { signal: controller.signal }).then((answer) => {
      if (controller.signal.aborted) return;
      if (!answer.ok) return setRefusal(answer.error);
      const { rows, issueTerms, ...counts } = answer.value.value;
      setHeld((old) => ({ ...counts, rows: [...(old?.rows ?? []), ...rows], issueTerms: [...(old?.issueTerms ?? []), ...issueTerms] }));
    });
    return () => controller.abort();
  }, [client, importId, group, digest, have, isMissing]);
  return { held, refusal, more: () => setWanted(have + PAGE) };
};

export const GroupList = ({ importId, kind, group, digest, onPlace, onFaultFile, onBack }: GroupListProps): ReactNode => {
  const { t } = useSeat();
  const { held, refusal, more } = useGroup(importId, group, digest);
  return (
    <section className="group-list" aria-label={t(`import.group.${group}`)}>
      <div className="group-head">
        <Button size="small" icon={<LeftOutlined />} onClick={onBack}>
          {t('import.view.file')}
        </Button>
        <h3>
          {t(`import.group.${group}`)} {held === null ? '' : held.total.toLocaleString('en')}
        </h3>
        <p className="second">{t(`import.groupHint.${group}`)}</p>
      </div>
      {CORRECTED.has(group) && (
        <Button size="small" icon={<DownloadOutlined />} onClick={onFaultFile}>
          {t('import.faultFile')}
        </Button>
      )}
      {refusal !== null && <p role="alert">{importRefusalText(refusal, t)}</p>}
      {held === null && refusal === null && <p className="second">{t('common.loading')}</p>}
      {held !== null && (
        <ul>
          {held.rows.map((row) => (
            <Row key={`${row.row ?? ''} ${row.id}`} row={row} kind={kind} terms={held.issueTerms} onPlace={onPlace} />
          ))}
        </ul>
      )}
      {held !== null && held.rows.length < held.total && (
        <p className="second">
          {t('import.list.listed', { listed: held.rows.length, total: held.total })}{' '}
          {held.rows.length < held.listed && (
            <Button size="small" onClick={more}>
              {t('import.list.more')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
};
