// What an operator is about to say of a thing: what they changed, what others changed meanwhile, and both joined.
import type { AttributeValue } from '../../../shared/domain/atlas/field.ts';
import type { Thing, ThingContent } from '../../../shared/domain/atlas/thing.ts';

/** An attribute's key, or `name`, `areaCode`, `geometry`, `source`, `asOf`. */
export type ContentKey = string;

const OWN_KEYS = ['name', 'areaCode', 'geometry', 'source', 'asOf'] as const;
type OwnKey = (typeof OWN_KEYS)[number];

const isOwnKey = (key: ContentKey): key is OwnKey => OWN_KEYS.some((own) => own === key);

export const contentOf = ({ name, areaCode, geometry, attributes, source, asOf }: Thing): ThingContent => ({ name, areaCode, geometry, attributes, source, asOf });

export const valueAt = (content: ThingContent, key: ContentKey): unknown => (isOwnKey(key) ? content[key] : content.attributes[key]);

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left ?? null) === JSON.stringify(right ?? null);

export const changedKeys = (before: ThingContent, after: ThingContent): readonly ContentKey[] => {
  const keys = [...OWN_KEYS, ...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])];
  return keys.filter((key) => !isSame(valueAt(before, key), valueAt(after, key)));
};

/** The content with one attribute said, or (undefined) not said any more. */
export const withAttribute = (content: ThingContent, key: string, value: AttributeValue | undefined): ThingContent => {
  const { [key]: _old, ...others } = content.attributes;
  return { ...content, attributes: value === undefined ? others : { ...others, [key]: value } };
};

/** What the newest has, with what was changed in the draft put on top. */
export const rebased = (base: ThingContent, draft: ThingContent, newest: ThingContent): ThingContent =>
  changedKeys(base, draft).reduce<ThingContent>((content, key) => (isOwnKey(key) ? { ...content, [key]: draft[key] } : withAttribute(content, key, draft.attributes[key])), newest);

/** What both have changed, and not to the same. */
export const conflictingKeys = (base: ThingContent, draft: ThingContent, newest: ThingContent): readonly ContentKey[] => {
  const theirs = new Set(changedKeys(base, newest));
  return changedKeys(base, draft).filter((key) => theirs.has(key) && !isSame(valueAt(draft, key), valueAt(newest, key)));
};
