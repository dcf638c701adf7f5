// The columns of an export of one kind: headers in the catalogue's Chinese terms, values as people read them.
import { assertNever } from '../../../../shared/kernel/assert-never.ts';
import type { AttributeValue, Choice, Field } from '../../../../shared/domain/atlas/field.ts';
import { isHome } from '../../../../shared/domain/atlas/personal-data.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import { referenceText } from '../import/convert/settle-row.ts';
import { DEMONSTRATION_MARK, EXPORT_HEADERS, exportHeader } from '../import/guess/header-words.ts';
import type { ExportOptions } from './export-options.ts';

/** A list is of choices. */
export type ExportValue = string | number | boolean | readonly string[] | null;

export interface ExportColumn {
  readonly header: string;
  readonly value: (thing: Thing) => ExportValue;
  /** In characters, for formats that have widths. */
  readonly width: number;
}

const choiceWords = (choices: readonly Choice[], value: AttributeValue): string =>
  choices.find((choice) => choice.value === value)?.zh ?? String(value);

const fieldValue = (field: Field, value: AttributeValue, { nameOf }: ExportOptions): ExportValue => {
  switch (field.type) {
    case 'choice':
      return choiceWords(field.choices, value);
    case 'choices':
      return Array.isArray(value) ? (value as readonly string[]).map((item) => choiceWords(field.choices, item)) : choiceWords(field.choices, value);
    case 'reference': {
      const name = nameOf(field.to, String(value));
      return name === undefined ? String(value) : referenceText(name, String(value));
    }
    case 'text':
    case 'phone':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'date':
      return value;
    default:
      return assertNever(field);
  }
};

const fieldColumn = (field: Field, options: ExportOptions): ExportColumn => ({
  header: exportHeader(field),
  value: ({ attributes }) => {
    const value = attributes[field.key];
    return value === undefined ? null : fieldValue(field, value, options);
  },
  width: field.type === 'text' || field.type === 'choices' ? 24 : 14,
});

const column = (header: string, width: number, value: (thing: Thing) => ExportValue): ExportColumn => ({ header, width, value });

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Everything but the place, in the order of the catalogue. */
export const exportColumns = (options: ExportOptions): readonly ExportColumn[] => {
  const { kind, hasPersonalData, isDemonstration } = options;
  const showsName = hasPersonalData || !isHome(kind.kind);
  return [
    column(EXPORT_HEADERS.thingId, 28, ({ id }) => id),
    column(EXPORT_HEADERS.kind, 14, () => kind.term.zh),
    column(EXPORT_HEADERS.version, 6, ({ version }) => version),
    ...(isDemonstration ? [column(EXPORT_HEADERS.nature, 10, () => DEMONSTRATION_MARK)] : []),
    ...(showsName ? [column(EXPORT_HEADERS.name, 28, ({ name }) => orNull(name))] : []),
    ...kind.fields.filter((field) => hasPersonalData || field.isPersonal !== true).map((field) => fieldColumn(field, options)),
    column(EXPORT_HEADERS.areaCode, 16, ({ areaCode }) => orNull(areaCode)),
    column(EXPORT_HEADERS.source, 20, ({ source }) => orNull(source)),
    column(EXPORT_HEADERS.asOf, 14, ({ asOf }) => orNull(asOf)),
  ];
};

/** Longitude and latitude of a point; null for lines, areas and things nobody has placed. */
export const pointColumns: readonly ExportColumn[] = [
  column(EXPORT_HEADERS.longitude, 14, ({ geometry }) => (geometry?.type === 'Point' ? geometry.coordinates[0] : null)),
  column(EXPORT_HEADERS.latitude, 14, ({ geometry }) => (geometry?.type === 'Point' ? geometry.coordinates[1] : null)),
];

/** Lists as Chinese lists are, yes and no as 是 and 否. */
export const plainValue = (value: ExportValue): string | number => {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' || typeof value === 'number' ? value : value.join('、');
};

export const exportTitle = ({ kind, isDemonstration }: ExportOptions): string =>
  isDemonstration ? `【${DEMONSTRATION_MARK}】${kind.term.zh}` : kind.term.zh;
