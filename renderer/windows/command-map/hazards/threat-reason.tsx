// Why an inhabited place that nobody registered looks threatened: the slope above it, the water beside it.
import type { ReactNode } from 'react';
import type { AffectedRow } from '../../../../shared/contract/affected.ts';
import { useSeat } from '../../../seat/seat-context.ts';

type Threat = Extract<AffectedRow, { type: 'threat' }>;

export const ThreatReason = ({ slope, stream }: Pick<Threat, 'slope' | 'stream'>): ReactNode => {
  const { t } = useSeat();
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  return (
    <ul className="threat-reason">
      {slope !== null && <li>{t('hazard.threat.slope', { degrees: whole(slope.degrees), metres: whole(slope.metres), rise: whole(slope.riseMetres) })}</li>}
      {stream !== null && (
        <li>
          {stream.aboveMetres === null
            ? t('hazard.threat.streamUnknown', { name: stream.name, metres: whole(stream.metres) })
            : t(stream.aboveMetres < 0 ? 'hazard.threat.streamBelow' : 'hazard.threat.stream', { name: stream.name, metres: whole(stream.metres), above: Math.abs(stream.aboveMetres).toFixed(1) })}
        </li>
      )}
    </ul>
  );
};
