// One list of the affected, page by page.
import { useState, type ReactNode } from 'react';
import { Button, Pagination } from 'antd';
import { ArrowLeftOutlined } from '@ant-design/icons';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { AffectedRow } from '../../../../shared/contract/affected.ts';
import { AFFECTED_CATEGORY_TERMS, type AffectedCategoryName } from '../../../../shared/domain/hazard/affected-category.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { ageText } from '../../../../shared/i18n/times.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useQuery } from '../../../station-client/use-stream.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { AffectedRowLine } from './affected-row.tsx';
import { RefusedNote } from './refused-note.tsx';
import type { Affected } from './use-affected.ts';

export interface AffectedListProps {
  readonly affected: Affected;
  readonly category: AffectedCategoryName;
  readonly onBack: () => void;
  readonly onPlace: (kind: string, id: string, position: LonLat) => void;
  readonly onRecount: () => void;
}

const PAGE = 100;

const keyOf = (row: AffectedRow, index: number): string => (row.type === 'threat' ? `threat ${row.areaCode} ${index}` : `${row.type} ${row.id} ${index}`);

const Apart = ({ affected, category }: Pick<AffectedListProps, 'affected' | 'category'>): ReactNode => {
  const { t } = useSeat();
  const totals = affected.categories.find((each) => each.category === category);
  if (totals === undefined) return null;
  const metres = affected.persons.edge.metres;
  return (
    <ul className="apart">
      {totals.insideMaybeOut > 0 && <li>{t('hazard.list.insideMaybeOut', { metres, count: totals.insideMaybeOut })}</li>}
      {totals.outsideMaybeIn > 0 && <li>{t('hazard.list.outsideMaybeIn', { metres, count: totals.outsideMaybeIn })}</li>}
      {totals.unlocatedHere > 0 && <li>{t('hazard.list.unlocatedHere', { count: totals.unlocatedHere })}</li>}
      {totals.unlocated > 0 && <li>{t('hazard.list.unlocated', { count: totals.unlocated })}</li>}
    </ul>
  );
};

const Screened = ({ affected }: { readonly affected: Affected }): ReactNode => {
  const { t } = useSeat();
  const { settings, screened, nearRegistered, unknownGround } = affected.screening;
  return (
    <ul className="apart">
      <li>{t('hazard.screen.done', { screened: screened.toLocaleString('en'), near: nearRegistered.toLocaleString('en') })}</li>
      {unknownGround > 0 && <li className="unknown">{t('hazard.screen.unknown', { count: unknownGround.toLocaleString('en') })}</li>}
      <li className="second">{t('hazard.screen.settings', { degrees: settings.slopeDegrees, within: settings.slopeWithinMetres, stream: settings.streamWithinMetres, above: settings.streamAboveMetres, registered: settings.registeredWithinMetres })}</li>
    </ul>
  );
};

interface ListPageProps extends AffectedListProps {
  readonly answer: OutputOf<'listAffected'>;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

const ListPage = ({ affected, answer, page, onPage, onPlace, onRecount }: ListPageProps): ReactNode => {
  const { t } = useSeat();
  const { revision, total, rows } = answer;
  return (
    <>
      {revision !== affected.revision && (
        <p className="stale-note" role="note">
          {t('hazard.list.changed')}{' '}
          <Button size="small" onClick={onRecount}>
            {t('hazard.recount')}
          </Button>
        </p>
      )}
      {total === 0 && <p className="second">{t('hazard.list.empty')}</p>}
      <ol className="affected-rows" start={(page - 1) * PAGE + 1}>
        {rows.map((row, index) => (
          <li key={keyOf(row, index)}>
            <AffectedRowLine row={row} onPlace={onPlace} />
          </li>
        ))}
      </ol>
      {total > PAGE && <Pagination simple current={page} pageSize={PAGE} total={total} showSizeChanger={false} onChange={onPage} />}
    </>
  );
};

export const AffectedList = (props: AffectedListProps): ReactNode => {
  const { affected, category, onBack } = props;
  const { client, t, language } = useSeat();
  const [page, setPage] = useState(1);
  const answer = useQuery(client, 'listAffected', { hazardId: affected.hazardId, version: affected.version, category, offset: (page - 1) * PAGE, limit: PAGE });
  const name = inLanguage(AFFECTED_CATEGORY_TERMS[category], language);
  const total = answer.state === 'answered' ? answer.value.total.toLocaleString('en') : '';
  const age = answer.state === 'answered' && answer.freshness.from === 'replica' ? ageText(Date.now() - answer.freshness.heardAt, t) : null;
  return (
    <section aria-label={name}>
      <div className="list-head">
        <Button icon={<ArrowLeftOutlined />} onClick={onBack}>
          {t('hazard.backToAll')}
        </Button>
        <h3>
          {name} {total}
        </h3>
      </div>
      <Apart affected={affected} category={category} />
      {category === 'unregisteredThreats' && <Screened affected={affected} />}
      {age !== null && <p className="stale-note">{t('identify.remembered', { age })}</p>}
      {answer.state === 'loading' && <p className="second" role="status" aria-busy="true">{t('common.loading')}</p>}
      {answer.state === 'refused' && <RefusedNote reason={refusalText(answer.refusal, t)} onRetry={answer.again} />}
      {answer.state === 'answered' && <ListPage {...props} answer={answer.value} page={page} onPage={setPage} />}
    </section>
  );
};
