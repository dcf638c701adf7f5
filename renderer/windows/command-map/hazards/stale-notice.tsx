// Somebody else changed the hazard meanwhile: who, when and what, beside one's own changes, and the way on.
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from 'antd';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { HazardContent } from '../../../../shared/domain/hazard/hazard.ts';
import { useQuery } from '../../../station-client/use-stream.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { momentText } from './as-of.ts';
import { fieldName, fieldText } from './field-text.ts';
import { changesBetween, contentOfRecord, merged } from './merge-changes.ts';

export interface StaleNoticeProps {
  readonly base: HazardRecord;
  /** As far as this window has heard. */
  readonly newestVersion: number;
  /** Null while one's own changes are not complete. */
  readonly mine: HazardContent | null;
  readonly onRebase: (hazard: HazardRecord, content: HazardContent) => void;
  readonly onDiscard: () => void;
}

const Changes = ({ base, mine, theirs }: { readonly base: HazardRecord; readonly mine: HazardContent | null; readonly theirs: HazardRecord }): ReactNode => {
  const { t, language } = useSeat();
  const [before, after] = [contentOfRecord(base), contentOfRecord(theirs)];
  const changes = changesBetween(before, mine ?? before, after);
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{t('hazard.stale.field')}</th>
          <th scope="col">{t('hazard.stale.theirs')}</th>
          <th scope="col">{t('hazard.stale.mine')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, isMine, isTheirs }) => (
          <tr key={field} className={isMine && isTheirs ? 'conflict' : ''}>
            <th scope="row">
              {fieldName(field, t)}
              {isMine && isTheirs && <strong> {t('hazard.stale.both')}</strong>}
            </th>
            <td>{isTheirs ? fieldText(field, after, language, t) : t('hazard.stale.same')}</td>
            <td>{isMine && mine !== null ? fieldText(field, mine, language, t) : t('hazard.stale.same')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const StaleNotice = ({ base, newestVersion, mine, onRebase, onDiscard }: StaleNoticeProps): ReactNode => {
  const { client, t, language } = useSeat();
  const answer = useQuery(client, 'readHazard', { id: base.id });
  const { again } = answer;
  const newest = answer.state === 'answered' ? answer.value.hazard : null;
  const readVersion = newest?.version ?? newestVersion;
  useEffect(() => {
    if (readVersion < newestVersion) again();
  }, [readVersion, newestVersion, again]);
  // It comes while somebody is writing further down.
  const notice = useRef<HTMLElement>(null);
  const isShown = newest !== null;
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  if (newest === null) return <p role="alert">{t('hazard.stale.title')}</p>;
  const isClosed = newest.state === 'closed';
  return (
    <section className="notice" role="alert" ref={notice}>
      <h3>{t(isClosed ? 'hazard.stale.closed' : 'hazard.stale.title')}</h3>
      <p>{t('hazard.stale.by', { name: newest.changedBy.name, time: momentText(newest.changedAt, language, true), version: newest.version, seen: base.version })}</p>
      {!isClosed && <Changes base={base} mine={mine} theirs={newest} />}
      <div className="buttons">
        {!isClosed && (
          <Button type="primary" disabled={mine === null} onClick={() => mine !== null && onRebase(newest, merged(contentOfRecord(base), mine, contentOfRecord(newest)))}>
            {t('hazard.stale.rebase')}
          </Button>
        )}
        <Button onClick={onDiscard}>{t('hazard.stale.discard')}</Button>
      </div>
    </section>
  );
};
