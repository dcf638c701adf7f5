// Two people changed one hazard: what each changed, and one's own changes put on top of the newest version.
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import type { HazardContent } from '../../../../shared/domain/hazard/hazard.ts';
import { canonicalJson, type Json } from '../../../../shared/kernel/json.ts';

export const CONTENT_FIELDS = ['kind', 'name', 'level', 'source', 'factTime', 'note', 'shape', 'toxic'] as const satisfies readonly (keyof HazardContent)[];

export type ContentField = (typeof CONTENT_FIELDS)[number];

const plain = (value: unknown): string => {
  const copied: unknown = JSON.parse(JSON.stringify(value ?? null));
  // What JSON.parse gives is JSON.
  return canonicalJson(copied as Json);
};

const isSame = (left: unknown, right: unknown): boolean => plain(left) === plain(right);

export const contentOfRecord = ({ kind, name, level, source, factTime, note, shape, toxic }: HazardRecord): HazardContent => ({ kind, name, level, source, factTime, note, shape, toxic });

export interface FieldChange {
  readonly field: ContentField;
  readonly isMine: boolean;
  readonly isTheirs: boolean;
}

/** Fields anybody changed since `base`; one changed by both, and differently, is in conflict. */
export const changesBetween = (base: HazardContent, mine: HazardContent, theirs: HazardContent): readonly FieldChange[] =>
  CONTENT_FIELDS.flatMap((field): readonly FieldChange[] => {
    const isMine = !isSame(base[field], mine[field]);
    const isTheirs = !isSame(base[field], theirs[field]);
    const isAlike = isMine && isTheirs && isSame(mine[field], theirs[field]);
    return (isMine || isTheirs) && !isAlike ? [{ field, isMine, isTheirs }] : [];
  });

const chosen = <F extends ContentField>(field: F, base: HazardContent, mine: HazardContent, theirs: HazardContent): HazardContent[F] => (isSame(base[field], mine[field]) ? theirs[field] : mine[field]);

/** My changes kept, everything else as it is now. */
export const merged = (base: HazardContent, mine: HazardContent, theirs: HazardContent): HazardContent => ({
  kind: chosen('kind', base, mine, theirs),
  name: chosen('name', base, mine, theirs),
  level: chosen('level', base, mine, theirs),
  source: chosen('source', base, mine, theirs),
  factTime: chosen('factTime', base, mine, theirs),
  note: chosen('note', base, mine, theirs),
  shape: chosen('shape', base, mine, theirs),
  toxic: chosen('toxic', base, mine, theirs),
});
