// The hazards of the county: active ones first and by gravity, closed ones apart, older closed ones on demand.
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { SnapshotOf } from '../../../../shared/contract/catalogue.ts';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { ageText } from '../../../../shared/i18n/times.ts';
import type { StreamState } from '../../../station-client/station-client.ts';
import { useQuery } from '../../../station-client/use-stream.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { activeHazards, closedHazards } from './fold-hazards.ts';
import { HazardRow } from './hazard-row.tsx';

export interface HazardListProps {
  readonly hazards: StreamState<SnapshotOf<'hazards'>>;
  readonly selectedId: string | null;
  readonly expiredWinds: ReadonlySet<string>;
  readonly mayPlan: boolean;
  readonly onSelect: (hazard: HazardRecord) => void;
}

const PAGE = 50;

const OlderClosed = ({ onSelect }: { readonly onSelect: HazardListProps['onSelect'] }): ReactNode => {
  const { client, t } = useSeat();
  const [offset, setOffset] = useState(0);
  const answer = useQuery(client, 'listHazards', { state: 'closed', offset, limit: PAGE });
  if (answer.state === 'loading') return <p className="second" role="status">{t('common.loading')}</p>;
  if (answer.state === 'refused') return <p role="alert">{refusalText(answer.refusal, t)}</p>;
  const { total, hazards } = answer.value;
  return (
    <>
      <ul className="hazard-list">
        {hazards.map((hazard) => (
          <HazardRow key={hazard.id} hazard={hazard} isSelected={false} isWindExpired={false} onSelect={onSelect} />
        ))}
      </ul>
      <p className="second">{t('hazard.page', { from: Math.min(total, offset + 1), to: Math.min(total, offset + PAGE), total })}</p>
      <div className="buttons">
        <Button size="small" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
          {t('hazard.page.before')}
        </Button>
        <Button size="small" disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
          {t('hazard.page.after')}
        </Button>
      </div>
    </>
  );
};

const Closed = ({ closed, props }: { readonly closed: readonly HazardRecord[]; readonly props: HazardListProps }): ReactNode => {
  const { t } = useSeat();
  const [isOpen, setIsOpen] = useState(false);
  const [isAll, setIsAll] = useState(false);
  return (
    <section aria-label={t('hazard.closedOnes')}>
      <Button type="text" size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? '▾' : '▸'} {t('hazard.closedCount', { count: closed.length })}
      </Button>
      {isOpen && (
        <>
          <p className="second">{t('hazard.closedMeans')}</p>
          {isAll ? (
            <OlderClosed onSelect={props.onSelect} />
          ) : (
            <>
              <ul className="hazard-list">
                {closed.map((hazard) => (
                  <HazardRow key={hazard.id} hazard={hazard} isSelected={hazard.id === props.selectedId} isWindExpired={false} onSelect={props.onSelect} />
                ))}
              </ul>
              <Button size="small" onClick={() => setIsAll(true)}>
                {t('hazard.closedAll')}
              </Button>
            </>
          )}
        </>
      )}
    </section>
  );
};

export const HazardList = (props: HazardListProps): ReactNode => {
  const { hazards, selectedId, expiredWinds, mayPlan, onSelect } = props;
  const { t } = useSeat();
  if (hazards.state === 'refused') return <p role="alert" className="denied">{t('common.denied')}</p>;
  if (hazards.value === null) return <p className="second" role="status" aria-busy="true">{t('common.loading')}</p>;
  const [active, closed] = [activeHazards(hazards.value.hazards), closedHazards(hazards.value.hazards)];
  return (
    <div className={hazards.state === 'stale' ? 'stale-content' : ''}>
      {hazards.state === 'stale' && hazards.heardAt !== null && <p className="stale-note">{t('hazard.list.stale', { age: ageText(Date.now() - hazards.heardAt, t) })}</p>}
      {active.length === 0 && (
        <div className="empty-list">
          <p>{t('hazard.none')}</p>
          <p className="second">{t(mayPlan ? 'hazard.none.draw' : 'hazard.none.watch')}</p>
        </div>
      )}
      <ul className="hazard-list" aria-label={t('hazard.activeOnes')}>
        {active.map((hazard) => (
          <HazardRow key={hazard.id} hazard={hazard} isSelected={hazard.id === selectedId} isWindExpired={expiredWinds.has(hazard.id)} onSelect={onSelect} />
        ))}
      </ul>
      <Closed closed={closed} props={props} />
    </div>
  );
};
