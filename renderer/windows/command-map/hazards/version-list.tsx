// Every version of a hazard, newest first: who changed what and when; any of them can be looked at.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { useQuery } from '../../../station-client/use-stream.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { momentText } from './as-of.ts';
import { fieldName } from './field-text.ts';
import { listText } from './list-text.ts';

export interface VersionListProps {
  readonly hazard: HazardRecord;
  readonly shownVersion: number;
  /** Null: back to the present one. */
  readonly onVersion: (version: number | null) => void;
}

export const VersionList = ({ hazard, shownVersion, onVersion }: VersionListProps): ReactNode => {
  const { client, t, language } = useSeat();
  const answer = useQuery(client, 'readHazard', { id: hazard.id, version: hazard.version });
  if (answer.state === 'loading') return <p className="second" role="status">{t('common.loading')}</p>;
  if (answer.state === 'refused') return <p role="alert">{refusalText(answer.refusal, t)}</p>;
  return (
    <ol className="versions" aria-label={t('hazard.versions')}>
      {answer.value.versions.toReversed().map(({ version, changedAt, changedBy, changed }) => (
        <li key={version}>
          <span>
            <strong>{t('hazard.version', { version })}</strong> {version === hazard.version && t('hazard.version.present')}
            <span className="second">
              {' '}
              {changedBy.name} {momentText(changedAt, language, true)}
            </span>
            <br />
            {version === 1 ? t('hazard.version.declared') : t('hazard.version.changed', { fields: listText(changed.map((field) => fieldName(field, t)), language) })}
          </span>
          <Button size="small" disabled={version === shownVersion} onClick={() => onVersion(version === hazard.version ? null : version)}>
            {t('hazard.version.show')}
          </Button>
        </li>
      ))}
    </ol>
  );
};
