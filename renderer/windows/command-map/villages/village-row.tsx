// One village: what works, what is broken, what nobody knows, and how long it has been silent.
import type { ReactNode } from 'react';
import { Button, Tooltip } from 'antd';
import { AimOutlined, PhoneOutlined } from '@ant-design/icons';
import type { VillageState } from '../../../../shared/contract/villages.ts';
import { ASPECT_STATE_TERMS, VILLAGE_ASPECT_TERMS, VILLAGE_ASPECTS, type VillageAspect } from '../../../../shared/domain/hazard/village-state.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { ageText, dateTimeText } from '../../../../shared/i18n/times.ts';
import { openTelephoneNote } from '../../../seat/telephone-note.tsx';
import { useSeat } from '../../../seat/seat-context.ts';

const SIGNS = { working: '●', broken: '✕', unknown: '?' } as const;

const Aspect = ({ village, aspect }: { readonly village: VillageState; readonly aspect: VillageAspect }): ReactNode => {
  const { t, language } = useSeat();
  const { state, lastKnown } = village[aspect];
  const name = inLanguage(VILLAGE_ASPECT_TERMS[aspect], language);
  const word = inLanguage(ASPECT_STATE_TERMS[state], language);
  const known = lastKnown === null ? '' : t('villages.lastKnown', { state: inLanguage(ASPECT_STATE_TERMS[lastKnown.state], language), time: dateTimeText(Date.parse(lastKnown.timeOfFact), language, -new Date().getTimezoneOffset()) });
  return (
    <Tooltip title={known}>
      <span className={`aspect aspect-${state}`}>
        <span aria-hidden="true">{SIGNS[state]}</span> {name} {word}
      </span>
    </Tooltip>
  );
};

export interface VillageRowProps {
  readonly village: VillageState;
  readonly now: number;
  readonly onShow: (village: VillageState) => void;
}

export const VillageRow = ({ village, now, onShow }: VillageRowProps): ReactNode => {
  const { t } = useSeat();
  const heard = village.lastHeardAt === null ? t('villages.neverHeard') : t('villages.lastHeard', { age: ageText(now - Date.parse(village.lastHeardAt), t) });
  return (
    <li className={`village-row ${village.isSilent ? 'village-silent' : ''}`}>
      <div className="village-line">
        <strong>{village.name}</strong>
        <span className="second">{village.townshipName}</span>
        <span className="village-heard">{village.isSilent ? `${t('villages.silent')} · ${heard}` : heard}</span>
        <Button size="small" type="text" icon={<PhoneOutlined />} aria-label={t('villages.newNote', { name: village.name })} onClick={() => openTelephoneNote({ areaCode: village.areaCode, corrects: null })} />
        <Button size="small" type="text" icon={<AimOutlined />} disabled={village.position === null} aria-label={`${t('map.label')} ${village.name}`} onClick={() => onShow(village)} />
      </div>
      <div className="village-aspects">
        {VILLAGE_ASPECTS.map((aspect) => (
          <Aspect key={aspect} village={village} aspect={aspect} />
        ))}
      </div>
    </li>
  );
};
