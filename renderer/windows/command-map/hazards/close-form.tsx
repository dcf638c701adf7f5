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

interface Closing {
  readonly isBusy: boolean;
  readonly refusal: Refusal | null;
  readonly close: (version: number, reason: string) => Promise<void>;
}

const useClosing = (id: string, onDone: () => void): Closing => {
  const { client } = useSeat();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const close = async (version: number, reason: string): Promise<void> => {
    setIsBusy(true);
    setRefusal(null);
    const result = await client.request('closeHazard', { id, version, reason });
    setIsBusy(false);
    if (result.ok) onDone();
    else setRefusal(result.error);
  };
  return { isBusy, refusal, close };
};

const Outrun = ({ hazard, onLooked }: { readonly hazard: HazardRecord; readonly onLooked: () => void }): ReactNode => {
  const { t } = useSeat();
  return (
    <p role="alert">
      {t('hazard.close.outrun', { name: hazard.changedBy.name, version: hazard.version })}{' '}
      <Button size="small" onClick={onLooked}>
        {t('hazard.close.looked')}
      </Button>
    </p>
  );
};

export const CloseForm = ({ hazard, onDone }: { readonly hazard: HazardRecord; readonly onDone: () => void }): ReactNode => {
  const { client, t } = useSeat();
  const isAway = useConnection(client).state !== 'connected';
  const { isBusy, refusal, close } = useClosing(hazard.id, onDone);
  const [typed, setTyped] = useState('');
  // The version that was on the screen when closing was thought of.
  const [seen, setSeen] = useState(hazard.version);
  const reason = typed.trim();
  const isOutrun = hazard.version !== seen;
  return (
    <section className="notice" aria-label={t('hazard.close')}>
      <p>
        <strong>{t('hazard.close.warning')}</strong>
      </p>
      <p>{t('hazard.close.what', { name: hazard.name, persons: hazard.counted.persons.toLocaleString('en') })}</p>
      <label htmlFor="close-reason">{t('hazard.close.reason')}</label>
      <Input.TextArea id="close-reason" maxLength={500} rows={2} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {isOutrun && <Outrun hazard={hazard} onLooked={() => setSeen(hazard.version)} />}
      {refusal !== null && <p role="alert">{t('hazard.save.refused', { reason: refusalText(refusal, t) })}</p>}
      {isAway && <p role="alert" className="stale-note">{t('hazard.close.away')}</p>}
      {reason === '' && <p className="second">{t('hazard.close.needsReason')}</p>}
      <div className="buttons">
        <HoldToConfirm label={t('hazard.close.hold')} hint={t('hazard.close.hint', { seconds: HOLD_MS / SECOND_MS })} holdMs={HOLD_MS} isDisabled={isBusy || isAway || isOutrun || reason === ''} onConfirmed={() => void close(seen, reason)} />
        <Button size="large" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </section>
  );
};
