// Why an inhabited place that nobody registered looks threatened: the slope above it, the water beside it.
import type { ReactNode } from 'react';
import type { AffectedRow } from '../../../../shared/contract/affected.ts';
import type { TextKey } from '../../../../shared/i18n/texts.ts';
import { useSeat } from '../../../seat/seat-context.ts';

type Threat = Extract<AffectedRow, { type: 'threat' }>;

/** Nearer to the water's height than the terrain can tell. */
const LEVEL_METRES = 0.05;

const streamKey = (aboveMetres: number | null): TextKey => {
  if (aboveMetres === null) return 'hazard.threat.streamUnknown';
  if (Math.abs(aboveMetres) < LEVEL_METRES) return 'hazard.threat.streamLevel';
  return aboveMetres < 0 ? 'hazard.threat.streamBelow' : 'hazard.threat.stream';
};

export const ThreatReason = ({ slope, stream }: Pick<Threat, 'slope' | 'stream'>): ReactNode => {
  const { t } = useSeat();
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  return (
    <ul className="threat-reason">
      {slope !== null && <li>{t('hazard.threat.slope', { degrees: whole(slope.degrees), metres: whole(slope.metres), rise: whole(slope.riseMetres) })}</li>}
      {stream !== null && <li>{t(streamKey(stream.aboveMetres), { name: stream.name, metres: whole(stream.metres), above: Math.abs(stream.aboveMetres ?? 0).toFixed(1) })}</li>}
    </ul>
  );
};
