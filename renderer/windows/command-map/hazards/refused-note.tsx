// Why something could not be read, with the way to try again.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useSeat } from '../../../seat/seat-context.ts';

export const RefusedNote = ({ reason, onRetry }: { readonly reason: string; readonly onRetry: () => void }): ReactNode => {
  const { t } = useSeat();
  return (
    <p role="alert" className="stale-note">
      {reason}{' '}
      <Button size="small" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </p>
  );
};
