// Says how many commands lie on this machine and are not yet saved to the station, and which were refused.
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { OutboxEntry } from '../station-client/outbox.ts';
import { refusalText } from './refusal-text.ts';
import { useSeat } from './seat-context.ts';

export const WaitingBar = (): ReactNode => {
  const { client, t } = useSeat();
  const [entries, setEntries] = useState<readonly OutboxEntry[]>([]);
  useEffect(() => client.outbox.onChange(setEntries), [client]);
  if (entries.length === 0) return null;
  return (
    <div className="waiting-bar" role="status">
      {t('note.pending', { count: entries.length })}
      {entries
        .filter((entry) => entry.refusal !== null)
        .map((entry) => (
          <span key={entry.commandId}>
            {entry.refusal === null ? '' : refusalText(entry.refusal, t)}
            <Button size="small" onClick={() => void client.outbox.drop(entry.commandId)}>
              {t('common.close')}
            </Button>
          </span>
        ))}
    </div>
  );
};
