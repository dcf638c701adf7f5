// The villages on the telephone, longest silence first, and the latest calls; opened from the top bar.
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button, Checkbox } from 'antd';
import { PhoneOutlined } from '@ant-design/icons';
import type { TelephoneNoteRecord, VillageState } from '../../../../shared/contract/villages.ts';
import { DESK_ROLES } from '../../../../shared/domain/people/role.ts';
import { dateTimeText } from '../../../../shared/i18n/times.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import { useStream } from '../../../station-client/use-stream.ts';
import { openTelephoneNote } from '../../../seat/telephone-note.tsx';
import { useSeat } from '../../../seat/seat-context.ts';
import { SidePanel } from '../side-panel.tsx';
import { foldNotes, foldVillages, hasBroken } from './fold-villages.ts';
import { VillageRow } from './village-row.tsx';
import './villages.css';

const TICK_MS = 15_000;
const ROWS_SHOWN = 120;
const NOTES_SHOWN = 20;
const VILLAGE_ZOOM = 14;

const NoteRow = ({ note }: { readonly note: TelephoneNoteRecord }): ReactNode => {
  const { t, language } = useSeat();
  const offset = -new Date().getTimezoneOffset();
  return (
    <li className={note.correctedBy === null ? '' : 'note-corrected'}>
      <p>
        <strong>{note.areaName === '' ? t('common.unknown') : note.areaName}</strong> {note.caller} <span className="second">{note.phone}</span>
      </p>
      <p>{note.words}</p>
      <p className="second">
        {dateTimeText(Date.parse(note.timeHeard), language, offset)} · {note.writtenBy.name}
        {note.timeOfFact === note.timeHeard ? '' : ` · ${t('note.fact')} ${dateTimeText(Date.parse(note.timeOfFact), language, offset)}`}
        {note.correctedBy === null ? (
          <Button size="small" type="link" onClick={() => openTelephoneNote({ areaCode: note.areaCode, corrects: { id: note.id, words: note.words } })}>
            {t('note.correct')}
          </Button>
        ) : (
          ` · ${t('note.corrected')}`
        )}
      </p>
    </li>
  );
};

const LatestNotes = (): ReactNode => {
  const { client, t } = useSeat();
  const notes = useStream(client, 'telephoneNotes', {}, foldNotes);
  if (notes.value === null || notes.value.notes.length === 0) return null;
  return (
    <section aria-label={t('villages.notes')}>
      <h3 className="panel-heading">{t('villages.notes')}</h3>
      <ul className="note-list">
        {notes.value.notes.slice(0, NOTES_SHOWN).map((note) => (
          <NoteRow key={note.id} note={note} />
        ))}
      </ul>
    </section>
  );
};

const Board = ({ onShow }: { readonly onShow: (village: VillageState) => void }): ReactNode => {
  const { client, person, t } = useSeat();
  const states = useStream(client, 'villageStates', {}, foldVillages);
  const [isTroubledOnly, setIsTroubledOnly] = useState(false);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const villages = useMemo(() => states.value?.villages ?? [], [states.value]);
  const shown = isTroubledOnly ? villages.filter((village) => village.isSilent || hasBroken(village)) : villages;
  const isAtDesk = person.roles.some((role) => DESK_ROLES.includes(role));

  if (states.value === null) return <p className="second">{t(states.state === 'refused' ? 'common.denied' : 'common.loading')}</p>;
  if (villages.length === 0) return <p className="second">{t('villages.none')}</p>;
  return (
    <div className={states.state === 'stale' ? 'stale-content' : ''}>
      <p>{t('villages.count', { silent: villages.filter((village) => village.isSilent).length, broken: villages.filter(hasBroken).length, total: villages.length })}</p>
      <p className="second">{t('villages.silentAfter', { minutes: states.value.silentAfterMinutes })}</p>
      <Checkbox checked={isTroubledOnly} onChange={(event) => setIsTroubledOnly(event.target.checked)}>
        {t('villages.onlyTroubled')}
      </Checkbox>
      {isAtDesk && <LatestNotes />}
      <ul className="village-list">
        {shown.slice(0, ROWS_SHOWN).map((village) => (
          <VillageRow key={village.areaCode} village={village} now={now} onShow={onShow} />
        ))}
      </ul>
      {shown.length > ROWS_SHOWN && <p className="second">{t('villages.more', { count: shown.length - ROWS_SHOWN })}</p>}
    </div>
  );
};

export const VillageBoard = ({ stage }: { readonly stage: MapStage | null }): ReactNode => {
  const { person, t } = useSeat();
  const [isOpen, setIsOpen] = useState(false);
  const isAtDesk = person.roles.some((role) => DESK_ROLES.includes(role));
  const show = (village: VillageState): void => {
    if (village.position === null) return;
    stage?.flyTo({ position: village.position, zoom: VILLAGE_ZOOM });
  };
  return (
    <>
      <Button aria-pressed={isOpen} type={isOpen ? 'primary' : 'default'} onClick={() => setIsOpen((open) => !open)}>
        {t('villages.title')}
      </Button>
      {isAtDesk && (
        <Button icon={<PhoneOutlined />} onClick={() => openTelephoneNote()}>
          {t('note.open')}
        </Button>
      )}
      {isOpen && (
        <div className="village-panel">
          <SidePanel side="right" title={t('villages.title')} onClose={() => setIsOpen(false)}>
            <Board onShow={show} />
          </SidePanel>
        </div>
      )}
    </>
  );
};
