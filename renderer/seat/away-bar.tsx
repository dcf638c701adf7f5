// Says that the station is away, since when, and puts the dashed frame round what is only remembered.
import { useEffect, useState, type ReactNode } from 'react';
import { ageText } from '../../shared/i18n/times.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { ConnectionState } from '../station-client/station-client.ts';

const TICK_MS = 1_000;

export const AwayBar = ({ t, connection }: { readonly t: Translate; readonly connection: ConnectionState }): ReactNode => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (connection.state === 'connected') return null;
  const age = ageText(now - connection.since, t);
  return (
    <>
      <div className="away-frame" aria-hidden="true" />
      <div className="away-bar" role="alert">
        {connection.state === 'connecting' ? t('connection.connecting') : t('connection.away', { age, time: age })}
      </div>
    </>
  );
};
