// One hazard in the list: level, name, kind, when it happened, its version, and how many people were counted.
import type { ReactNode } from 'react';
import { WarningOutlined } from '@ant-design/icons';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { momentText } from './as-of.ts';
import { kindText } from './field-text.ts';
import { LevelMark } from './level-mark.tsx';

export interface HazardRowProps {
  readonly hazard: HazardRecord;
  readonly isSelected: boolean;
  readonly isWindExpired: boolean;
  readonly onSelect: (hazard: HazardRecord) => void;
}

const count = (value: number): string => value.toLocaleString('en');

export const HazardRow = ({ hazard, isSelected, isWindExpired, onSelect }: HazardRowProps): ReactNode => {
  const { t, language } = useSeat();
  const { counted, closing } = hazard;
  return (
    <li>
      <button type="button" className={`hazard-row ${isSelected ? 'hazard-row-selected' : ''} ${hazard.state === 'closed' ? 'hazard-row-closed' : ''}`} aria-pressed={isSelected} onClick={() => onSelect(hazard)}>
        <span className="hazard-row-head">
          <LevelMark level={hazard.level} />
          <strong>{hazard.name}</strong>
        </span>
        <span className="second">{t('hazard.row.about', { kind: kindText(hazard.kind, language), time: momentText(hazard.factTime, language), version: hazard.version })}</span>
        <span>{t('hazard.row.counted', { persons: count(counted.persons), present: count(counted.presentTonight), unknown: count(counted.presentUnknown), vulnerable: count(counted.vulnerable) })}</span>
        {counted.unlocatedHouseholdsHere > 0 && <span className="unknown">{t('hazard.row.unlocated', { households: count(counted.unlocatedHouseholdsHere) })}</span>}
        {closing !== null && <span className="second">{t('hazard.row.closed', { time: momentText(closing.time, language), reason: closing.reason })}</span>}
        {isWindExpired && (
          <span className="loud">
            <WarningOutlined aria-hidden="true" /> {t('hazard.wind.expired')}
          </span>
        )}
      </button>
    </li>
  );
};
