// Settles what a row can only say by name: the things it points to and the township or village it lies in.
import { thingKind } from '../../../../../shared/domain/atlas/thing-kinds.ts';
import type { ConvertedThing } from '../convert-row.ts';
import { rowIssue, type RowIssue } from '../row-issue.ts';

export interface Lookups {
  /** The id of the one thing of a kind with this id or name; undefined where there is none or more than one. */
  readonly findThing: (kind: string, idOrName: string) => string | undefined;
  /** The code of a village, or of a township where no village is named; undefined where it is not known. */
  readonly findArea: (names: { readonly township: string; readonly village: string }) => string | undefined;
}

/** `名称〔编号〕`, as exports write a reference so that both people and the import can read it. */
const WITH_ID = /^(.*)〔([^〔〕]+)〕$/su;

export const referenceText = (name: string, id: string): string => `${name}〔${id}〕`;

const settledReference = (kind: string, text: string, { findThing }: Lookups): string | undefined => {
  const [, name = '', id = ''] = WITH_ID.exec(text) ?? [];
  if (id === '') return findThing(kind, text);
  return findThing(kind, id) ?? findThing(kind, name);
};

/** A name that leads nowhere leaves its attribute out and is reported; the row stays. */
export const settleRow = (row: ConvertedThing, kindName: string, lookups: Lookups): ConvertedThing => {
  if (row.references.length === 0 && row.areaNames === null) return row;
  const attributes = { ...row.content.attributes };
  const issues: RowIssue[] = [];
  const kind = thingKind(kindName);
  for (const { field, to, text, column } of row.references) {
    const id = settledReference(to, text, lookups);
    if (id !== undefined) attributes[field] = id;
    else issues.push(rowIssue('unknownReference', column, kind?.fields.find(({ key }) => key === field)?.term.zh ?? field, text));
  }
  const areaCode = row.areaNames === null ? row.content.areaCode : (lookups.findArea(row.areaNames) ?? '');
  if (row.areaNames !== null && areaCode === '') {
    issues.push(rowIssue('unknownArea', null, '', `${row.areaNames.township}${row.areaNames.village}`));
  }
  return {
    ...row,
    key: row.key.by === 'name' && areaCode !== '' ? { ...row.key, place: areaCode } : row.key,
    content: { ...row.content, areaCode, attributes },
    references: [],
    areaNames: null,
    warnings: [...row.warnings, ...issues],
  };
};
