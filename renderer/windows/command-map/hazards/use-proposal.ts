// The name proposed for what is being drawn, following the drawing and the kind.
import { useMemo } from 'react';
import { isAffecting } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { useQuery } from '../../../station-client/use-stream.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { kindText } from './field-text.ts';
import type { LiveCount } from './live-counter.ts';
import { proposeName } from './propose-name.ts';

export const useProposal = (kind: string | null, count: LiveCount): string => {
  const { client, t, language } = useSeat();
  const answer = useQuery(client, 'readAreas', {});
  const areas = answer.state === 'answered' ? answer.value.areas : null;
  const zones = count.answer?.counted?.zones ?? null;
  return useMemo(() => {
    if (zones === null || areas === null) return '';
    const area = zones.filter(({ grade }) => isAffecting(grade)).flatMap((zone) => zone.area);
    return proposeName(area, areas, kind === null ? t('hazard.kind.unsaid') : kindText(kind, language), language);
  }, [zones, areas, kind, t, language]);
};
