// What the file is and how it is read, with the guess filled in: sheet, kind, header, place, source, date.
import type { ReactNode } from 'react';
import { Button, Checkbox, Input, Select } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import type { ImportMapping, ImportSheet } from '../../../../shared/contract/import-shapes.ts';
import { THING_KINDS } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { dateTimeText } from '../../../../shared/i18n/times.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { isAsOfSound, type Choices } from './choices.ts';
import { withHeaderRow, withoutConstant } from './column-target.ts';
import { Notes } from './notes.tsx';
import { PlaceSetting } from './place-setting.tsx';
import { SettingField } from './setting-field.tsx';
import type { OpenedFile } from './use-import-desk.ts';
import { choiceName, fieldName } from './words.ts';

export interface SettingsFormProps {
  readonly file: OpenedFile;
  readonly sheets: readonly ImportSheet[];
  readonly choices: Choices;
  readonly isDisabled: boolean;
  readonly onSheet: (sheet: number) => void;
  /** Asks for a fresh guess of this kind. */
  readonly onKind: (kind: string) => void;
  readonly onChoices: (choices: Choices) => void;
}

const SURE = 0.55;
const FAIR = 0.2;
const HEADER_ROWS = 10;
const HEADER_CELLS = 4;
/** Formats whose headers are rows among the others. */
const ROW_FORMATS: ReadonlySet<string> = new Set(['csv', 'xlsx']);

const KindSetting = ({ sheet, mapping, onKind }: { readonly sheet: ImportSheet; readonly mapping: ImportMapping; readonly onKind: (kind: string) => void }): ReactNode => {
  const { t, language } = useSeat();
  const likely = new Set(sheet.kinds.slice(0, 3).map(({ kind }) => kind));
  const options = [...THING_KINDS.filter(({ kind }) => likely.has(kind)), ...THING_KINDS.filter(({ kind }) => !likely.has(kind))].map(({ kind, term }) => ({ value: kind, label: inLanguage(term, language) }));
  const confidence = sheet.confidence >= SURE ? 'sure' : sheet.confidence >= FAIR ? 'fair' : 'poor';
  const { remembered } = sheet;
  return (
    <SettingField label={t('import.setting.kind')} htmlFor="import-kind">
      <Select id="import-kind" showSearch={{ optionFilterProp: 'label' }} value={mapping.kind} options={options} status={confidence === 'poor' ? 'warning' : ''} onChange={onKind} />
      {remembered === null ? (
        <p className={confidence === 'sure' ? 'second' : 'note-asking'}>{t(`import.confidence.${confidence}`)}</p>
      ) : (
        <p className="second">
          {t('import.remembered', { time: dateTimeText(Date.parse(remembered.usedAt), language, -new Date().getTimezoneOffset()), person: remembered.person, name: remembered.fileName })}{' '}
          <Button size="small" type="link" onClick={() => onKind(mapping.kind)}>
            {t('import.guessAnew')}
          </Button>
        </p>
      )}
    </SettingField>
  );
};

const HeaderSetting = ({ sheet, mapping, onMapping }: { readonly sheet: ImportSheet; readonly mapping: ImportMapping; readonly onMapping: (mapping: ImportMapping) => void }): ReactNode => {
  const { t } = useSeat();
  const first = sheet.rows[0]?.number ?? 1;
  const rows = sheet.rows.slice(0, HEADER_ROWS);
  const options = [
    { value: first - 1, label: t('import.setting.noHeader', { row: first }) },
    ...rows.map(({ number, cells }) => ({ value: number, label: t('import.setting.headerRow', { row: number, text: cells.filter((cell) => cell !== '').slice(0, HEADER_CELLS).join(' | ') }) })),
  ];
  return (
    <SettingField label={t('import.setting.header')} htmlFor="import-header">
      <Select
        id="import-header"
        value={mapping.firstDataRow - 1}
        options={options}
        popupMatchSelectWidth={420}
        onChange={(row: number) => onMapping(withHeaderRow(mapping, rows.find(({ number }) => number === row)?.cells ?? null, row + 1))}
      />
    </SettingField>
  );
};

