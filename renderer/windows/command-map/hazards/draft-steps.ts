// What becomes of a draft when a tool is taken up, a drawing is given up, or its zones are to go by distances.
import { TOXIC_RELEASE } from '../../../../shared/domain/hazard/hazard-kind.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import type { ToolKind } from '../../../map/tools/sketch.ts';
import { isToxicKind, isUntouched, newDraft, type HazardDraft } from './hazard-draft.ts';
import type { HeldSketch } from './held-sketch.ts';

/** What had been finished is kept until the new drawing is finished too. */
export const withTool = (held: HazardDraft | null, tool: ToolKind, now: Date): HazardDraft => {
  const draft = held ?? newDraft(now);
  const former = draft.sketch?.isComplete === true ? draft.sketch : draft.former;
  const kind = tool === 'pick' ? TOXIC_RELEASE : draft.fields.kind;
  return { ...draft, former, sketch: null, fields: { ...draft.fields, kind } };
};

export interface Cancelled {
  /** Null: nothing of it remains. */
  readonly draft: HazardDraft | null;
  /** Whether a finished drawing was meant has to be asked. */
  readonly isAsked: boolean;
}

export const afterCancel = (draft: HazardDraft): Cancelled => {
  if (draft.sketch?.isComplete === true) return { draft, isAsked: true };
  if (draft.former !== null) return { draft: { ...draft, sketch: draft.former, former: null }, isAsked: false };
  return { draft: isUntouched(draft) ? null : { ...draft, sketch: null }, isAsked: false };
};

export const centreOfSketch = (sketch: HeldSketch | null): LonLat | null => {
  const shape = sketch?.shape ?? null;
  return shape !== null && 'centre' in shape ? shape.centre : null;
};

/** Null where what was drawn has no middle. */
export const byDistances = (draft: HazardDraft): HazardDraft | null => {
  const centre = centreOfSketch(draft.sketch);
  if (centre === null) return null;
  const kind = isToxicKind(draft.fields.kind) ? draft.fields.kind : TOXIC_RELEASE;
  return { ...draft, former: draft.sketch, fields: { ...draft.fields, kind }, sketch: { tool: 'pick', points: [centre], keyRing: null, shape: null, isComplete: true } };
};
