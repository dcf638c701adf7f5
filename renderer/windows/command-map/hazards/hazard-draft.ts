// A hazard being drawn or changed and not yet saved: its sketch, what has been filled in, and the version it starts from.
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { Level } from '../../../../shared/domain/atlas/levels.ts';
import type { DrawnShape } from '../../../../shared/domain/hazard/drawn-shape.ts';
import type { HazardContent } from '../../../../shared/domain/hazard/hazard.ts';
import { hazardKind, TOXIC_RELEASE } from '../../../../shared/domain/hazard/hazard-kind.ts';
import { sketchOfShape, type HeldSketch } from './held-sketch.ts';
import { isNightHour, newToxicDraft, releaseOf, toxicDraftOf, toxicMissing, toxicShapeOf, type ToxicDraft, type ToxicMissing } from './toxic-draft.ts';

export interface HazardFields {
  /** Null until somebody has said. */
  readonly kind: string | null;
  readonly name: string;
  /** False while the name is only a proposal and follows the drawing. */
  readonly isNameOwn: boolean;
  readonly level: Level | null;
  readonly source: string;
  /** UTC. */
  readonly factTime: string;
  readonly note: string;
  readonly toxic: ToxicDraft;
}

export interface HazardDraft {
  /** The version being changed; null for a new hazard. */
  readonly base: HazardRecord | null;
  readonly sketch: HeldSketch | null;
  /** The last finished sketch before another was begun: what giving the new one up returns to. */
  readonly former: HeldSketch | null;
  readonly fields: HazardFields;
}

export type DraftMissing = 'shape' | 'unfinished' | 'kind' | 'handShape' | 'name' | 'factTime' | ToxicMissing;

/** Asked of the station while nobody has said what kind it is. */
const KIND_UNSAID = 'other';

const newFields = (now: Date): HazardFields => ({
  kind: null,
  name: '',
  isNameOwn: false,
  level: null,
  source: '',
  factTime: now.toISOString(),
  note: '',
  toxic: newToxicDraft(isNightHour(now.getHours())),
});

export const newDraft = (now: Date): HazardDraft => ({ base: null, sketch: null, former: null, fields: newFields(now) });

export const fieldsOf = ({ kind, name, level, source, factTime, note, shape, toxic }: HazardContent): HazardFields => {
  const isNight = isNightHour(new Date(factTime).getHours());
  return {
    kind,
    name,
    isNameOwn: true,
    level,
    source,
    factTime,
    note,
    toxic: toxic === null ? newToxicDraft(isNight) : toxicDraftOf(toxic, shape.type === 'toxic' ? shape : null, isNight),
  };
};

export const draftOf = (base: HazardRecord, content: HazardContent = base): HazardDraft => ({ base, sketch: sketchOfShape(content.shape), former: null, fields: fieldsOf(content) });

export const isToxicKind = (kind: string | null): boolean => kind !== null && hazardKind(kind)?.isToxic === true;

/** Zones by distances from a picked point, not by hand. */
const isPicked = ({ sketch }: HazardDraft): boolean => sketch?.tool === 'pick';

/** As far as it is drawn; null where nothing can be counted yet. */
export const shapeOfDraft = ({ sketch, fields }: HazardDraft): DrawnShape | null => {
  if (sketch === null) return null;
  if (sketch.tool !== 'pick') return sketch.shape;
  const [centre] = sketch.points;
  return centre === undefined ? null : toxicShapeOf(centre, fields.toxic);
};

const sketchMissing = ({ sketch }: HazardDraft): readonly DraftMissing[] => {
  if (sketch === null || (sketch.points.length === 0 && sketch.shape === null)) return ['shape'];
  return sketch.isComplete ? [] : ['unfinished'];
};

export const missingOf = (draft: HazardDraft): readonly DraftMissing[] => {
  const { kind, name, factTime, toxic } = draft.fields;
  const isToxic = isToxicKind(kind);
  return [
    ...sketchMissing(draft),
    ...(kind === null ? (['kind'] as const) : []),
    ...(isPicked(draft) && kind !== null && !isToxic ? (['handShape'] as const) : []),
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(factTime === '' ? (['factTime'] as const) : []),
    ...(isToxic ? toxicMissing(toxic, isPicked(draft)) : []),
  ];
};

/** What is asked while drawing; null where there is nothing to ask about. */
export const questionOf = (draft: HazardDraft): Pick<HazardContent, 'kind' | 'shape' | 'toxic'> | null => {
  const shape = shapeOfDraft(draft);
  const { kind, toxic } = draft.fields;
  if (shape === null) return null;
  if (!isToxicKind(kind)) return shape.type === 'toxic' ? null : { kind: kind ?? KIND_UNSAID, shape, toxic: null };
  const release = releaseOf(toxic);
  // The people in a drawn area can be counted before the substance is known.
  if (release === null) return shape.type === 'toxic' ? null : { kind: KIND_UNSAID, shape, toxic: null };
  return { kind: kind ?? TOXIC_RELEASE, shape, toxic: release };
};

/** Null while something is missing. */
export const contentOf = (draft: HazardDraft): HazardContent | null => {
  const shape = shapeOfDraft(draft);
  const { kind, name, level, source, factTime, note, toxic } = draft.fields;
  if (shape === null || kind === null || missingOf(draft).length > 0) return null;
  const release = isToxicKind(kind) ? releaseOf(toxic) : null;
  if (isToxicKind(kind) && release === null) return null;
  return { kind, name: name.trim(), level, source: source.trim(), factTime, note: note.trim(), shape, toxic: release };
};

/** Nothing in it that anybody would miss. */
export const isUntouched = ({ base, former, fields }: HazardDraft): boolean =>
  base === null && former === null && (fields.kind === null || isToxicKind(fields.kind)) && !fields.isNameOwn && fields.source === '' && fields.note === '' && fields.level === null && fields.toxic.substanceName === '';
