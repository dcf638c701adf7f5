// What one attribute of a thing on the map is: its words, its kind of value, and the headers it goes by in office files.

/** A term in both languages; Chinese first. */
export interface Term {
  readonly zh: string;
  readonly en: string;
}

export interface Choice extends Term {
  /** Stored value: the field's own code where there is one. */
  readonly value: string;
  /** Other spellings met in files. */
  readonly also?: readonly string[];
}

interface FieldBase {
  readonly key: string;
  readonly term: Term;
  /** Column headers seen in real files, any language; compared without spaces, brackets or case. */
  readonly headers?: readonly string[];
  readonly isRequired?: boolean;
  /** Found by the search box. */
  readonly isSearchable?: boolean;
  /** Personal data: never on an audience screen, never in an export without the right to it. */
  readonly isPersonal?: boolean;
}

export type Field =
  | (FieldBase & { readonly type: 'text'; readonly maxLength?: number })
  | (FieldBase & { readonly type: 'phone' })
  | (FieldBase & { readonly type: 'integer' | 'number'; readonly unit?: Term; readonly minimum?: number; readonly maximum?: number })
  | (FieldBase & { readonly type: 'boolean' })
  | (FieldBase & { readonly type: 'date' })
  | (FieldBase & { readonly type: 'choice'; readonly choices: readonly Choice[] })
  | (FieldBase & {
      readonly type: 'choices';
      readonly choices: readonly Choice[];
      /** Fields that take what a ○/△/× column per choice says beyond a plain yes. */
      readonly flagFields?: { readonly conditional: string; readonly denied: string };
    })
  /** The id of another thing of the named kind. */
  | (FieldBase & { readonly type: 'reference'; readonly to: string });

export type AttributeValue = string | number | boolean | readonly string[];
export type Attributes = { readonly [key: string]: AttributeValue };

export type GeometryKind = 'point' | 'line' | 'area' | 'any';

/** One kind of thing: adding a kind is one file like this and one line in the catalogue. */
export interface ThingKind {
  readonly kind: string;
  readonly term: Term;
  readonly geometry: GeometryKind;
  /** The choice field whose value picks the map symbol. */
  readonly symbolField?: string;
  /** The field that carries a 蓝/黄/橙/红 level, where the kind has one. */
  readonly levelField?: string;
  /** The field that carries the working state, where the kind has one. */
  readonly stateField?: string;
  readonly fields: readonly Field[];
  /** One of the six layers every “one map” must have. */
  readonly isCoreLayer: boolean;
  /** Words that make a file of this kind recognisable by name or sheet title. */
  readonly titles: readonly string[];
}

export const term = (zh: string, en: string): Term => ({ zh, en });

export const choice = (value: string, zh: string, en: string, also?: readonly string[]): Choice =>
  also === undefined ? { value, zh, en } : { value, zh, en, also };
