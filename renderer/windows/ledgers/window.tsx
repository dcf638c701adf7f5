// The ledgers: every thing of a kind with all that is known of it, narrowed, selected together with the map, changed, exported.
import type { ReactNode } from 'react';
import { Alert, Button } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { PLANNING_ROLES } from '../../../shared/domain/people/role.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { ageText } from '../../../shared/i18n/times.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { ExportPanel } from './export-panel.tsx';
import { FilterBar } from './filter-bar.tsx';
import { SideEditor } from './side-editor.tsx';
import { ThingTable } from './thing-table.tsx';
import { PAGE_SIZE, useLedger, type Ledger } from './use-ledger.ts';
import './ledgers.css';

const openMap = (): void => {
  const url = new URL('/command-map', location.href);
  url.search = location.search;
  url.searchParams.delete('kind');
  window.open(url, '_blank', 'noopener');
};

const DAY_CHARACTERS = 10;

const Totals = ({ ledger }: { readonly ledger: Ledger }): ReactNode => {
  const { t } = useSeat();
  const { answer, list, layer } = ledger;
  if (list === null) return null;
  const dates = layer === null || layer.asOfFrom === '' ? t('common.unknown') : [...new Set([layer.asOfFrom.slice(0, DAY_CHARACTERS), layer.asOfTo.slice(0, DAY_CHARACTERS)])].join(' – ');
  return (
    <p className="ledger-totals" role="status">
      {t('ledgers.total', { total: list.total.toLocaleString('en'), unlocated: list.unlocatedCount.toLocaleString('en') })} · {t('layers.asOf', { dates })}
      {answer.state === 'answered' && answer.freshness.from === 'replica' && <strong className="stale-note"> {t('identify.remembered', { age: ageText(Date.now() - answer.freshness.heardAt, t) })}</strong>}
      {ledger.isMapMissing && (
        <span>
          {' '}
          · {t('ledgers.noMap')}{' '}
          <Button size="small" onClick={openMap}>
            {t('ledgers.openMap')}
          </Button>
        </span>
      )}
    </p>
  );
};

export const Window = (): ReactNode => {
  const { person, station, t, language } = useSeat();
  const ledger = useLedger();
  const { kind, filter, page, panel, answer, list } = ledger;
  const mayChange = person.roles.some((role) => PLANNING_ROLES.includes(role));
  return (
    <main className="ledgers">
      <h1 className="ledgers-title">
        {t('ledgers.kind')} <span>{station.name} · {person.name}</span>
      </h1>
      <header className="ledgers-bar">
        <FilterBar kind={kind} filter={filter} onKind={ledger.setKind} onFilter={ledger.narrow} />
        <span className="ledgers-actions">
          {mayChange && (
            <Button icon={<PlusOutlined />} onClick={() => ledger.setPanel({ type: 'new', kind })}>
              {t('ledgers.add')}
            </Button>
          )}
          <ExportPanel kind={kind} filter={filter} total={list?.total ?? 0} />
        </span>
      </header>
      <Totals ledger={ledger} />
      {answer.state === 'refused' && <Alert type="error" showIcon role="alert" title={refusalText(answer.refusal, t)} />}
      <div className="ledgers-body">
        <ThingTable
          label={`${t('ledgers.kind')} ${inLanguage(thingKind(kind)?.term ?? { zh: kind, en: kind }, language)}`}
          kind={kind}
          things={list?.things ?? []}
          referenceNames={list?.referenceNames ?? {}}
          total={list?.total ?? 0}
          page={page}
          pageSize={PAGE_SIZE}
          selectedId={panel?.type === 'thing' && panel.kind === kind ? panel.id : null}
          isLoading={list === null && answer.state === 'loading'}
          areaName={ledger.areaName}
          onPage={ledger.setPage}
          onSelect={ledger.choose}
        />
        {panel !== null && <SideEditor ledger={ledger} panel={panel} mayChange={mayChange} />}
      </div>
    </main>
  );
};
