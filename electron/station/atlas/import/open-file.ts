// Opens a file in the format its content shows, and says plainly what is not a file to import.
import type { OpenedFile, ReadContext } from './formats/format.ts';
import { IMPORT_FORMATS } from './formats/index.ts';
import { refuse, settled, type FormatName, type ImportFailure, type UnreadableKind } from './import-failure.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { openZip } from './source/bounded-zip.ts';
import { extensionOf, headText, readHead, sourceFile, type FileHead, type SourceFile } from './source/source-file.ts';

const startsWith = (bytes: Uint8Array, ...wanted: readonly number[]): boolean =>
  wanted.every((byte, index) => bytes[index] === byte);

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b) && (bytes[2] === 3 || bytes[2] === 5);

/** Compound files hold old Excel and Word, and also encrypted workbooks, whose stream is named in UTF-16. */
const isEncryptedWorkbook = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));

/** What a damaged archive is called in the message: what its name says it is. */
const formatOfArchive = (file: SourceFile): FormatName => {
  const extension = extensionOf(file.fileName);
  return IMPORT_FORMATS.find(({ extensions }) => extensions.includes(extension))?.name ?? 'xlsx';
};

const listEntries = async (file: SourceFile, context: ReadContext): Promise<readonly string[]> => {
  const zip = await openZip(file, formatOfArchive(file), context.limits, context.signal);
  zip.dispose();
  return zip.names;
};

const kindOfText = (text: string): UnreadableKind => {
  if (/urn:schemas-microsoft-com:office:spreadsheet|mso-application[^>]*Excel/iu.test(text)) return 'xmlSpreadsheet';
  if (/<(?:!doctype )?html|<table[\s>]/iu.test(text)) return 'htmlTable';
  if (/^\s*[{[]/u.test(text)) return 'otherJson';
  return /^\s*</u.test(text) ? 'otherXml' : 'binary';
};

const kindOfEntries = (entries: readonly string[]): UnreadableKind => {
  if (entries.some((name) => /^xl\/workbook\.bin$/iu.test(name))) return 'binaryExcel';
  if (entries.some((name) => /^word\//iu.test(name))) return 'wordDocument';
  if (entries.includes('content.xml') && entries.includes('mimetype')) return 'openDocument';
  if (entries.some((name) => /\.(?:zip|kmz|xlsx|xlsm|rar|7z)$/iu.test(name))) return 'nestedArchive';
  return 'otherArchive';
};

/** What an unrecognised file is, so that the message can say what to do about it. */
const unreadable = ({ bytes, text, entries }: FileHead): ImportFailure => {
  const kind = (found: UnreadableKind): ImportFailure => ({ reason: 'unreadableKind', kind: found });
  if (entries !== null) return kind(kindOfEntries(entries));
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return isEncryptedWorkbook(bytes) ? { reason: 'encrypted' } : kind('oldExcel');
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return kind('pdf');
  if (startsWith(bytes, 0x00, 0x00, 0x27, 0x0a)) return kind('looseShapefile');
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)) return kind('picture');
  if (startsWith(bytes, 0x52, 0x61, 0x72, 0x21) || startsWith(bytes, 0x37, 0x7a) || startsWith(bytes, 0x1f, 0x8b)) {
    return kind('otherArchive');
  }
  return kind(kindOfText(text));
};

const isBinary = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0) || startsWith(bytes, 0x25, 0x50, 0x44, 0x46) || startsWith(bytes, 0x52, 0x61, 0x72, 0x21);

/**
 * Opens the file in the first format that recognises its content. A zip is listed before anything in it is
 * expanded. A name ending that belongs to another format is noted, never believed.
 */
export const openFile = async (
  path: string,
  fileName: string | undefined,
  context: ReadContext,
): Promise<Result<OpenedFile, ImportFailure>> =>
  settled(context.signal, async () => {
    const file = await sourceFile(path, fileName, context.limits);
    const bytes = await readHead(file);
    const entries = isZip(bytes) ? await listEntries(file, context) : null;
    const head: FileHead = { bytes, text: headText(bytes), extension: extensionOf(file.fileName), entries };
    const format = isBinary(bytes) ? undefined : IMPORT_FORMATS.find((candidate) => candidate.recognises(head));
    if (format === undefined) return refuse(unreadable(head));
    const opened = await format.open(file, context, head);
    if (head.extension === '' || format.extensions.includes(head.extension)) return opened;
    return { ...opened, notes: [{ code: 'wrongExtension', extension: head.extension, format: format.name }, ...opened.notes] };
  });
