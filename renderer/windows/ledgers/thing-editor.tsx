// The panel of one thing: looked at, changed with the version that was seen, added, or removed with a reason.
import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import type { ThingKind } from '../../../shared/domain/atlas/field.ts';
import type { ThingContent } from '../../../shared/domain/atlas/thing.ts';
import { HoldToConfirm } from '../../ui-kit/hold-to-confirm.tsx';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { OthersChanges } from './others-changes.tsx';
import { ThingForm } from './thing-form.tsx';
import { useThingDraft, type DraftState } from './use-thing-draft.ts';

type Thing = OutputOf<'readThing'>['thing'];

export interface ThingEditorProps {
  readonly kind: ThingKind;
  readonly first: Thing | ThingContent;
  readonly isNew: boolean;
  readonly mayChange: boolean;
  readonly revision: number;
  readonly onSaved: (thing: Thing) => void;
  readonly onRemoved: () => void;
}

const HOLD_MS = 1_500;

const Removing = ({ desk }: { readonly desk: DraftState }): ReactNode => {
  const { t } = useSeat();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!isOpen) return <Button onClick={() => setIsOpen(true)}>{t('ledgers.remove')}</Button>;
  return (
    <div className="removing">
      <label htmlFor="ledger-remove-reason">{t('ledgers.removeReason')}</label>
      <Input id="ledger-remove-reason" autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      <div className="form-actions">
        <HoldToConfirm label={t('ledgers.removeHold', { name: desk.base?.name ?? '' })} hint={t('ledgers.removeHint')} holdMs={HOLD_MS} isDisabled={reason.trim() === '' || desk.isSaving} onConfirmed={() => desk.remove(reason.trim())} />
        <Button onClick={() => setIsOpen(false)}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
};

const Actions = ({ desk, isNew }: { readonly desk: DraftState; readonly isNew: boolean }): ReactNode => {
  const { t } = useSeat();
  const hasChanges = isNew || desk.changed.length > 0;
  const isSound = desk.faults.length === 0 && desk.draft.name.trim() !== '';
  return (
    <>
      {hasChanges && !isSound && <p role="status">{t('ledgers.unsound')}</p>}
      <div className="form-actions">
        <Button type="primary" disabled={!hasChanges || !isSound || desk.newest !== null || desk.isGone} loading={desk.isSaving} onClick={desk.save}>
          {t(isNew ? 'ledgers.add' : 'common.save')}
        </Button>
        {!isNew && (
          <Button disabled={!hasChanges || desk.isSaving} onClick={desk.discard}>
            {t('ledgers.discard')}
          </Button>
        )}
        {!isNew && !desk.isGone && <Removing desk={desk} />}
      </div>
    </>
  );
};

export const ThingEditor = ({ kind, first, isNew, mayChange, revision, onSaved, onRemoved }: ThingEditorProps): ReactNode => {
  const { t } = useSeat();
  const desk = useThingDraft({ kind, first, isNew, revision, onSaved, onRemoved });
  const { base, newest, refusal } = desk;
  return (
    <div className="thing-editor">
      {desk.isGone && <p role="alert">{t('ledgers.gone')}</p>}
      {!mayChange && <p className="second">{t('ledgers.readOnly')}</p>}
      {base !== null && newest !== null && <OthersChanges kind={kind} base={base} draft={desk.draft} newest={newest} onRebase={desk.rebase} onDiscard={desk.discard} />}
      {refusal !== null && refusal.reason !== 'stale' && <p role="alert">{refusalText(refusal, t)}</p>}
      <div className="thing-editor-body">
        <ThingForm key={desk.round} kind={kind} draft={desk.draft} faults={desk.faults.filter(({ key }) => isNew || desk.changed.includes(key))} changed={desk.changed} isDisabled={!mayChange || desk.isSaving} onDraft={desk.change} />
        {base !== null && (
          <p className="second">
            {t('ledgers.version', { version: base.version })} · {base.id}
          </p>
        )}
      </div>
      {mayChange && <Actions desk={desk} isNew={isNew} />}
    </div>
  );
};