const Constants = ({ mapping, onMapping }: { readonly mapping: ImportMapping; readonly onMapping: (mapping: ImportMapping) => void }): ReactNode => {
  const { t, language } = useSeat();
  return mapping.fields.map((field) => {
    if (field.from !== 'constant') return null;
    const values = typeof field.value === 'string' ? [field.value] : field.value;
    const words = t('import.setting.constant', { field: fieldName(mapping.kind, field.field, t, language), value: values.map((value) => choiceName(mapping.kind, field.field, value, language)).join('、') });
    return (
      <p key={field.field} className="import-constant">
        {words}
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label={`${t('import.setting.drop')} ${words}`} onClick={() => onMapping(withoutConstant(mapping, field.field))} />
      </p>
    );
  });
};

const dayOf = (time: number): string => {
  const date = new Date(time);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
};

const AsOfSetting = ({ asOf, writtenAt, onAsOf }: { readonly asOf: string; readonly writtenAt: number | null; readonly onAsOf: (asOf: string) => void }): ReactNode => {
  const { t } = useSeat();
  const isSound = isAsOfSound(asOf);
  return (
    <SettingField label={t('import.setting.asOf')} htmlFor="import-as-of" error={isSound ? null : t('import.setting.asOfBad')}>
      <Input id="import-as-of" value={asOf} status={isSound ? '' : 'error'} placeholder={t('import.setting.asOfPlaceholder')} onChange={(event) => onAsOf(event.target.value.trim())} />
      {asOf === '' && writtenAt !== null && (
        <Button size="small" type="link" onClick={() => onAsOf(dayOf(writtenAt))}>
          {t('import.setting.asOfFile', { date: dayOf(writtenAt) })}
        </Button>
      )}
    </SettingField>
  );
};

export const SettingsForm = ({ file, sheets, choices, isDisabled, onSheet, onKind, onChoices }: SettingsFormProps): ReactNode => {
  const { t } = useSeat();
  const sheet = sheets[choices.sheet];
  if (sheet === undefined) return null;
  const { mapping } = choices;
  const onMapping = (next: ImportMapping): void => onChoices({ ...choices, mapping: next });
  const sheetOptions = sheets.map(({ name, isHidden, mapping: found }, index) => ({
    value: index,
    disabled: found === null,
    label: `${name === '' ? file.fileName : name}${isHidden ? t('import.setting.hidden') : ''}${found === null ? t('import.setting.empty') : ''}`,
  }));
  return (
    <fieldset className="import-settings" disabled={isDisabled}>
      {sheets.length > 1 && (
        <SettingField label={t('import.setting.sheet')} htmlFor="import-sheet">
          <Select id="import-sheet" value={choices.sheet} options={sheetOptions} onChange={onSheet} />
        </SettingField>
      )}
      <KindSetting sheet={sheet} mapping={mapping} onKind={onKind} />
      {ROW_FORMATS.has(file.format) && <HeaderSetting sheet={sheet} mapping={mapping} onMapping={onMapping} />}
      <PlaceSetting mapping={mapping} sheet={sheet} onMapping={onMapping} />
      <Constants mapping={mapping} onMapping={onMapping} />
      <SettingField label={t('import.setting.source')} htmlFor="import-source" hint={t('import.setting.sourceHint')}>
        <Input id="import-source" value={choices.source} maxLength={200} onChange={(event) => onChoices({ ...choices, source: event.target.value })} />
      </SettingField>
      <AsOfSetting asOf={choices.asOf} writtenAt={file.writtenAt} onAsOf={(asOf) => onChoices({ ...choices, asOf })} />
      <Checkbox checked={choices.blankClears} onChange={(event) => onChoices({ ...choices, blankClears: event.target.checked })}>
        {t('import.setting.blankClears')}
      </Checkbox>
      <Notes notes={[...file.notes, ...sheet.notes]} mapping={mapping} />
    </fieldset>
  );
};
