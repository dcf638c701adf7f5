// The hazard being drawn: ties the map's tools, the fields and this seat's memory together.
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { HazardContent } from '../../../../shared/domain/hazard/hazard.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import type { ToolKind } from '../../../map/tools/sketch.ts';
import type { SketchEvent } from '../../../map/tools/map-tools.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { createDraftStorage } from './draft-storage.ts';
import { afterCancel, byDistances, withTool } from './draft-steps.ts';
import { draftOf, type HazardDraft, type HazardFields } from './hazard-draft.ts';
import { followSketch, takeUp, type HeldSketch } from './held-sketch.ts';
import type { ToxicDraft } from './toxic-draft.ts';

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
  /** Puts the drawing back on the map after another tool was there. */
  readonly resume: () => void;
}

type SetDraft = (change: (before: HazardDraft | null) => HazardDraft | null) => void;

interface Memory {
  readonly draft: HazardDraft | null;
  /** As last shown, for what happens outside of showing. */
  readonly held: RefObject<HazardDraft | null>;
  readonly setDraft: SetDraft;
}

const useMemory = (mayPlan: boolean): Memory => {
  const { person } = useSeat();
  const storage = useMemo(() => createDraftStorage(window.sessionStorage, person.id), [person.id]);
  const [draft, setDraft] = useState<HazardDraft | null>(() => (mayPlan ? storage.read() : null));
  const held = useRef(draft);
  held.current = draft;
  useEffect(() => storage.keep(draft), [storage, draft]);
  return { draft, held, setDraft };
};

interface Hand {
  readonly start: (tool: ToolKind) => void;
  /** Null puts the tools away. */
  readonly put: (sketch: HeldSketch | null) => void;
  /** `switching`: a drawing is given up for another of ours. `others`: the map's tools are not in our hand. */
  readonly owner: RefObject<'ours' | 'switching' | 'others'>;
}

/** Only what our own hand draws is followed: the map's tools serve measuring and picking for others too. */
const useHand = (stage: MapStage | null): Hand => {
  const owner = useRef<'ours' | 'switching' | 'others'>('others');
  const start = useCallback(
    (tool: ToolKind): void => {
      owner.current = 'switching';
      stage?.tools.start(tool);
      owner.current = 'ours';
    },
    [stage],
  );
  const put = useCallback(
    (sketch: HeldSketch | null): void => {
      if (stage === null || (sketch === null && owner.current === 'others')) return;
      owner.current = 'switching';
      if (sketch === null) stage.tools.stop();
      else takeUp(stage.tools, sketch);
      owner.current = sketch === null || sketch.tool === 'kept' ? 'others' : 'ours';
    },
    [stage],
  );
  return { start, put, owner };
};

interface Telling {
  readonly onSketch: (event: SketchEvent) => void;
  readonly onCancel: () => void;
  /** Somebody else took the map's tools up; what was drawn is kept. */
  readonly onTaken: () => void;
}

/** What was drawn before the map was made anew is put back on it. */
const useTools = (stage: MapStage | null, { put, owner }: Hand, held: Memory['held'], { onSketch, onCancel, onTaken }: Telling): void => {
  useEffect(() => {
    if (stage === null) return;
    const stopSketch = stage.tools.onSketch((event) => {
      if (owner.current !== 'others') onSketch(event);
    });
    const stopCancel = stage.tools.onCancel(() => {
      if (owner.current !== 'ours') return;
      owner.current = 'others';
      // Whether Esc was pressed or another tool begun is known only once the tools have settled.
      queueMicrotask(() => (stage.tools.active() === null ? onCancel() : onTaken()));
    });
    const sketch = held.current?.sketch ?? null;
    if (sketch !== null) put(sketch);
    return () => {
      stopSketch();
      stopCancel();
    };
  }, [stage, put, owner, held, onSketch, onCancel, onTaken]);
};

export const useDraft = (stage: MapStage | null, mayPlan: boolean): DraftDesk => {
  const { draft, held, setDraft } = useMemory(mayPlan);
  const [event, setEvent] = useState<SketchEvent | null>(null);
  const [isDiscardAsked, setIsDiscardAsked] = useState(false);
  const hand = useHand(stage);
  const { put, start } = hand;

  const take = useCallback(
    (next: HazardDraft | null, isAsked = false): void => {
      const sketch = next?.sketch ?? null;
      if (sketch === null || sketch.tool === 'kept') setEvent(null);
      setIsDiscardAsked(isAsked);
      setDraft(() => next);
      put(sketch);
    },
    [put, setDraft],
  );

  const onSketch = useCallback(
    (told: SketchEvent): void => {
      setEvent(told);
      setDraft((before) => (before === null ? before : { ...before, sketch: followSketch(before.sketch, told) }));
    },
    [setDraft],
  );
  const onCancel = useCallback((): void => {
    const before = held.current;
    const after = before === null ? null : afterCancel(before);
    take(after?.draft ?? null, after?.isAsked);
  }, [held, take]);
  const onTaken = useCallback(() => setEvent(null), []);
  useTools(stage, hand, held, { onSketch, onCancel, onTaken });

  const change = useCallback((fields: Partial<HazardFields>): void => setDraft((before) => (before === null ? before : { ...before, fields: { ...before.fields, ...fields } })), [setDraft]);
  const startTool = useCallback(
    (tool: ToolKind): void => {
      setIsDiscardAsked(false);
      setDraft((before) => withTool(before, tool, new Date()));
      start(tool);
    },
    [setDraft, start],
  );

  return {
    draft,
    event,
    isDiscardAsked,
    startTool,
    edit: useCallback((hazard) => take(draftOf(hazard)), [take]),
    rebase: useCallback((hazard, content) => take(draftOf(hazard, content)), [take]),
    change,
    changeToxic: useCallback((toxic) => change({ toxic }), [change]),
    byDistances: useCallback(() => take(held.current === null ? null : (byDistances(held.current) ?? held.current)), [held, take]),
    discard: useCallback(() => take(null), [take]),
    keepDrawing: useCallback(() => setIsDiscardAsked(false), []),
    resume: useCallback(() => put(held.current?.sketch ?? null), [put, held]),
  };
};
