// The panel of a hazard that is not saved yet: what it encloses, what is wrong with it, what is said of it, and saving it.
import { useEffect, type ReactNode } from 'react';
import { Button } from 'antd';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { SHAPE_PROBLEM_TERMS } from '../../../../shared/domain/hazard/shape-problem.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import type { TextKey } from '../../../../shared/i18n/texts.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useConnection } from '../../../station-client/use-stream.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { centreOfSketch } from './draft-steps.ts';
import { contentOf, isToxicKind, missingOf, type DraftMissing, type HazardDraft } from './hazard-draft.ts';
import { HazardForm } from './hazard-form.tsx';
import type { LiveCount } from './live-counter.ts';
import { LiveNumbers } from './live-numbers.tsx';
import { ProblemList, type ShapeProblems } from './problem-list.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { ToxicForm } from './toxic-form.tsx';
import type { DraftDesk } from './use-draft.ts';
import type { Saving } from './use-save.ts';

export interface DraftPanelProps {
  readonly desk: DraftDesk;
  readonly draft: HazardDraft;
  readonly count: LiveCount;
  readonly problems: ShapeProblems;
  readonly proposal: string;
  readonly saving: Saving;
  /** The hazard being changed as it is now; null for a new one. */
  readonly newest: HazardRecord | null;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onPlace: (position: LonLat) => void;
}

const MISSING: { readonly [missing in DraftMissing]: TextKey } = {
  shape: 'hazard.missing.shape',
  unfinished: 'hazard.missing.unfinished',
  handShape: 'hazard.missing.handShape',
  kind: 'hazard.missing.kind',
  name: 'hazard.missing.name',
  factTime: 'hazard.missing.factTime',
  substance: 'hazard.missing.substance',
  unNumber: 'hazard.missing.unNumber',
  wind: 'hazard.missing.wind',
  windSource: 'hazard.missing.windSource',
  distances: 'hazard.missing.distances',
  span: 'hazard.missing.span',
  distanceSource: 'hazard.missing.distanceSource',
};

/** Where each missing thing is filled in; what is drawn is drawn on the map. */
const FIELD_IDS: { readonly [missing in DraftMissing]?: string } = {
  kind: 'hazard-kind',
  handShape: 'hazard-kind',
  name: 'hazard-name',
  factTime: 'hazard-fact-time',
  substance: 'toxic-substance',
  unNumber: 'toxic-un',
  windSource: 'wind-source',
  wind: 'wind-valid',
  distances: 'toxic-distance-source',
  span: 'toxic-distance-source',
  distanceSource: 'toxic-distance-source',
};

const MissingList = ({ missing }: { readonly missing: readonly DraftMissing[] }): ReactNode => {
  const { t } = useSeat();
  if (missing.length === 0) return null;
  return (
    <p className="missing">
      {t('hazard.missing')}
      {missing.map((each) => {
        const id = FIELD_IDS[each];
        return id === undefined ? (
          <span key={each}>{t(MISSING[each])}</span>
        ) : (
          <Button key={each} size="small" onClick={() => document.querySelector<HTMLElement>(`#${id}`)?.focus()}>
            {t(MISSING[each])}
          </Button>
        );
      })}
    </p>
  );
};

const DiscardQuestion = ({ desk, onDiscard }: { readonly desk: DraftDesk; readonly onDiscard: () => void }): ReactNode => {
  const { t } = useSeat();
  return (
    <section className="notice" role="alertdialog" aria-label={t('hazard.discard.question')}>
      <p>{t('hazard.discard.question')}</p>
      <div className="buttons">
        <Button type="primary" autoFocus onClick={desk.keepDrawing}>
          {t('hazard.discard.keep')}
        </Button>
        <Button onClick={onDiscard}>{t('hazard.discard.now')}</Button>
      </div>
    </section>
  );
};

const SaveBar = ({ draft, problems, saving, onSave, onDiscard, isOutrun }: DraftPanelProps & { readonly isOutrun: boolean }): ReactNode => {
  const { client, t, language } = useSeat();
  const connection = useConnection(client);
  const isAway = connection.state !== 'connected';
  const missing = missingOf(draft);
  const fatal = [...new Set(problems.filter(({ isFatal }) => isFatal).map(({ reason }) => inLanguage(SHAPE_PROBLEM_TERMS[reason], language)))];
  const canSave = missing.length === 0 && fatal.length === 0 && !isAway && !isOutrun;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !canSave) return;
      event.preventDefault();
      onSave();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [canSave, onSave]);
  return (
    <footer className="save-bar">
      {isAway && (
        <p className="stale-note" role="alert">
          {t('hazard.save.away')}
        </p>
      )}
      <MissingList missing={missing} />
      {fatal.length > 0 && <p role="note">{t('hazard.save.problems', { problems: fatal.join(' ') })}</p>}
      {isOutrun && <p role="note">{t('hazard.save.outrun')}</p>}
      <div className="buttons">
        <Button type="primary" size="large" disabled={!canSave} loading={saving.isSaving} onClick={onSave}>
          {t(draft.base === null ? 'hazard.declare' : 'hazard.saveChange')} <kbd>Ctrl+Enter</kbd>
        </Button>
        <Button size="large" onClick={onDiscard} disabled={saving.isSaving}>
          {t('hazard.discard')}
        </Button>
      </div>
    </footer>
  );
};

export const DraftPanel = (props: DraftPanelProps): ReactNode => {
  const { desk, draft, count, problems, proposal, saving, newest, onDiscard, onPlace } = props;
  const { t } = useSeat();
  const { base, fields, sketch } = draft;
  const isOutrun = base !== null && ((newest !== null && newest.version > base.version) || saving.refusal?.reason === 'stale' || saving.refusal?.reason === 'conflict');
  const hasCentre = sketch?.isComplete === true && centreOfSketch(sketch) !== null;
  return (
    <div className="draft-panel">
      <p className="unsaved">{base === null ? t('hazard.unsaved.new') : t('hazard.unsaved.change', { name: base.name, version: base.version })}</p>
      {desk.isDiscardAsked && <DiscardQuestion desk={desk} onDiscard={onDiscard} />}
      {isOutrun && base !== null && <StaleNotice base={base} newestVersion={newest?.version ?? base.version} mine={contentOf(draft)} onRebase={desk.rebase} onDiscard={onDiscard} />}
      {sketch?.tool === 'kept' && <p role="note">{t('hazard.keptShape')}</p>}
      {sketch !== null && sketch.tool !== 'kept' && desk.event === null && (
        <p role="alert">
          {t('hazard.taken')} <Button onClick={desk.resume}>{t('hazard.resume')}</Button>
        </p>
      )}
      <ProblemList problems={problems} isLoud={sketch?.isComplete === true} onPlace={onPlace} />
      <LiveNumbers count={count} />
      <HazardForm fields={fields} proposal={proposal} onChange={desk.change} />
      {isToxicKind(fields.kind) && <ToxicForm toxic={fields.toxic} onToxic={desk.changeToxic} isByDistances={sketch?.tool === 'pick'} onByDistances={hasCentre ? desk.byDistances : null} />}
      {saving.refusal !== null && !isOutrun && saving.refusal.reason !== 'cancelled' && (
        <p role="alert" className="refused">
          {t('hazard.save.refused', { reason: refusalText(saving.refusal, t) })}
        </p>
      )}
      <SaveBar {...props} isOutrun={isOutrun} />
    </div>
  );
};
