// The station's data: backups, the journal as it grows, and what was refused.
import { useState, type ReactNode } from 'react';
import { App, Button, Table } from 'antd';
import type { ChangeOf, OutputOf, SnapshotOf } from '../../../shared/contract/catalogue.ts';
import { dateTimeText } from '../../../shared/i18n/times.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { useQuery, useStream } from '../../station-client/use-stream.ts';

const PAGE = 50;
const MEGABYTE = 1_048_576;

type Entry = OutputOf<'readJournal'>['entries'][number];

const foldJournal = (_held: SnapshotOf<'journal'>, change: ChangeOf<'journal'>): SnapshotOf<'journal'> => ({ sequence: change.sequence });

const Backups = (): ReactNode => {
  const { client, station, language, t } = useSeat();
  const { message } = App.useApp();
  const [isBusy, setIsBusy] = useState(false);
  const last = station.lastBackup;

  const backUp = async (): Promise<void> => {
    setIsBusy(true);
    const result = await client.request('backUp', {}, { timeoutMs: 600_000 });
    setIsBusy(false);
    if (result.ok) message.success(t('admin.backedUp', { path: result.value.value.path, count: result.value.value.entries, size: (result.value.value.bytes / MEGABYTE).toFixed(1) }));
    else message.error(refusalText(result.error, t));
  };

  return (
    <p>
      <Button loading={isBusy} onClick={() => void backUp()}>
        {t('admin.backUp')}
      </Button>{' '}
      {last === null ? t('admin.noBackup') : t('admin.lastBackup', { time: dateTimeText(Date.parse(last.time), language, -new Date().getTimezoneOffset()), path: last.path })}
    </p>
  );
};

export const StationData = (): ReactNode => {
  const { client, language, t } = useSeat();
  const head = useStream(client, 'journal', {}, foldJournal);
  const top = head.value?.sequence ?? 0;
  const [back, setBack] = useState(0);
  const entries = useQuery(client, 'readJournal', head.value === null ? null : { after: Math.max(0, top - PAGE * (back + 1)), limit: PAGE });
  const refusals = useQuery(client, 'readRefusals', {});
  return (
    <>
      <Backups />
      <h2>{t('admin.journal')}</h2>
      <p className="second">
        {t('admin.journalHead', { count: top })} · {t('admin.verifyHint')}
      </p>
      <Table<Entry>
        rowKey="sequence"
        size="small"
        loading={entries.state === 'loading'}
        pagination={false}
        dataSource={entries.state === 'answered' ? entries.value.entries.toReversed() : []}
        expandable={{ expandedRowRender: (entry) => <pre className="journal-payload">{entry.payload.slice(0, 4_000)}</pre> }}
        columns={[
          { title: t('admin.sequence'), dataIndex: 'sequence' },
          { title: t('admin.time'), render: (_value, entry) => dateTimeText(Date.parse(entry.time), language, -new Date().getTimezoneOffset(), true) },
          { title: t('admin.operation'), dataIndex: 'operation' },
          { title: t('admin.person'), dataIndex: 'person' },
          { title: t('admin.seat'), dataIndex: 'seat' },
        ]}
      />
      <Button disabled={top <= PAGE * (back + 1)} onClick={() => setBack((pages) => pages + 1)}>
        {t('admin.earlier')}
      </Button>
      <h2>{t('admin.refusals')}</h2>
      <p className="second">
        {refusals.state === 'answered'
          ? Object.entries(refusals.value.counts)
              .map(([reason, count]) => `${reason} ${count}`)
              .join(' · ')
          : ''}
      </p>
    </>
  );
};
