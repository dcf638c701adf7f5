// Notes, failures and problems of an import in the operator's words.
import { coordinateSystem } from '../../../../shared/geo/coordinate-system-list.ts';
import { COMMIT_PROBLEMS, fileFailureShape, type FileFailure, type ImportMapping, type ImportNote } from '../../../../shared/contract/import-shapes.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage, type Language } from '../../../../shared/i18n/language.ts';
import type { Slots, Translate } from '../../../../shared/i18n/translate.ts';
import { refusalText } from '../../../seat/refusal-text.ts';

const MEBIBYTE = 1_048_576;
const IN_MEBIBYTES: ReadonlySet<string> = new Set(['fileBytes', 'expandedBytes', 'ratioFreeBytes']);

const limitText = ({ limit, allowed }: FileFailure, t: Translate): string => {
  if (limit === undefined || allowed === undefined) return '';
  return t(`import.limit.${limit}`, { allowed: (IN_MEBIBYTES.has(limit) ? Math.round(allowed / MEBIBYTE) : allowed).toLocaleString('en') });
};

const fileFailureText = (failure: FileFailure, t: Translate): string => {
  const { reason, kind, format = '', where = '' } = failure;
  if (reason === 'unreadableKind' && kind !== undefined) return t(`import.unreadable.${kind}`);
  const words = t(`import.failure.${reason}`, { format, where });
  return reason === 'tooLarge' ? `${words}${limitText(failure, t)}` : words;
};

const isProblem = (problem: unknown): problem is (typeof COMMIT_PROBLEMS)[number] => COMMIT_PROBLEMS.some((known) => known === problem);

/** What happened, what it means, what to do. */
export const importRefusalText = (refusal: Refusal, t: Translate): string => {
  const { reason, detail = {} } = refusal;
  const file = fileFailureShape.safeParse(detail['file']);
  if (file.success) return fileFailureText(file.data, t);
  if (isProblem(detail['problem'])) return t(`import.problem.${detail['problem']}`);
  if (reason === 'notFound') return t('import.problem.gone');
  if (reason === 'conflict' && detail['isBusy'] === true) return t('import.problem.busy');
  if (reason === 'tooMany' && detail['what'] === 'imports') return t('import.problem.tooManyOpen', { limit: Number(detail['limit'] ?? 0) });
  if (reason === 'cancelled') return t('import.stopped');
  return refusalText(refusal, t);
};

export const fieldName = (kind: string, key: string, t: Translate, language: Language): string => {
  switch (key) {
    case 'name':
    case 'areaCode':
    case 'geometry':
    case 'source':
    case 'asOf':
      return t(`import.field.${key}`);
    default: {
      const field = thingKind(kind)?.fields.find((one) => one.key === key);
      return field === undefined ? key : inLanguage(field.term, language);
    }
  }
};

const kindName = (kind: string, language: Language): string => inLanguage(thingKind(kind)?.term ?? { zh: kind, en: kind }, language);

export const choiceName = (kind: string, fieldKey: string, value: string, language: Language): string => {
  const field = thingKind(kind)?.fields.find((one) => one.key === fieldKey);
  const choice = field?.type === 'choice' || field?.type === 'choices' ? field.choices.find((one) => one.value === value) : undefined;
  return choice === undefined ? value : inLanguage(choice, language);
};

const GAUSS_KRUEGER = /^CGCS2000 \/ (3-degree )?Gauss-Kruger (?:zone (\d+)|CM (\d+)E)$/u;

/** `CGCS2000 高斯-克吕格 3°带 40 带（EPSG:4528）`. */
export const systemName = (id: string, language: Language): string => {
  const found = coordinateSystem(id);
  if (!found.ok) return id;
  const { name, kind, datum } = found.value;
  if (language !== 'zh-CN') return name.includes(id) || id === name ? name : `${name} (${id})`;
  if (kind === 'geographic') return id.startsWith('EPSG') ? `${datum} 经纬度（${id}）` : `${datum} 经纬度${id === 'GCJ-02' ? '（高德、腾讯）' : '（百度）'}`;
  const [, narrow, zone, meridian] = GAUSS_KRUEGER.exec(name) ?? [];
  if (zone !== undefined) return `CGCS2000 高斯-克吕格 ${narrow === undefined ? '6' : '3'}°带 第 ${zone} 带（${id}）`;
  if (meridian !== undefined) return `CGCS2000 高斯-克吕格 ${narrow === undefined ? '6' : '3'}°带 中央经线 ${meridian}°（${id}）`;
  return `${name}（${id}）`;
};

const slotText = (name: string, value: ImportNote['slots'][string], note: ImportNote, mapping: ImportMapping, t: Translate, language: Language): string | number => {
  if (name === 'column' && typeof value === 'number') return mapping.headers[value] || t('import.list.row', { row: value + 1 });
  if (name === 'field') return fieldName(mapping.kind, String(value), t, language);
  if (name === 'value') return choiceName(mapping.kind, String(note.slots['field'] ?? ''), String(value), language);
  if (name === 'kinds' && Array.isArray(value)) return value.map((kind: string) => kindName(kind, language)).join(language === 'zh-CN' ? '、' : ', ');
  if (name === 'system') return systemName(String(value), language);
  return typeof value === 'number' ? value : String(value);
};

export const noteText = (note: ImportNote, mapping: ImportMapping, t: Translate, language: Language): string => {
  const slots: Slots = Object.fromEntries(Object.entries(note.slots).map(([name, value]) => [name, slotText(name, value, note, mapping, t, language)]));
  return t(`import.note.${note.code}`, slots);
};

/** Notes that ask for a decision; the others only inform. */
const ASKING: ReadonlySet<string> = new Set([
  'wrongExtension', 'kindUncertain', 'noName', 'noPosition', 'keyNotUnique', 'unitUnknown', 'swappedColumns', 'systemFromNumbers', 'systemAssumed', 'systemNotConvertible', 'systemUnknown', 'zoneUnknown', 'demonstrationData', 'deletedRecords', 'ignoredParts',
]);

export const isAsking = ({ code, slots }: ImportNote): boolean => ASKING.has(code) || (code === 'encoding' && (slots['isCertain'] === false || slots['isWhole'] === false));
