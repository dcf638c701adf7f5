// The name proposed for what is being drawn, following the drawing and the kind.
import { useMemo } from 'react';
import { isAffecting } from '../../../../shared/domain/hazard/hazard-zone.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useQuery } from '../../../station-client/use-stream.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { kindText } from './field-text.ts';
import { shapeOfDraft, type HazardDraft } from './hazard-draft.ts';
import type { LiveCount } from './live-counter.ts';
import { proposeName } from './propose-name.ts';

/** Before anything is counted, where drawing began: the nearest village will do. */
const firstPlace = (draft: HazardDraft | null): LonLat | null => {
  const shape = draft === null ? null : shapeOfDraft(draft);
  return shape !== null && 'centre' in shape ? shape.centre : (draft?.sketch?.points[0] ?? null);
};

export const useProposal = (draft: HazardDraft | null, count: LiveCount): string => {
  const { client, t, language } = useSeat();
  const answer = useQuery(client, 'readAreas', {});
  const areas = answer.state === 'answered' ? answer.value.areas : null;
  const zones = count.answer?.counted?.zones ?? null;
  const kind = draft?.fields.kind ?? null;
  const [longitude, latitude] = firstPlace(draft) ?? [null, null];
  return useMemo(() => {
    if (areas === null || (zones === null && (longitude === null || latitude === null))) return '';
    const place: LonLat = [longitude ?? 0, latitude ?? 0];
    const area = zones === null ? [[[place, place, place]]] : zones.filter(({ grade }) => isAffecting(grade)).flatMap((zone) => zone.area);
    return proposeName(area, areas, kind === null ? t('hazard.kind.unsaid') : kindText(kind, language), language);
  }, [zones, areas, kind, longitude, latitude, t, language]);
};
