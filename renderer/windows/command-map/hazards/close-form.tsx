// Closing a hazard: with a reason, held to confirm, and saying that closing is no leave to return.
import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { HoldToConfirm } from '../../../ui-kit/hold-to-confirm.tsx';
import { useConnection } from '../../../station-client/use-stream.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';

const HOLD_MS = 1_500;
const SECOND_MS = 1_000;

export const CloseForm = ({ hazard, onDone }: { readonly hazard: HazardRecord; readonly onDone: () => void }): ReactNode => {
  const { client, t } = useSeat();
  const connection = useConnection(client);
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  // The version that was on the screen when closing was thought of.
  const [seen, setSeen] = useState(hazard.version);
  const isOutrun = hazard.version !== seen;
  const isAway = connection.state !== 'connected';

  const close = async (): Promise<void> => {
    setIsBusy(true);
    setRefusal(null);
    const result = await client.request('closeHazard', { id: hazard.id, version: seen, reason: reason.trim() });
    setIsBusy(false);
    if (result.ok) onDone();
    else setRefusal(result.error);
  };

  return (
    <section className="notice" aria-label={t('hazard.close')}>
      <p>
        <strong>{t('hazard.close.warning')}</strong>
      </p>
      <p>{t('hazard.close.what', { name: hazard.name, persons: hazard.counted.persons.toLocaleString('en') })}</p>
      <label htmlFor="close-reason">{t('hazard.close.reason')}</label>
      <Input.TextArea id="close-reason" maxLength={500} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      {isOutrun && (
        <p role="alert">
          {t('hazard.close.outrun', { name: hazard.changedBy.name, version: hazard.version })}{' '}
          <Button size="small" onClick={() => setSeen(hazard.version)}>
            {t('hazard.close.looked')}
          </Button>
        </p>
      )}
      {refusal !== null && <p role="alert">{t('hazard.save.refused', { reason: refusalText(refusal, t) })}</p>}
      {isAway && <p role="alert" className="stale-note">{t('hazard.close.away')}</p>}
      {reason.trim() === '' && <p className="second">{t('hazard.close.needsReason')}</p>}
      <div className="buttons">
        <HoldToConfirm label={t('hazard.close.hold')} hint={t('hazard.close.hint', { seconds: HOLD_MS / SECOND_MS })} holdMs={HOLD_MS} isDisabled={isBusy || isAway || isOutrun || reason.trim() === ''} onConfirmed={() => void close()} />
        <Button size="large" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </section>
  );
};
