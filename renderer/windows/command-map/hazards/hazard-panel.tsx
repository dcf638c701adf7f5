// One hazard: what it is, what can be done with it, its versions, and who is inside.
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { AimOutlined, ArrowLeftOutlined, EditOutlined, HistoryOutlined, StopOutlined } from '@ant-design/icons';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { AffectedSummary } from './affected-summary.tsx';
import { momentText } from './as-of.ts';
import { CloseForm } from './close-form.tsx';
import { kindText } from './field-text.ts';
import { LevelMark } from './level-mark.tsx';
import type { SeatRights } from './seat-rights.ts';
import { ToxicFacts } from './toxic-facts.tsx';
import { VersionList } from './version-list.tsx';

export interface HazardPanelProps {
  /** As it is now. */
  readonly hazard: HazardRecord;
  /** An older version that is being looked at; null for the present one. */
  readonly past: HazardRecord | null;
  readonly rights: SeatRights;
  readonly isWindExpired: boolean;
  readonly onBack: () => void;
  readonly onFly: (hazard: HazardRecord) => void;
  readonly onEdit: (hazard: HazardRecord) => void;
  readonly onVersion: (version: number | null) => void;
  readonly onPlace: (kind: string, id: string, position: LonLat) => void;
}

type Opened = 'nothing' | 'versions' | 'close';

const Facts = ({ hazard, maySeePersons }: { readonly hazard: HazardRecord; readonly maySeePersons: boolean }): ReactNode => {
  const { t, language } = useSeat();
  const source = hazard.source === '' ? t(maySeePersons ? 'hazard.unsaid' : 'hazard.deskOnly') : hazard.source;
  return (
    <div className="hazard-facts">
      <p>{t('hazard.facts', { kind: kindText(hazard.kind, language), time: momentText(hazard.factTime, language), source })}</p>
      {hazard.note !== '' && <p className="hazard-note">{hazard.note}</p>}
      <p className="second">{t('hazard.savedBy', { version: hazard.version, name: hazard.changedBy.name, time: momentText(hazard.changedAt, language, true) })}</p>
    </div>
  );
};

const Closing = ({ hazard }: { readonly hazard: HazardRecord }): ReactNode => {
  const { t, language } = useSeat();
  if (hazard.closing === null) return null;
  return (
    <section className="notice" role="note">
      <p>
        <strong>{t('hazard.closedBy', { name: hazard.closing.by.name, time: momentText(hazard.closing.time, language) })}</strong>
      </p>
      <p>{hazard.closing.reason}</p>
      <p>{t('hazard.closedMeans')}</p>
    </section>
  );
};

const Actions = ({ props, opened, onOpen }: { readonly props: HazardPanelProps; readonly opened: Opened; readonly onOpen: (opened: Opened) => void }): ReactNode => {
  const { hazard, past, rights, onFly, onEdit } = props;
  const { t } = useSeat();
  const isOpen = (which: Opened): { readonly 'aria-expanded': boolean; readonly onClick: () => void } => ({ 'aria-expanded': opened === which, onClick: () => onOpen(opened === which ? 'nothing' : which) });
  const mayChange = rights.mayPlan && hazard.state === 'active' && past === null;
  return (
    <div className="buttons">
      <Button icon={<AimOutlined />} onClick={() => onFly(past ?? hazard)}>
        {t('hazard.fly')}
      </Button>
      {mayChange && (
        <Button icon={<EditOutlined />} onClick={() => onEdit(hazard)}>
          {t('hazard.edit')}
        </Button>
      )}
      <Button icon={<HistoryOutlined />} {...isOpen('versions')}>
        {t('hazard.versions')}
      </Button>
      {mayChange && (
        <Button icon={<StopOutlined />} {...isOpen('close')}>
          {t('hazard.close')}
        </Button>
      )}
    </div>
  );
};

const PastBanner = ({ past, hazard, onVersion }: { readonly past: HazardRecord; readonly hazard: HazardRecord; readonly onVersion: HazardPanelProps['onVersion'] }): ReactNode => {
  const { t, language } = useSeat();
  return (
    <section className="past-banner" role="alert">
      <p>
        <strong>{t('hazard.past.title', { version: past.version, present: hazard.version })}</strong>
      </p>
      <p>{t('hazard.past.what', { time: momentText(past.changedAt, language, true) })}</p>
      <Button type="primary" onClick={() => onVersion(null)}>
        {t('hazard.past.back')}
      </Button>
    </section>
  );
};

export const HazardPanel = (props: HazardPanelProps): ReactNode => {
  const { hazard, past, rights, isWindExpired, onBack, onVersion, onPlace } = props;
  const { t } = useSeat();
  const [opened, setOpened] = useState<Opened>('nothing');
  const shown = past ?? hazard;
  return (
    <div className={past === null ? 'hazard-panel' : 'hazard-panel past'}>
      <Button type="text" size="small" icon={<ArrowLeftOutlined />} onClick={onBack}>
        {t('hazard.backToList')}
      </Button>
      {past !== null && <PastBanner past={past} hazard={hazard} onVersion={onVersion} />}
      <h3 className="hazard-name">
        <LevelMark level={shown.level} /> {shown.name}
      </h3>
      <Facts hazard={shown} maySeePersons={rights.maySeePersons} />
      <Closing hazard={hazard} />
      <Actions props={props} opened={opened} onOpen={setOpened} />
      {opened === 'versions' && <VersionList hazard={hazard} shownVersion={shown.version} onVersion={onVersion} />}
      {opened === 'close' && hazard.state === 'active' && <CloseForm hazard={hazard} onDone={() => setOpened('nothing')} />}
      <ToxicFacts hazard={shown} isWindExpired={isWindExpired && past === null} />
      <AffectedSummary key={past?.version ?? 0} hazard={shown} maySeePersons={rights.maySeePersons} onPlace={onPlace} />
    </div>
  );
};
