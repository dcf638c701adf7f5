// Keeps an unsaved hazard over a reload of its window; it ends with the tab and never counts as saved.
import { drawnShapeShape, hazardShape } from '../../../../shared/contract/hazards.ts';
import { TOOL_KINDS } from '../../../map/tools/sketch.ts';
import type { HazardDraft } from './hazard-draft.ts';
import type { HeldSketch } from './held-sketch.ts';
import { newToxicDraft } from './toxic-draft.ts';

export interface DraftStorage {
  readonly read: () => HazardDraft | null;
  /** Null forgets it. */
  readonly keep: (draft: HazardDraft | null) => void;
}

type Entries = { readonly [key: string]: unknown };

const isEntries = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);

const isPosition = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number');

const isPositions = (value: unknown): boolean => Array.isArray(value) && value.every(isPosition);

const isSketch = (value: unknown): value is HeldSketch =>
  isEntries(value) &&
  (value['tool'] === 'kept' || TOOL_KINDS.some((tool) => tool === value['tool'])) &&
  isPositions(value['points']) &&
  (value['keyRing'] === null || isPositions(value['keyRing'])) &&
  (value['shape'] === null || drawnShapeShape.safeParse(value['shape']).success) &&
  typeof value['isComplete'] === 'boolean';

/** Every key of the example is there, with a value of the same kind or, where the example has none, a number, a text or nothing. */
const isLike = (value: unknown, example: Entries, objects: readonly string[]): boolean =>
  isEntries(value) &&
  Object.entries(example).every(([key, model]) => {
    const held = value[key];
    if (objects.includes(key)) return isEntries(held) || held === null;
    return model === null ? held === null || typeof held === 'number' || typeof held === 'string' : typeof held === typeof model;
  });

const WIND_EXAMPLE = { fromDegrees: null, metresPerSecond: null, measuredAt: null, validUntil: null, source: '' };
const FIELDS_EXAMPLE = { kind: null, name: '', isNameOwn: false, level: null, source: '', factTime: '', note: '', toxic: {} };

const isFields = (value: unknown): boolean => {
  if (!isLike(value, FIELDS_EXAMPLE, ['toxic']) || !isEntries(value)) return false;
  const { toxic } = value;
  if (!isLike(toxic, { ...newToxicDraft(false) }, ['wind']) || !isEntries(toxic)) return false;
  return toxic['wind'] === null || isLike(toxic['wind'], WIND_EXAMPLE, []);
};

const isDraft = (value: unknown): value is HazardDraft =>
  isEntries(value) &&
  (value['base'] === null || hazardShape.safeParse(value['base']).success) &&
  (value['sketch'] === null || isSketch(value['sketch'])) &&
  (value['former'] === null || isSketch(value['former'])) &&
  isFields(value['fields']);

const parsed = (text: string | null): HazardDraft | null => {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
};

/** A storage that fails costs only the memory over a reload. */
export const createDraftStorage = (storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, personId: string): DraftStorage => {
  const key = `fenghuotai.hazard-draft.${personId}`;
  return {
    read: () => {
      try {
        return parsed(storage.getItem(key));
      } catch {
        return null;
      }
    },
    keep: (draft) => {
      try {
        if (draft === null) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify(draft));
      } catch {
        // Nothing else depends on it.
      }
    },
  };
};
