// What an import has done, and taking it back.
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { CheckOutlined } from '@ant-design/icons';
import { useSeat } from '../../../seat/seat-context.ts';
import { UndoButton } from './undo-button.tsx';
import type { ImportResult } from './use-import-desk.ts';

export interface ImportDoneProps {
  readonly result: ImportResult;
  readonly onAgain: () => void;
  readonly onList: (kind: string) => void;
}

export const ImportDone = ({ result, onAgain, onList }: ImportDoneProps): ReactNode => {
  const { t } = useSeat();
  const [undone, setUndone] = useState<{ readonly words: string; readonly isUndone: boolean } | null>(null);
  const { counts } = result;
  const left = counts === null ? 0 : counts.duplicate + counts.ambiguous + counts.faulty;
  return (
    <section className="import-done">
      <h3>
        <CheckOutlined aria-hidden /> {t('import.done.title', { name: result.fileName })}
      </h3>
      <p>{t('import.done.counts', { count: result.thingCount.toLocaleString('en'), removed: result.removedCount.toLocaleString('en') })}</p>
      {result.overtakenCount > 0 && <p className="note-asking">{t('import.done.overtaken', { count: result.overtakenCount })}</p>}
      {counts !== null && left > 0 && <p className="note-asking">{t('import.done.left', { duplicate: counts.duplicate, ambiguous: counts.ambiguous, faulty: counts.faulty })}</p>}
      {undone !== null && <p role="status">{undone.words}</p>}
      <div className="import-actions">
        <Button type="primary" onClick={onAgain}>
          {t('import.done.again')}
        </Button>
        <Button onClick={() => onList(result.kind)}>{t('import.done.list')}</Button>
        {undone?.isUndone !== true && <UndoButton batch={result.batch} fileName={result.fileName} label={t('import.undoThis')} onSaid={(words, isUndone) => setUndone({ words, isUndone })} />}
      </div>
    </section>
  );
};
