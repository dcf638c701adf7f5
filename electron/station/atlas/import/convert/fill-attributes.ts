// Fills the attributes of a thing from the cells of a row, field by field.
import type { AttributeValue, Field, ThingKind } from '../../../../../shared/domain/atlas/field.ts';
import type { SourceRow } from '../formats/format.ts';
import type { FieldMapping } from '../mapping.ts';
import type { RowIssueCode } from '../row-issue.ts';
import { cellText } from '../values/plain-text.ts';
import { readFlag, weakestFlag, type Flag } from '../values/read-flag.ts';
import { valueReader } from '../values/read-value.ts';

/** The name or number by which a row points at another thing; settled where the other things are known. */
export interface PendingReference {
  readonly field: string;
  /** Kind of the thing pointed at. */
  readonly to: string;
  readonly text: string;
  readonly column: number;
}

export interface FilledRow {
  readonly attributes: Record<string, AttributeValue>;
  readonly references: PendingReference[];
  readonly report: (code: RowIssueCode, column: number) => void;
}

export type AttributeFiller = (row: SourceRow, filled: FilledRow) => void;

type ColumnMapping = Extract<FieldMapping, { readonly from: 'column' }>;
type FlagsMapping = Extract<FieldMapping, { readonly from: 'flags' }>;
type ChoicesField = Extract<Field, { readonly type: 'choices' }>;

const columnFiller = (field: Field, { column, factor }: ColumnMapping): AttributeFiller => {
  const read = valueReader(field, factor ?? 1);
  return ({ cells }, { attributes, references, report }) => {
    const { value, issue } = read(cells[column]);
    if (issue !== null) report(issue, column);
    if (value === null) return;
    if (field.type === 'reference') references.push({ field: field.key, to: field.to, text: String(value), column });
    else attributes[field.key] = value;
  };
};

const constantFiller =
  (field: Field, value: string | readonly string[]): AttributeFiller =>
  (_, { attributes }) => {
    attributes[field.key] ??= value;
  };

const append = (attributes: Record<string, AttributeValue>, key: string, choice: string): void => {
  const known = attributes[key];
  attributes[key] = Array.isArray(known) ? [...(known as readonly string[]), choice] : [choice];
};

const flagsFiller = (field: ChoicesField, { flags }: FlagsMapping): AttributeFiller => {
  const choices = [...new Set(flags.map(({ choice }) => choice))];
  const { conditional, denied } = field.flagFields ?? { conditional: undefined, denied: undefined };
  const keys: Readonly<Record<Flag, string | undefined>> = { yes: field.key, conditional, no: denied };
  return ({ cells }, { attributes, report }) => {
    for (const choice of choices) {
      const marks: Flag[] = [];
      for (const { column, choice: marked } of flags) {
        if (marked !== choice) continue;
        const flag = readFlag(cellText(cells[column]));
        if (flag === 'unknown') report('unknownFlag', column);
        else if (flag !== 'nothing') marks.push(flag);
      }
      const flag = weakestFlag(marks);
      const key = flag === null ? undefined : keys[flag];
      if (key !== undefined) append(attributes, key, choice);
    }
  };
};

/** Null where the mapping names a field the kind does not have, or a choice the field does not know. */
const fillerOf = (mapping: FieldMapping, kind: ThingKind): AttributeFiller | null => {
  const field = kind.fields.find(({ key }) => key === mapping.field);
  if (field === undefined) return null;
  switch (mapping.from) {
    case 'column':
      return columnFiller(field, mapping);
    case 'constant': {
      if (field.type !== 'choice' && field.type !== 'choices') return null;
      const values = typeof mapping.value === 'string' ? [mapping.value] : mapping.value;
      const isKnown = values.every((value) => field.choices.some((choice) => choice.value === value));
      return isKnown && Array.isArray(mapping.value) === (field.type === 'choices') ? constantFiller(field, mapping.value) : null;
    }
    case 'flags': {
      if (field.type !== 'choices') return null;
      const isKnown = mapping.flags.every(({ choice }) => field.choices.some(({ value }) => value === choice));
      return isKnown ? flagsFiller(field, mapping) : null;
    }
  }
};

/** One filler for each mapping; null where the mapping does not fit the kind. */
export const attributeFillers = (mappings: readonly FieldMapping[], kind: ThingKind): readonly AttributeFiller[] | null => {
  const fillers = mappings.map((mapping) => fillerOf(mapping, kind));
  const whole = fillers.filter((filler) => filler !== null);
  return whole.length === fillers.length ? whole : null;
};
