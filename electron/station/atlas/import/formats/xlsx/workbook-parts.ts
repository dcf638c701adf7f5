// Reads what a workbook says about itself: its sheets, shared texts and which cell styles are dates.
import { damaged, tooLarge } from '../../import-failure.ts';
import type { BoundedZip } from '../../source/bounded-zip.ts';
import { textByMark } from '../../source/text-encoding.ts';
import { readXml, type XmlHandlers } from '../../source/xml-events.ts';
import type { ReadContext } from '../format.ts';
import { isDateFormat } from './date-cells.ts';
import { plainText } from './escaped-text.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Path of its part in the archive. */
  readonly path: string;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly is1904: boolean;
  readonly sharedTexts: readonly string[];
  /** By style index: whether its numbers are dates. */
  readonly dateStyles: readonly boolean[];
}

/** Sheet lists, relations and styles are small in any real workbook. */
const LONGEST_SMALL_PART = 16 * 1024 * 1024;

const readSmallPart = async (zip: BoundedZip, path: string, handlers: XmlHandlers, context: ReadContext): Promise<void> => {
  if (zip.size(path) > LONGEST_SMALL_PART) throw tooLarge('expandedBytes', LONGEST_SMALL_PART);
  await readPart(zip, path, handlers, context);
};

const readPart = async (zip: BoundedZip, path: string, handlers: XmlHandlers, context: ReadContext): Promise<void> => {
  await readXml(textByMark(zip.stream(path, context.signal)), handlers, { format: 'xlsx', part: path, limits: context.limits });
};

const nothing = (): void => {};

/** `../a/b.xml` seen from a folder, or `/a/b.xml` from the root. */
const resolvePath = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
};

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

interface Relation {
  readonly id: string;
  /** The last word of the relationship type: `worksheet`, `sharedStrings` … */
  readonly type: string;
  readonly path: string;
}

const relationsOf = async (zip: BoundedZip, path: string, context: ReadContext): Promise<readonly Relation[]> => {
  const folder = folderOf(path);
  const part = `${folder === '' ? '' : `${folder}/`}_rels/${path.slice(folder === '' ? 0 : folder.length + 1)}.rels`;
  if (!zip.names.includes(part)) return [];
  const relations: Relation[] = [];
  const open = (name: string, { Id = '', Type = '', Target = '', TargetMode }: { readonly [name: string]: string }): void => {
    if (name !== 'Relationship' || TargetMode === 'External') return;
    relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), path: resolvePath(folder, Target) });
  };
  await readSmallPart(zip, part, { open, text: nothing, close: nothing }, context);
  return relations;
};

/** What a text costs in memory beside its characters. */
const TEXT_OVERHEAD = 24;

const readSharedTexts = async (zip: BoundedZip, path: string, context: ReadContext): Promise<readonly string[]> => {
  const texts: string[] = [];
  const { sharedTextCharacters: allowed, cellCharacters: longest } = context.limits;
  let [current, characters, isText, phonetic] = ['', 0, false, 0];
  await readPart(
    zip,
    path,
    {
      open: (name) => {
        if (name === 'si') current = '';
        else if (name === 'rPh') phonetic += 1;
        else if (name === 't') isText = phonetic === 0;
      },
      text: (text) => {
        if (isText) current += text;
        if (current.length > longest) throw tooLarge('cellCharacters', longest);
      },
      close: (name) => {
        if (name === 't') isText = false;
        else if (name === 'rPh') phonetic -= 1;
        else if (name === 'si') {
          characters += current.length + TEXT_OVERHEAD;
          if (characters > allowed) throw tooLarge('sharedTextCharacters', allowed);
          texts.push(plainText(current));
        }
      },
    },
    context,
  );
  return texts;
};

const readDateStyles = async (zip: BoundedZip, path: string, context: ReadContext): Promise<readonly boolean[]> => {
  const custom = new Map<number, string>();
  const formats: number[] = [];
  let isCellStyles = false;
  await readSmallPart(
    zip,
    path,
    {
      open: (name, { numFmtId = '0', formatCode = '' }) => {
        if (name === 'numFmt') custom.set(Number(numFmtId), formatCode);
        else if (name === 'cellXfs') isCellStyles = true;
        else if (name === 'xf' && isCellStyles) formats.push(Number(numFmtId));
      },
      text: nothing,
      close: (name) => {
        if (name === 'cellXfs') isCellStyles = false;
      },
    },
    context,
  );
  return formats.map((format) => isDateFormat(format, custom));
};

interface SheetEntry {
  readonly name: string;
  readonly id: string;
  readonly isHidden: boolean;
}

const readSheetList = async (
  zip: BoundedZip,
  path: string,
  context: ReadContext,
): Promise<{ readonly entries: readonly SheetEntry[]; readonly is1904: boolean }> => {
  const entries: SheetEntry[] = [];
  let is1904 = false;
  const open = (name: string, attributes: { readonly [name: string]: string }): void => {
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    entries.push({ name: attributes.name ?? '', id, isHidden: (attributes.state ?? 'visible') !== 'visible' });
    if (entries.length > context.limits.sheets) throw tooLarge('sheets', context.limits.sheets);
  };
  await readSmallPart(zip, path, { open, text: nothing, close: nothing }, context);
  return { entries, is1904 };
};

/** Throws `ImportRefused` where the archive is no workbook or says nonsense about itself. */
export const readWorkbook = async (zip: BoundedZip, context: ReadContext): Promise<Workbook> => {
  const root = await relationsOf(zip, '', context);
  const path = root.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  if (!zip.names.includes(path)) throw damaged('xlsx', 'no workbook part');
  const relations = await relationsOf(zip, path, context);
  const { entries, is1904 } = await readSheetList(zip, path, context);
  const sheets = entries.flatMap(({ name, id, isHidden }) => {
    const relation = relations.find((candidate) => candidate.id === id);
    return relation?.type === 'worksheet' && zip.names.includes(relation.path)
      ? [{ name, isHidden, path: relation.path }]
      : [];
  });
  const partOf = (type: string): string | undefined =>
    relations.find((relation) => relation.type === type && zip.names.includes(relation.path))?.path;
  const texts = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    sheets,
    is1904,
    sharedTexts: texts === undefined ? [] : await readSharedTexts(zip, texts, context),
    dateStyles: styles === undefined ? [] : await readDateStyles(zip, styles, context),
  };
};
