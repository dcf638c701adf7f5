// The alarm strip at the top of every window: conditions first, then facts nobody here has acknowledged, newest last.
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { WarningOutlined } from '@ant-design/icons';
import type { ChangeOf, SnapshotOf } from '../../shared/contract/catalogue.ts';
import { DESK_ROLES } from '../../shared/domain/people/role.ts';
import { dateTimeText } from '../../shared/i18n/times.ts';
import { useStream } from '../station-client/use-stream.ts';
import { useSeat } from './seat-context.ts';

interface Alarm {
  readonly id: string;
  readonly text: string;
  /** A condition lasts until it ends; a fact stays until somebody at this seat has seen it. */
  readonly isCondition: boolean;
}

const NOTICES_HELD = 50;

const foldNotices = (held: SnapshotOf<'peopleNotices'>, change: ChangeOf<'peopleNotices'>): SnapshotOf<'peopleNotices'> => ({ notices: [...held.notices, change].slice(-NOTICES_HELD) });

const foldWinds = (held: SnapshotOf<'expiredWinds'>, change: ChangeOf<'expiredWinds'>): SnapshotOf<'expiredWinds'> => {
  const { isExpired, ...wind } = change;
  const others = held.hazards.filter((hazard) => hazard.hazardId !== wind.hazardId);
  return { hazards: isExpired ? [...others, wind] : others };
};

const useSeen = (): readonly [ReadonlySet<string>, (id: string) => void] => {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set());
  return [seen, (id) => setSeen((old) => new Set([...old, id]))];
};

const useExpiredWinds = (): readonly Alarm[] => {
  const { client, language, t } = useSeat();
  const winds = useStream(client, 'expiredWinds', {}, foldWinds);
  const offset = -new Date().getTimezoneOffset();
  return (winds.value?.hazards ?? []).map((wind) => ({
    id: `wind/${wind.hazardId}`,
    text: t('alarm.windExpired', { name: wind.name, time: dateTimeText(Date.parse(wind.validUntil), language, offset) }),
    isCondition: true,
  }));
};

const DeskAlarms = ({ onAlarms }: { readonly onAlarms: (alarms: readonly Alarm[]) => void }): ReactNode => {
  const winds = useExpiredWinds();
  const key = JSON.stringify(winds);
  useEffect(() => onAlarms(JSON.parse(key) as readonly Alarm[]), [key, onAlarms]);
  return null;
};

export const AlarmStrip = (): ReactNode => {
  const { client, person, station, language, t } = useSeat();
  const notices = useStream(client, 'peopleNotices', {}, foldNotices);
  const [deskAlarms, setDeskAlarms] = useState<readonly Alarm[]>([]);
  const [seen, markSeen] = useSeen();
  const isAtDesk = person.roles.some((role) => DESK_ROLES.includes(role));
  const offset = -new Date().getTimezoneOffset();

  const storeAlarms: readonly Alarm[] =
    station.store.state === 'writable' ? [] : [{ id: 'store', text: t('station.readOnly', { reason: t(`store.${station.store.failure?.reason ?? 'readOnly'}`) }), isCondition: true }];
  const backupAlarms: readonly Alarm[] = station.lastBackup?.isGood === false ? [{ id: 'backup', text: t('alarm.backupFailed', { path: station.lastBackup.path }), isCondition: true }] : [];
  const facts: readonly Alarm[] = (notices.value?.notices ?? []).map((notice) => ({
    id: notice.id,
    text: t(`alarm.${notice.kind}`, { name: notice.personName, seat: notice.seat, time: dateTimeText(Date.parse(notice.time), language, offset) }),
    isCondition: false,
  }));
  const shown = [...storeAlarms, ...backupAlarms, ...deskAlarms, ...facts.filter((fact) => !seen.has(fact.id))];

  return (
    <>
      {isAtDesk && <DeskAlarms onAlarms={setDeskAlarms} />}
      {shown.length > 0 && (
        <div className="alarm-strip" role="alert">
          {shown.map((alarm) => (
            <p key={alarm.id}>
              <WarningOutlined aria-hidden="true" /> {alarm.text}
              {!alarm.isCondition && (
                <Button size="small" onClick={() => markSeen(alarm.id)}>
                  {t('alarm.seen', { name: person.name })}
                </Button>
              )}
            </p>
          ))}
        </div>
      )}
    </>
  );
};
