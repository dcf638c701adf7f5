// Everything the command map does with hazards, joined: the stream, the one looked at, the one being drawn, and the map.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SnapshotOf } from '../../../../shared/contract/catalogue.ts';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import type { ToolKind } from '../../../map/tools/sketch.ts';
import type { StreamState } from '../../../station-client/station-client.ts';
import { useStream } from '../../../station-client/use-stream.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { SetMarks } from '../map-marks.ts';
import { foldHazards } from './fold-hazards.ts';
import { contentOf, isUntouched } from './hazard-draft.ts';
import { boundsOf } from './hazards-on-map.ts';
import type { LiveCount } from './live-counter.ts';
import type { ShapeProblems } from './problem-list.tsx';
import { rightsOf, type SeatRights } from './seat-rights.ts';
import { useDraft, type DraftDesk } from './use-draft.ts';
import { useExpiredWinds } from './use-expired-winds.ts';
import { useHazardMap } from './use-hazard-map.ts';
import { useLiveCount } from './use-live-count.ts';
import { useProblems } from './use-problems.ts';
import { useProposal } from './use-proposal.ts';
import { useSave, type Saving } from './use-save.ts';
import { useSelectedHazard, type SelectedHazard } from './use-selected-hazard.ts';

export interface HazardDeskOptions {
  readonly stage: MapStage | null;
  readonly setMarks: SetMarks;
  /** A hazard was chosen or is being drawn: whatever else lies over its panel makes way. */
  readonly onShown: () => void;
}

interface Strip {
  readonly isStripOpen: boolean;
  readonly openStrip: (isOpen: boolean) => void;
  readonly startTool: (tool: ToolKind) => void;
}

interface MapMoves {
  readonly fly: (hazard: HazardRecord) => void;
  readonly showPlace: (position: LonLat) => void;
}

export interface HazardDeskState extends SelectedHazard, Strip, MapMoves {
  readonly stage: MapStage | null;
  readonly rights: SeatRights;
  readonly hazards: StreamState<SnapshotOf<'hazards'>>;
  readonly expiredWinds: ReadonlySet<string>;
  readonly drawing: DraftDesk;
  readonly count: LiveCount;
  readonly problems: ShapeProblems;
  readonly proposal: string;
  readonly saving: Saving;
  readonly edit: (hazard: HazardRecord) => void;
  readonly save: () => void;
  /** Gives the draft up and puts the tools away. */
  readonly discard: () => void;
}

const NO_HAZARDS: readonly HazardRecord[] = [];
/** Top, right, bottom, left: clear of the strip and of the panels on both sides. */
const FLY_PADDING: readonly [number, number, number, number] = [150, 510, 90, 340];
const PLACE_ZOOM = 16;

const useMapMoves = (stage: MapStage | null): MapMoves => ({
  fly: useCallback(
    ({ zones }) => {
      const bounds = boundsOf(zones);
      if (bounds !== null) stage?.flyTo({ bounds, paddingPx: FLY_PADDING });
    },
    [stage],
  ),
  showPlace: useCallback((position) => stage?.flyTo({ position, zoom: PLACE_ZOOM }), [stage]),
});

const useStrip = ({ draft, discard, startTool }: DraftDesk, onShown: () => void): Strip => {
  const [isOpen, setIsOpen] = useState(false);
  return {
    // What has been drawn cannot be put out of sight.
    isStripOpen: isOpen || draft !== null,
    openStrip: useCallback(
      (next) => {
        setIsOpen(next);
        if (!next && draft !== null && isUntouched(draft) && draft.sketch?.isComplete !== true) discard();
      },
      [draft, discard],
    ),
    startTool: useCallback(
      (tool) => {
        onShown();
        startTool(tool);
      },
      [onShown, startTool],
    ),
  };
};

const useSaveDraft = ({ draft, discard }: DraftDesk, { save, forget }: Saving, onSaved: (hazard: HazardRecord) => void): (() => void) => {
  // What was refused of one draft or version says nothing of the next.
  const key = draft === null ? null : `${draft.base?.id} ${draft.base?.version}`;
  useEffect(() => forget(), [forget, key]);
  return useCallback(() => {
    const content = draft === null ? null : contentOf(draft);
    if (draft === null || content === null) return;
    void save(draft.base, content).then((saved) => {
      if (saved === null) return;
      discard();
      onSaved(saved);
    });
  }, [draft, discard, save, onSaved]);
};

interface Shown {
  readonly onHazard: (hazard: HazardRecord) => void;
  readonly onSaved: (hazard: HazardRecord) => void;
  readonly discard: () => void;
}

/** What comes into sight when a hazard is chosen, saved, or a draft given up. */
const useShown = (select: SelectedHazard['select'], openStrip: Strip['openStrip'], giveUp: () => void, onShown: () => void): Shown => {
  const onHazard = useCallback(
    (hazard: HazardRecord): void => {
      select(hazard);
      onShown();
    },
    [select, onShown],
  );
  const onSaved = useCallback(
    (hazard: HazardRecord): void => {
      openStrip(false);
      onHazard(hazard);
    },
    [openStrip, onHazard],
  );
  const discard = useCallback((): void => {
    giveUp();
    openStrip(false);
  }, [giveUp, openStrip]);
  return { onHazard, onSaved, discard };
};

export const useHazardDesk = ({ stage, setMarks, onShown }: HazardDeskOptions): HazardDeskState => {
  const { client, person } = useSeat();
  const rights = useMemo(() => rightsOf(person.roles), [person.roles]);
  const hazards = useStream(client, 'hazards', {}, foldHazards);
  const all = hazards.value?.hazards ?? NO_HAZARDS;
  const looking = useSelectedHazard(all);
  const drawing = useDraft(stage, rights.mayPlan);
  const count = useLiveCount(drawing.draft);
  const saving = useSave();
  const strip = useStrip(drawing, onShown);
  const { selected, past } = looking;
  const { draft, edit } = drawing;
  const { onHazard, onSaved, discard } = useShown(looking.select, strip.openStrip, drawing.discard, onShown);
  useHazardMap({ stage, hazards: all, selected, past, draft, count, onHazard });

  return {
    ...looking,
    ...strip,
    ...useMapMoves(stage),
    stage,
    rights,
    hazards,
    expiredWinds: useExpiredWinds(all, rights.maySeePersons),
    drawing,
    count,
    problems: useProblems(count, saving.refusal, setMarks),
    proposal: useProposal(draft, count),
    saving,
    edit,
    save: useSaveDraft(drawing, saving, onSaved),
    discard,
  };
};
