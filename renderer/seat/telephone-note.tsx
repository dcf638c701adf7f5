// The telephone note: opened by one key in every window, saved in seconds, kept on this machine while the station is away.
import { useEffect, useState, type ReactNode } from 'react';
import { App, AutoComplete, DatePicker, Form, Input, Modal, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { InputOf, OutputOf } from '../../shared/contract/catalogue.ts';
import { DESK_ROLES } from '../../shared/domain/people/role.ts';
import { ASPECT_STATE_TERMS, VILLAGE_ASPECT_TERMS, VILLAGE_ASPECTS, type AspectState, type VillageAspect } from '../../shared/domain/hazard/village-state.ts';
import { inLanguage } from '../../shared/i18n/language.ts';
import { useQuery } from '../station-client/use-stream.ts';
import { refusalText } from './refusal-text.ts';
import { useSeat } from './seat-context.ts';

export interface NoteStart {
  /** 12 digits, or empty where the place is not known. */
  readonly areaCode: string;
  /** The note this one corrects, where it does. */
  readonly corrects: { readonly id: string; readonly words: string } | null;
}

const NO_AREAS: OutputOf<'readAreas'>['areas'] = [];
const NOTHING: NoteStart = { areaCode: '', corrects: null };
const DATE_TIME_FORMAT = 'YYYY-MM-DD HH:mm';
const TIME_FORMAT = 'HH:mm';
const FOCUS_AFTER_MS = 60;
const OPEN_EVENT = 'fenghuotai-telephone-note';

/** Opens the note in this window, for a village where one is known. */
export const openTelephoneNote = (start: NoteStart = NOTHING): void => void document.dispatchEvent(new CustomEvent<NoteStart>(OPEN_EVENT, { detail: start }));

interface Fields {
  readonly village: string;
  readonly caller: string;
  readonly phone: string;
  readonly words: string;
  readonly heard: Dayjs | null;
  readonly fact: Dayjs | null;
  readonly reports: { readonly [aspect in VillageAspect]?: AspectState | '' };
}

type Note = InputOf<'addTelephoneNote'>;

const reportsOf = (reports: Fields['reports']): NonNullable<Note['reports']> =>
  Object.fromEntries(VILLAGE_ASPECTS.flatMap((aspect) => (reports[aspect] === 'working' || reports[aspect] === 'broken' ? [[aspect, reports[aspect]]] : [])));

/** A place nobody knows by name is kept in the words, never dropped. */
const wordsOf = ({ village = '', words }: Fields, areaCode: string): string => (areaCode === '' && village.trim() !== '' ? `【${village.trim()}】${words}` : words);

const noteOf = (fields: Fields, areaCode: string, corrects: NoteStart['corrects']): Note => ({
  areaCode,
  caller: fields.caller ?? '',
  phone: fields.phone ?? '',
  words: wordsOf(fields, areaCode),
  timeHeard: (fields.heard ?? dayjs()).toISOString(),
  ...(fields.fact === null || fields.fact === undefined ? {} : { timeOfFact: fields.fact.toISOString() }),
  reports: reportsOf(fields.reports ?? {}),
  ...(corrects === null ? {} : { corrects: corrects.id }),
});

const Reports = (): ReactNode => {
  const { t, language } = useSeat();
  return (
    <div className="note-reports">
      {VILLAGE_ASPECTS.map((aspect) => (
        <Form.Item key={aspect} name={['reports', aspect]} label={inLanguage(VILLAGE_ASPECT_TERMS[aspect], language)}>
          <Radio.Group optionType="button" size="middle" aria-label={inLanguage(VILLAGE_ASPECT_TERMS[aspect], language)}>
            <Radio value="">{t('note.notSaid')}</Radio>
            <Radio value="working">{inLanguage(ASPECT_STATE_TERMS.working, language)}</Radio>
            <Radio value="broken">{inLanguage(ASPECT_STATE_TERMS.broken, language)}</Radio>
          </Radio.Group>
        </Form.Item>
      ))}
    </div>
  );
};

const NoteForm = ({ start, onDone }: { readonly start: NoteStart; readonly onDone: () => void }): ReactNode => {
  const { client, t } = useSeat();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [isSaving, setIsSaving] = useState(false);
  const areas = useQuery(client, 'readAreas', {});
  const known = areas.state === 'answered' ? areas.value.areas : NO_AREAS;
  const codeOf = (text: string): string => known.find((area) => area.code === text || area.name === text)?.code ?? /(\d{12})/.exec(text)?.[1] ?? '';
  const village = Form.useWatch('village', form) ?? '';

  useEffect(() => {
    const area = known.find((item) => item.code === start.areaCode);
    if (area !== undefined) form.setFieldValue('village', `${area.name} ${area.code}`);
  }, [form, known, start.areaCode]);

  const notAfterHeard = async (fact: Dayjs | null | undefined): Promise<void> => {
    const heard = form.getFieldValue('heard') as Dayjs | null;
    if (fact !== null && fact !== undefined && heard !== null && fact.isAfter(heard)) throw new Error(t('note.factLater'));
  };

  useEffect(() => {
    // The dialog takes the focus for its own close button first.
    const timer = setTimeout(() => form.focusField(start.areaCode === '' ? 'village' : 'words'), FOCUS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [form, start.areaCode]);

  const save = async (fields: Fields): Promise<void> => {
    setIsSaving(true);
    const result = await client.request('addTelephoneNote', noteOf(fields, codeOf(fields.village ?? ''), start.corrects));
    setIsSaving(false);
    if (result.ok) message.success(t('note.saved', { sequence: result.value.value.note.sequence }));
    else if (result.error.detail?.['isWaiting'] === true) message.warning(t('note.waiting'));
    else return void message.error(refusalText(result.error, t));
    onDone();
  };

  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={isSaving}
      initialValues={{ heard: dayjs(), words: start.corrects?.words ?? '', reports: Object.fromEntries(VILLAGE_ASPECTS.map((aspect) => [aspect, ''])) }}
      onFinish={(fields) => void save(fields)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
      }}
      id="telephone-note"
    >
      <Form.Item name="village" label={t('note.village')} extra={village !== '' && codeOf(village) === '' ? t('note.unknownVillage') : ''}>
        <AutoComplete
          options={known.filter((area) => area.level !== 'county').map((area) => ({ value: `${area.name} ${area.code}` }))}
          showSearch={{ filterOption: (text, option) => option?.value.includes(text) === true }}
        />
      </Form.Item>
      <div className="note-pair">
        <Form.Item name="caller" label={t('note.caller')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t('note.phone')}>
          <Input autoComplete="off" inputMode="tel" />
        </Form.Item>
      </div>
      <Form.Item name="words" label={t('note.words')} rules={[{ required: true, whitespace: true, message: t('note.wordsMissing') }]}>
        <Input.TextArea rows={3} />
      </Form.Item>
      <Reports />
      <div className="note-pair">
        <Form.Item name="heard" label={t('note.heard')}>
          <DatePicker showTime={{ format: TIME_FORMAT }} format={DATE_TIME_FORMAT} allowClear={false} />
        </Form.Item>
        <Form.Item name="fact" label={t('note.fact')} dependencies={['heard']} rules={[{ validator: (_rule, fact: Dayjs | null | undefined) => notAfterHeard(fact) }]}>
          <DatePicker showTime={{ format: TIME_FORMAT }} format={DATE_TIME_FORMAT} />
        </Form.Item>
      </div>
    </Form>
  );
};

export const TelephoneNote = (): ReactNode => {
  const { person, t } = useSeat();
  const [start, setStart] = useState<NoteStart | null>(null);
  const mayWrite = person.roles.some((role) => DESK_ROLES.includes(role));

  useEffect(() => {
    if (!mayWrite) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.code !== 'F2' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      setStart((open) => open ?? NOTHING);
    };
    const onOpen = (event: Event): void => setStart(event instanceof CustomEvent ? (event.detail as NoteStart) : NOTHING);
    document.addEventListener('keydown', onKey);
    document.addEventListener(OPEN_EVENT, onOpen);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener(OPEN_EVENT, onOpen);
    };
  }, [mayWrite]);

  if (start === null) return null;
  return (
    <Modal open width={760} style={{ top: 24 }} title={t('note.title')} okText={t('note.save')} cancelText={t('common.cancel')} okButtonProps={{ htmlType: 'submit', form: 'telephone-note' }} onCancel={() => setStart(null)} mask={{ closable: false }} destroyOnHidden>
      <NoteForm start={start} onDone={() => setStart(null)} />
    </Modal>
  );
};
