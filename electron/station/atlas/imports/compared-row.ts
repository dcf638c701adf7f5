// One row of a comparison as it is shown: what it is called, where it lies, what changes, what is wrong with it.
import type { ComparedRow } from '../../../../shared/contract/import-shapes.ts';
import type { AttributeValue } from '../../../../shared/domain/atlas/field.ts';
import { representativePoint } from '../../../../shared/domain/atlas/geometry-place.ts';
import type { Thing, ThingGeometry } from '../../../../shared/domain/atlas/thing.ts';
import { assertNever } from '../../../../shared/kernel/assert-never.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import type { FieldChange, RowComparison } from '../import/compare.ts';
import type { ConvertedThing, FaultyRow } from '../import/convert-row.ts';
import { isWarning, type RowIssue } from '../import/row-issue.ts';

const COORDINATE_DIGITS = 6;

/** A point that stands for the whole; null where nobody has said where it is. */
export const placeOf = (geometry: ThingGeometry | null): LonLat | null => (geometry === null ? null : representativePoint(geometry));

export const shownIssues = (issues: readonly RowIssue[]) => issues.map((issue) => ({ ...issue, isWarning: isWarning(issue) }));

const isGeometry = (value: AttributeValue | ThingGeometry): value is ThingGeometry => typeof value === 'object' && 'type' in value;

const shownValue = (value: FieldChange['before']): AttributeValue | null => {
  if (value === null || !isGeometry(value)) return value;
  const place = representativePoint(value);
  const text = `${place[0].toFixed(COORDINATE_DIGITS)}, ${place[1].toFixed(COORDINATE_DIGITS)}`;
  return value.type === 'Point' ? text : `${value.type} ${text}`;
};

const NOTHING: Omit<ComparedRow, 'name'> = { row: null, id: '', position: null, issues: [], changes: [], firstRow: null, others: [], isStale: false };

export const faultyRow = ({ row, faults, cells }: FaultyRow, nameColumn: number | null): ComparedRow => ({
  ...NOTHING,
  row,
  name: (nameColumn === null ? undefined : cells[nameColumn]) ?? '',
  issues: shownIssues(faults),
});

export const goneRow = ({ id, name, geometry }: Thing): ComparedRow => ({ ...NOTHING, id, name, position: placeOf(geometry) });

const detailsOf = (compared: RowComparison): Partial<ComparedRow> => {
  switch (compared.outcome) {
    case 'new':
      return {};
    case 'unchanged':
      return { id: compared.thing.id };
    case 'changed':
      return {
        id: compared.thing.id,
        isStale: compared.isStale,
        changes: compared.changes.map(({ field, before, after }) => ({ field, before: shownValue(before), after: shownValue(after) })),
      };
    case 'duplicate':
      return { firstRow: compared.firstRow };
    case 'ambiguous':
      return { others: compared.things.slice(0, 20).map(({ id, name }) => ({ id, name })) };
    default:
      return assertNever(compared);
  }
};

export const comparedRow = ({ row, content, warnings }: ConvertedThing, compared: RowComparison): ComparedRow => ({
  ...NOTHING,
  row,
  name: content.name,
  position: placeOf(content.geometry),
  issues: shownIssues(warnings),
  ...detailsOf(compared),
});
