// The hazards on the map: drawn there as they are now, and chosen there by a click.
import { useEffect } from 'react';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { activeHazards } from './fold-hazards.ts';
import { hazardsOnMap, type HazardsOnMapOptions } from './hazards-on-map.ts';

export interface HazardMapOptions extends Omit<HazardsOnMapOptions, 'active' | 'words'> {
  readonly stage: MapStage | null;
  readonly hazards: readonly HazardRecord[];
  readonly onHazard: (hazard: HazardRecord) => void;
}

export const useHazardMap = ({ stage, hazards, selected, past, draft, count, onHazard }: HazardMapOptions): void => {
  const { t } = useSeat();

  useEffect(() => {
    const words = {
      past: ({ name, version }: HazardRecord) => t('hazard.map.past', { name, version }),
      closed: ({ name }: HazardRecord) => t('hazard.map.closed', { name }),
      unsaved: t('hazard.map.unsaved'),
    };
    stage?.setHazards(hazardsOnMap({ active: activeHazards(hazards), selected, past, draft, count, words }));
  }, [stage, hazards, selected, past, draft, count, t]);

  useEffect(() => {
    if (stage === null) return;
    return stage.onSelect(({ hits }) => {
      const [top] = hits;
      const hit = top?.type === 'hazard' ? hazards.find(({ id }) => id === top.id) : undefined;
      if (hit !== undefined) onHazard(hit);
    });
  }, [stage, hazards, onHazard]);
};
