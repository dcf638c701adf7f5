// Takes an import back whole, after being held; what somebody changed since is named and stays.
import { useState, type ReactNode } from 'react';
import { HoldToConfirm } from '../../../ui-kit/hold-to-confirm.tsx';
import { useSeat } from '../../../seat/seat-context.ts';
import { importRefusalText } from './words.ts';

export interface UndoButtonProps {
  readonly batch: number;
  readonly fileName: string;
  readonly label: string;
  /** What came of it, in words. */
  readonly onSaid: (words: string, isUndone: boolean) => void;
}

const HOLD_MS = 1_500;
const UNDO_TIMEOUT_MS = 600_000;
const NAMES_SHOWN = 5;

export const UndoButton = ({ batch, fileName, label, onSaid }: UndoButtonProps): ReactNode => {
  const { client, t } = useSeat();
  const [isGoing, setIsGoing] = useState(false);
  const undo = async (): Promise<void> => {
    setIsGoing(true);
    onSaid(t('import.undoing'), false);
    const outcome = await client.request('undoImport', { batch }, { timeoutMs: UNDO_TIMEOUT_MS });
    setIsGoing(false);
    if (!outcome.ok) return onSaid(importRefusalText(outcome.error, t), false);
    const { changedSince = [], changedSinceCount: count = 0 } = outcome.value.value;
    const names = changedSince.slice(0, NAMES_SHOWN).map(({ name }) => name || t('import.list.unnamed'));
    onSaid(count === 0 ? t('import.undone') : t('import.undoneKept', { count, names: names.join('、') }), true);
  };
  return <HoldToConfirm label={label} hint={t('import.undoHint', { name: fileName })} holdMs={HOLD_MS} isDisabled={isGoing} onConfirmed={() => void undo()} />;
};
