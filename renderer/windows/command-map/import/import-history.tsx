// The imports made so far, newest first, each of which can be taken back whole.
import { useEffect, useState, type ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { dateTimeText } from '../../../../shared/i18n/times.ts';
import { useQuery } from '../../../station-client/use-stream.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { UndoButton } from './undo-button.tsx';

type Past = OutputOf<'listImports'>['imports'][number];

const SHOWN = 30;

const PastImport = ({ past }: { readonly past: Past }): ReactNode => {
  const { t, language } = useSeat();
  const [said, setSaid] = useState<string | null>(null);
  const offset = -new Date().getTimezoneOffset();
  const time = (text: string): string => dateTimeText(Date.parse(text), language, offset);
  const kind = inLanguage(thingKind(past.kind)?.term ?? { zh: past.kind, en: past.kind }, language);
  return (
    <li className={past.undone === null ? 'past-import' : 'past-import past-undone'}>
      <div>
        <p>
          <strong>{past.fileName}</strong> <span className="second">{kind}</span>
        </p>
        <p className="second">{t('import.historyRow', { count: past.thingCount, removed: past.removedCount, time: time(past.importedAt), person: past.importedBy })}</p>
        <p className="second">
          {t('import.setting.source')} {past.source === '' ? t('common.unknown') : past.source} · {past.asOf === '' ? t('import.counts.dateUnknown') : t('import.counts.date', { asOf: past.asOf })}
        </p>
        {said !== null && <p role="status">{said}</p>}
        {past.undone !== null && <p>{t('import.historyUndone', { time: time(past.undone.at), person: past.undone.by })}</p>}
      </div>
      {past.undone === null && <UndoButton batch={past.batch} fileName={past.fileName} label={t('import.undo')} onSaid={setSaid} />}
    </li>
  );
};

/** `mapRevision` grows when the map has changed: somebody else may have imported. */
export const ImportHistory = ({ mapRevision }: { readonly mapRevision: number }): ReactNode => {
  const { client, t } = useSeat();
  const { again, ...answer } = useQuery(client, 'listImports', { limit: SHOWN });
  // The list stays while it is read anew.
  const [held, setHeld] = useState<OutputOf<'listImports'> | null>(null);
  const answered = answer.state === 'answered' ? answer.value : null;
  useEffect(() => {
    if (answered !== null) setHeld(answered);
  }, [answered]);
  useEffect(() => again(), [again, mapRevision]);
  return (
    <section className="import-history" aria-label={t('import.history')}>
      <h3 className="panel-heading">{t('import.history')}</h3>
      {answer.state === 'refused' && <p role="alert">{refusalText(answer.refusal, t)}</p>}
      {held === null && answer.state === 'loading' && <p className="second">{t('common.loading')}</p>}
      {held?.imports.length === 0 && <p className="second">{t('import.historyEmpty')}</p>}
      <ul>
        {held?.imports.map((past) => (
          <PastImport key={past.batch} past={past} />
        ))}
      </ul>
      {held?.isTruncated === true && <p className="second">{t('import.historyMore')}</p>}
    </section>
  );
};
