// What a window shows before there is a map: connecting, preparing with progress, or data that cannot be opened.
import type { ReactNode } from 'react';
import { Progress } from 'antd';
import type { StationState } from '../../shared/contract/station.ts';
import type { Translate } from '../../shared/i18n/translate.ts';

const PERCENT = 100;

export const Connecting = ({ t }: { readonly t: Translate }): ReactNode => (
  <main className="gate" aria-busy="true">
    <p role="status">{t('connection.connecting')}</p>
  </main>
);

export const Preparing = ({ t, station }: { readonly t: Translate; readonly station: StationState }): ReactNode => {
  const percent = Math.floor((station.progress?.fraction ?? 0) * PERCENT);
  return (
    <main className="gate" aria-busy="true">
      <section className="gate-panel">
        <h1>{station.name}</h1>
        <p role="status">{t('station.preparing', { stage: station.progress?.stage ?? '', percent })}</p>
        <Progress percent={percent} showInfo={false} aria-label={t('common.loading')} />
      </section>
    </main>
  );
};

export const StoreFailed = ({ t, station }: { readonly t: Translate; readonly station: StationState }): ReactNode => {
  const reason = station.store.failure?.reason ?? 'corrupt';
  return (
    <main className="gate">
      <section className="gate-panel" role="alert">
        <h1>{t('station.failed')}</h1>
        <p>{t(`store.${reason}`)}</p>
        <p className="second">{t(`store.${reason}.remedy`)}</p>
        <pre className="second">{station.store.failure?.detail}</pre>
      </section>
    </main>
  );
};
