// Holds what someone wants to say about a thing against the catalogue of its kind, and names everything that does not fit.
import { assertNever } from '../../kernel/assert-never.ts';
import { fitsKind, geometryFault } from './check-geometry.ts';
import type { AttributeValue, Field, ThingKind } from './field.ts';
import { isKnownDate } from './known-date.ts';
import type { ThingContent } from './thing.ts';

export type ContentFaultReason =
  | 'unknownKey'
  | 'wrongType'
  | 'notAChoice'
  | 'outOfRange'
  | 'tooLong'
  | 'missing'
  | 'badDate'
  | 'badAreaCode'
  /** Not the geometry this kind has. */
  | 'wrongGeometry'
  /** Too few positions, an open ring, too many positions, or no geometry at all. */
  | 'brokenGeometry'
  | 'outsideWorld';

export interface ContentFault {
  readonly reason: ContentFaultReason;
  /** An attribute's key, or `name`, `areaCode`, `geometry`, `source`, `asOf`. */
  readonly key: string;
  /** What was found, shortened. */
  readonly value: string;
}

const LONGEST = { name: 300, source: 300, asOf: 40, text: 20_000, phone: 100, reference: 80, listItem: 200 } as const;
const MOST_LIST_ITEMS = 200;
const SHOWN_CHARACTERS = 60;

const fault = (reason: ContentFaultReason, key: string, value: unknown): ContentFault => ({
  reason,
  key,
  value: (typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value)).slice(0, SHOWN_CHARACTERS),
});

const textFault = (key: string, value: unknown, longest: number): ContentFault | null => {
  if (typeof value !== 'string') return fault('wrongType', key, value);
  return value.length > longest ? fault('tooLong', key, value) : null;
};

type NumberField = Extract<Field, { readonly type: 'integer' | 'number' }>;

const numberFault = (field: NumberField, value: unknown): ContentFault | null => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fault('wrongType', field.key, value);
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return fault('wrongType', field.key, value);
  const isInside = value >= (field.minimum ?? -Infinity) && value <= (field.maximum ?? Infinity);
  return isInside ? null : fault('outOfRange', field.key, value);
};

type ChoicesField = Extract<Field, { readonly type: 'choice' | 'choices' }>;

const isChoice = (field: ChoicesField, value: unknown): boolean => field.choices.some((choice) => choice.value === value);

const choicesFault = (field: ChoicesField, value: unknown): ContentFault | null => {
  if (!Array.isArray(value)) return fault('wrongType', field.key, value);
  if (value.length > MOST_LIST_ITEMS) return fault('tooLong', field.key, `${value.length}`);
  const foreign = (value as readonly unknown[]).find((item) => !isChoice(field, item));
  return foreign === undefined ? null : fault('notAChoice', field.key, foreign);
};

const referenceFault = (key: string, value: unknown): ContentFault | null =>
  value === '' ? fault('wrongType', key, value) : textFault(key, value, LONGEST.reference);

const valueFault = (field: Field, value: AttributeValue): ContentFault | null => {
  switch (field.type) {
    case 'text':
      return textFault(field.key, value, field.maxLength ?? LONGEST.text);
    case 'phone':
      return textFault(field.key, value, LONGEST.phone);
    case 'integer':
    case 'number':
      return numberFault(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? null : fault('wrongType', field.key, value);
    case 'date':
      if (typeof value !== 'string') return fault('wrongType', field.key, value);
      return isKnownDate(value) ? null : fault('badDate', field.key, value);
    case 'choice':
      if (typeof value !== 'string') return fault('wrongType', field.key, value);
      return isChoice(field, value) ? null : fault('notAChoice', field.key, value);
    case 'choices':
      return choicesFault(field, value);
    case 'reference':
      return referenceFault(field.key, value);
    default:
      return assertNever(field);
  }
};

const attributeFaults = (kind: ThingKind, content: ThingContent): readonly ContentFault[] => {
  const faults: ContentFault[] = [];
  const fields = new Map(kind.fields.map((field) => [field.key, field]));
  for (const [key, value] of Object.entries(content.attributes)) {
    const field = fields.get(key);
    const found = field === undefined ? fault('unknownKey', key.slice(0, SHOWN_CHARACTERS), value) : valueFault(field, value);
    if (found !== null) faults.push(found);
  }
  for (const field of kind.fields) {
    if (field.isRequired === true && content.attributes[field.key] === undefined) faults.push(fault('missing', field.key, ''));
  }
  return faults;
};

const placeFault = (kind: ThingKind, { geometry }: ThingContent): ContentFault | null => {
  if (geometry === null) return null;
  const broken = geometryFault(geometry);
  if (broken === 'outsideWorld') return fault('outsideWorld', 'geometry', '');
  if (broken !== null) return fault('brokenGeometry', 'geometry', broken);
  return fitsKind(geometry.type, kind.geometry) ? null : fault('wrongGeometry', 'geometry', geometry.type);
};

/** Empty where everything fits. Looks at one thing alone: whether a reference leads anywhere is not asked. */
export const checkContent = (kind: ThingKind, content: ThingContent): readonly ContentFault[] => {
  const { name, source, asOf, areaCode } = content;
  const faults = [textFault('name', name, LONGEST.name), textFault('source', source, LONGEST.source), placeFault(kind, content)];
  if (!/^\d{0,12}$/.test(areaCode)) faults.push(fault('badAreaCode', 'areaCode', areaCode));
  if (asOf !== '' && !isKnownDate(asOf)) faults.push(fault('badDate', 'asOf', asOf));
  return [...faults.filter((found) => found !== null), ...attributeFaults(kind, content)];
};
