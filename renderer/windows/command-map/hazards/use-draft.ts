// The hazard being drawn: ties the map's tools, the fields, the live count and this seat's memory together.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { HazardContent } from '../../../../shared/domain/hazard/hazard.ts';
import { TOXIC_RELEASE } from '../../../../shared/domain/hazard/hazard-kind.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import type { ToolKind } from '../../../map/tools/sketch.ts';
import type { SketchEvent } from '../../../map/tools/map-tools.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { createDraftStorage, type DraftStorage } from './draft-storage.ts';
import { followSketch, takeUp, type HeldSketch } from './held-sketch.ts';
import type { ToxicDraft } from './toxic-draft.ts';
import { draftOf, isToxicKind, isUntouched, newDraft, type HazardDraft, type HazardFields } from './hazard-draft.ts';

export interface DraftDesk {
  readonly draft: HazardDraft | null;
  /** What the tool tells of the drawing on the map; null while no tool is on. */
  readonly event: SketchEvent | null;
  /** Esc was pressed on a finished drawing: it goes only if that is meant. */
  readonly isDiscardAsked: boolean;
  readonly startTool: (tool: ToolKind) => void;
  readonly edit: (hazard: HazardRecord) => void;
  /** Starts over from a newer version with what has been filled in put on top. */
  readonly rebase: (hazard: HazardRecord, content: HazardContent) => void;
  readonly change: (fields: Partial<HazardFields>) => void;
  readonly changeToxic: (toxic: ToxicDraft) => void;
  /** Zones by distances from the middle of what was drawn. */
  readonly byDistances: () => void;
  readonly discard: () => void;
  readonly keepDrawing: () => void;
}

const browserStorage = (personId: string): DraftStorage => createDraftStorage(window.sessionStorage, personId);

const centreOf = ({ shape }: HeldSketch) => (shape !== null && 'centre' in shape ? shape.centre : null);

const withTool = (held: HazardDraft | null, tool: ToolKind): HazardDraft => {
  const draft = held ?? newDraft(new Date());
  const former = draft.sketch?.isComplete === true ? draft.sketch : draft.former;
  const kind = tool === 'pick' ? TOXIC_RELEASE : draft.fields.kind;
  return { ...draft, former, sketch: null, fields: { ...draft.fields, kind } };
};

export const useDraft = (stage: MapStage | null, mayPlan: boolean): DraftDesk => {
  const { person } = useSeat();
  const storage = useMemo(() => browserStorage(person.id), [person.id]);
  const [draft, setDraft] = useState<HazardDraft | null>(() => (mayPlan ? storage.read() : null));
  const [event, setEvent] = useState<SketchEvent | null>(null);
  const [isDiscardAsked, setIsDiscardAsked] = useState(false);
  const held = useRef(draft);
  held.current = draft;
  // The tools tell of every drawing given up; one given up for another is not cancelled by the operator.
  const isSwitching = useRef(false);

  useEffect(() => storage.keep(draft), [storage, draft]);

  const switching = useCallback((act: () => void): void => {
    isSwitching.current = true;
    act();
    isSwitching.current = false;
  }, []);

  const putOnMap = useCallback(
    (sketch: HeldSketch | null): void => {
      if (stage === null) return;
      switching(() => (sketch === null ? stage.tools.stop() : takeUp(stage.tools, sketch)));
      if (sketch === null || sketch.tool === 'kept') setEvent(null);
    },
    [stage, switching],
  );

  const end = useCallback((): void => {
    putOnMap(null);
    setDraft(null);
    setIsDiscardAsked(false);
  }, [putOnMap]);

  useEffect(() => {
    if (stage === null) return;
    const stopSketch = stage.tools.onSketch((told) => {
      setEvent(told);
      setDraft((before) => (before === null ? before : { ...before, sketch: followSketch(before.sketch, told) }));
    });
    const stopCancel = stage.tools.onCancel(() => {
      setEvent(null);
      if (isSwitching.current) return;
      const before = held.current;
      if (before === null) return;
      if (before.sketch?.isComplete === true) {
        setIsDiscardAsked(true);
        return putOnMap(before.sketch);
      }
      if (before.former !== null) {
        setDraft({ ...before, sketch: before.former, former: null });
        return putOnMap(before.former);
      }
      if (isUntouched(before)) end();
      else setDraft({ ...before, sketch: null });
    });
    // What was drawn before the map was made anew is put back on it.
    if (held.current?.sketch !== null && held.current?.sketch !== undefined) putOnMap(held.current.sketch);
    return () => {
      stopSketch();
      stopCancel();
    };
  }, [stage, putOnMap, end]);

  const startTool = useCallback(
    (tool: ToolKind): void => {
      if (stage === null) return;
      setIsDiscardAsked(false);
      setDraft((before) => withTool(before, tool));
      switching(() => stage.tools.start(tool));
    },
    [stage, switching],
  );

  const take = useCallback(
    (next: HazardDraft): void => {
      setIsDiscardAsked(false);
      setDraft(next);
      putOnMap(next.sketch);
    },
    [putOnMap],
  );

  const change = useCallback((fields: Partial<HazardFields>): void => setDraft((before) => (before === null ? before : { ...before, fields: { ...before.fields, ...fields } })), []);

  const byDistances = useCallback((): void => {
    const before = held.current;
    const centre = before?.sketch === null || before?.sketch === undefined ? null : centreOf(before.sketch);
    if (before === null || centre === null) return;
    const kind = isToxicKind(before.fields.kind) ? before.fields.kind : TOXIC_RELEASE;
    take({ ...before, former: before.sketch, fields: { ...before.fields, kind }, sketch: { tool: 'pick', points: [centre], keyRing: null, shape: null, isComplete: true } });
  }, [take]);

  return {
    draft,
    event,
    isDiscardAsked,
    startTool,
    edit: useCallback((hazard) => take(draftOf(hazard)), [take]),
    rebase: useCallback((hazard, content) => take(draftOf(hazard, content)), [take]),
    change,
    changeToxic: useCallback((toxic) => change({ toxic }), [change]),
    byDistances,
    discard: end,
    keepDrawing: useCallback(() => setIsDiscardAsked(false), []),
  };
};
