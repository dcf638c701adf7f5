// How far something is that takes longer than a moment, and the button that stops it.
import type { ReactNode } from 'react';
import { Button, Progress } from 'antd';
import { useSeat } from '../../../seat/seat-context.ts';

export interface ProgressLineProps {
  readonly label: string;
  /** 0 to 1; null where nothing can be said. */
  readonly fraction: number | null;
  readonly detail?: string;
  readonly onStop?: () => void;
  readonly isStopping?: boolean;
}

const PERCENT = 100;

export const ProgressLine = ({ label, fraction, detail, onStop, isStopping = false }: ProgressLineProps): ReactNode => {
  const { t } = useSeat();
  const percent = fraction === null ? null : Math.floor(Math.min(1, fraction) * PERCENT);
  return (
    <div className="progress-line" aria-busy="true">
      <p role="status">
        {label}
        {detail !== undefined && <span className="second"> {detail}</span>}
      </p>
      {percent === null ? <div className="progress-unknown" aria-hidden="true" /> : <Progress percent={percent} size="small" aria-label={t('import.progress', { percent })} />}
      {onStop !== undefined && (
        <Button size="small" disabled={isStopping} onClick={onStop}>
          {t(isStopping ? 'import.stopping' : 'import.stop')}
        </Button>
      )}
    </div>
  );
};
