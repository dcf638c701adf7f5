// What saving would do: how many of each, which of them to look at, and the button that saves.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { ROW_GROUPS, type ImportCounts, type RowGroup } from '../../../../shared/contract/import-shapes.ts';
import type { ImportProgress } from '../../../../shared/contract/imports.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import { HoldToConfirm } from '../../../ui-kit/hold-to-confirm.tsx';
import { useSeat } from '../../../seat/seat-context.ts';
import { useConnection } from '../../../station-client/use-stream.ts';
import type { Choices } from './choices.ts';
import { CompleteList } from './complete-list.tsx';
import { ProgressLine } from './progress-line.tsx';
import type { Comparison } from './use-comparison.ts';
import type { Saving } from './use-commit.ts';
import { importRefusalText } from './words.ts';

export type View = 'file' | RowGroup;

export interface OutcomePanelProps {
  readonly choices: Choices;
  readonly isSound: boolean;
  readonly comparison: Comparison;
  readonly saving: Saving;
  readonly progress: ImportProgress;
  readonly view: View;
  /** Places not drawn one by one. */
  readonly hiddenPoints: number;
  readonly onView: (view: View) => void;
  readonly onChoices: (choices: Choices) => void;
  readonly onSave: () => void;
  readonly onStop: () => void;
  readonly onAgain: () => void;
}

const HOLD_MS = 1_500;
/** Removing some few is nothing to be warned of. */
const FEW = 5;

const CountRow = ({ group, count, isShown, onShow }: { readonly group: RowGroup; readonly count: number; readonly isShown: boolean; readonly onShow: () => void }): ReactNode => {
  const { t } = useSeat();
  return (
    <li>
      <button type="button" className="count-row" aria-pressed={isShown} disabled={count === 0} onClick={onShow}>
        <span>{t(`import.group.${group}`)}</span>
        <strong>{count.toLocaleString('en')}</strong>
      </button>
    </li>
  );
};

const SaveButton = ({ counts, onSave }: { readonly counts: ImportCounts; readonly onSave: () => void }): ReactNode => {
  const { t } = useSeat();
  const count = counts.new + counts.changed;
  if (count + counts.gone === 0) return <p role="status">{t('import.commitNothing')}</p>;
  // What only adds and changes is taken back whole with one button; what removes is held.
  if (counts.gone > 0) return <HoldToConfirm label={t('import.commitRemoving', { count, gone: counts.gone })} hint={t('import.commitHint')} holdMs={HOLD_MS} onConfirmed={onSave} />;
  return (
    <Button type="primary" size="large" onClick={onSave}>
      {t('import.commit', { count: count.toLocaleString('en') })}
    </Button>
  );
};

/** Rows that say their own date go before what is said of the whole file. */
const dateText = ({ asOf, mapping }: Choices, t: Translate): string => {
  if (mapping.asOf !== null) return t('import.counts.dateByColumn', { column: mapping.headers[mapping.asOf] ?? '' });
  return asOf === '' ? t('import.counts.dateUnknown') : t('import.counts.date', { asOf });
};

const Compared = ({ comparison, choices, saving, view, hiddenPoints, onView, onChoices, onSave }: OutcomePanelProps & { readonly comparison: Extract<Comparison, { state: 'ready' }> }): ReactNode => {
  const { t } = useSeat();
  const { counts, outsideScopeCount } = comparison.answer;
  const isSaving = saving.state === 'saving';
  return (
    <>
      <p className="second">{dateText(choices, t)}</p>
      <ul className="counts">
        {ROW_GROUPS.map((group) => (
          <CountRow key={group} group={group} count={counts[group]} isShown={view === group} onShow={() => onView(view === group ? 'file' : group)} />
        ))}
      </ul>
      <p className="second">{hiddenPoints > 0 ? t('import.counts.points', { hidden: hiddenPoints }) : t('import.counts.pointsAll')}</p>
      <CompleteList value={choices.completeList} outsideScopeCount={outsideScopeCount} isDisabled={isSaving} onValue={(completeList) => onChoices({ ...choices, completeList })} />
      {counts.gone > FEW && counts.gone > counts.unchanged + counts.changed && <p className="note-asking">{t('import.counts.manyGone')}</p>}
      {!isSaving && (
        <div className="import-save">
          <SaveButton counts={counts} onSave={onSave} />
        </div>
      )}
    </>
  );
};

const Waiting = ({ comparison, isSound, progress, onStop }: Pick<OutcomePanelProps, 'comparison' | 'isSound' | 'progress' | 'onStop'>): ReactNode => {
  const { client, t } = useSeat();
  const connection = useConnection(client);
  if (!isSound) return <p role="status">{t('import.counts.unsound')}</p>;
  if (connection.state !== 'connected') return <p role="status" className="stale-note">{t('import.counts.offline')}</p>;
  if (comparison.state === 'waiting') return <p role="status">{t('import.counts.waiting')}</p>;
  return <ProgressLine label={t('import.counts.comparing')} fraction={progress.fraction} detail={t('import.counts.progress', { rows: progress.rows.toLocaleString('en') })} onStop={onStop} />;
};

export const OutcomePanel = (props: OutcomePanelProps): ReactNode => {
  const { t } = useSeat();
  const { comparison, saving, progress, isSound, onStop, onAgain } = props;
  return (
    <section className="import-outcome" aria-label={t('import.counts')}>
      <h3 className="panel-heading">{t('import.counts')}</h3>
      {comparison.state === 'ready' && <Compared {...props} comparison={comparison} />}
      {(comparison.state === 'waiting' || comparison.state === 'comparing') && saving.state !== 'saving' && <Waiting comparison={comparison} isSound={isSound} progress={progress} onStop={onStop} />}
      {comparison.state === 'refused' && (
        <div role="alert">
          <p>{importRefusalText(comparison.refusal, t)}</p>
          <Button onClick={onAgain}>{t('common.retry')}</Button>
        </div>
      )}
      {saving.state === 'saving' && (
        <ProgressLine
          label={t(progress.phase === 'publishing' ? 'import.publishing' : 'import.saving')}
          fraction={progress.phase === 'publishing' ? null : progress.fraction}
          detail={t('import.counts.progress', { rows: progress.rows.toLocaleString('en') })}
          onStop={onStop}
          isStopping={saving.isStopping}
        />
      )}
      {saving.state === 'refused' && <p role="alert">{importRefusalText(saving.refusal, t)}</p>}
    </section>
  );
};
