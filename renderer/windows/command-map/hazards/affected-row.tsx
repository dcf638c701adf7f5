// One line of a list of the affected: who or what, how to reach them, where, and how sure the place is.
import type { ReactNode } from 'react';
import { Button, Tag } from 'antd';
import { AimOutlined } from '@ant-design/icons';
import type { AffectedRow } from '../../../../shared/contract/affected.ts';
import { VULNERABILITIES } from '../../../../shared/domain/atlas/thing.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { ZONE_GRADE_TERMS } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import type { TextKey } from '../../../../shared/i18n/texts.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { CopyButton } from '../copy-button.tsx';
import { valueText } from '../../../ui-kit/value-text.ts';
import { asOfText } from './as-of.ts';
import { readOutKeys } from './category-things.ts';
import { ThreatReason } from './threat-reason.tsx';

export interface AffectedRowProps {
  readonly row: AffectedRow;
  /** Where a row stands on the map; `kind` is empty for a place that is no thing. */
  readonly onPlace: (kind: string, id: string, position: LonLat) => void;
}

const Phone = ({ phone }: { readonly phone: string }): ReactNode => {
  const { t } = useSeat();
  if (phone === '') return <span className="unknown">{t('hazard.phoneUnknown')}</span>;
  return (
    <span className="phone">
      {phone}
      <CopyButton text={phone} label={phone} />
    </span>
  );
};

const Where = ({ kind, id, position, onPlace }: { readonly kind: string; readonly id: string; readonly position: LonLat | null; readonly onPlace: AffectedRowProps['onPlace'] }): ReactNode => {
  const { t } = useSeat();
  if (position === null) return <span className="unknown">{t('hazard.noPosition')}</span>;
  return <Button size="small" type="text" icon={<AimOutlined />} aria-label={t('hazard.showOnMap')} title={t('hazard.showOnMap')} onClick={() => onPlace(kind, id, position)} />;
};

type Placed = Exclude<AffectedRow, { type: 'threat' }>;

const Signs = ({ row }: { readonly row: Placed }): ReactNode => {
  const { t, language } = useSeat();
  return (
    <>
      <Tag>{inLanguage(ZONE_GRADE_TERMS[row.grade], language)}</Tag>
      {row.isNearEdge && <Tag className="near-edge">{t('hazard.nearEdge')}</Tag>}
      <span className="second">{row.areaName === '' ? t('hazard.areaUnknown') : row.areaName}</span>
    </>
  );
};

type HouseholdRow = Extract<AffectedRow, { type: 'household' | 'blindHousehold' }>;

const REACH: { readonly [reach in 'none' | 'onlyFaulty' | 'onlyUnknown']: TextKey } = { none: 'hazard.reach.none', onlyFaulty: 'hazard.reach.onlyFaulty', onlyUnknown: 'hazard.reach.onlyUnknown' };

const Household = ({ row, onPlace }: { readonly row: HouseholdRow; readonly onPlace: AffectedRowProps['onPlace'] }): ReactNode => {
  const { t, language } = useSeat();
  const houseType = thingKind('household')?.fields.find(({ key }) => key === 'houseType');
  return (
    <>
      <div className="row-line">
        <strong>{row.headName === '' ? t('hazard.nameUnknown') : row.headName}</strong>
        <Phone phone={row.phone} />
        <Where kind="household" id={row.id} position={row.position} onPlace={onPlace} />
      </div>
      <div className="row-line">
        <Signs row={row} />
        <span>{row.address}</span>
        {row.houseType !== '' && houseType !== undefined && <span>{valueText(houseType, row.houseType, language, t)}</span>}
      </div>
      <div className="row-line">
        <span>{t('hazard.household.persons', { persons: row.persons, present: row.presentTonight, unknown: row.presentUnknown, vulnerable: row.vulnerable })}</span>
        {row.type === 'blindHousehold' && <strong>{t(REACH[row.reach])}</strong>}
        <span className="second">{t('hazard.rowSource', { source: row.source === '' ? t('hazard.sourceUnknown') : row.source, asOf: asOfText(row.asOf, language, t) })}</span>
      </div>
    </>
  );
};

const Said = ({ name, said }: { readonly name: string; readonly said: boolean | null }): ReactNode => {
  const { t } = useSeat();
  return <span className={said === null ? 'unknown' : ''}>{`${name}：${t(said === null ? 'hazard.unsaid' : said ? 'common.yes' : 'common.no')}`}</span>;
};

type PersonRow = Extract<AffectedRow, { type: 'person' }>;

const Person = ({ row, onPlace }: { readonly row: PersonRow; readonly onPlace: AffectedRowProps['onPlace'] }): ReactNode => {
  const { t, language } = useSeat();
  const vulnerability = VULNERABILITIES.find(({ value }) => value === row.vulnerability);
  return (
    <>
      <div className="row-line">
        <strong>{row.name === '' ? t('hazard.nameUnknown') : row.name}</strong>
        {row.sex !== null && <span>{t(row.sex === 'male' ? 'hazard.male' : 'hazard.female')}</span>}
        {row.birthYear !== null && <span>{t('hazard.born', { year: row.birthYear })}</span>}
        {vulnerability !== undefined && <Tag className="vulnerable">{inLanguage(vulnerability, language)}</Tag>}
        <Phone phone={row.phone} />
        <Where kind="household" id={row.householdId} position={row.position} onPlace={onPlace} />
      </div>
      <div className="row-line">
        <Signs row={row} />
        <Said name={t('hazard.registered')} said={row.isRegistered} />
        <Said name={t('hazard.resident')} said={row.isResident} />
        <Said name={t('hazard.present')} said={row.isPresentTonight} />
      </div>
    </>
  );
};

type ThingRow = Extract<AffectedRow, { type: 'thing' }>;

const Thing = ({ row, onPlace }: { readonly row: ThingRow; readonly onPlace: AffectedRowProps['onPlace'] }): ReactNode => {
  const { t, language } = useSeat();
  const fields = thingKind(row.kind)?.fields ?? [];
  const phones = fields.flatMap((field) => (field.type === 'phone' && typeof row.attributes[field.key] === 'string' ? [String(row.attributes[field.key])] : []));
  const read = readOutKeys(row.kind).flatMap((key) => {
    const field = fields.find((each) => each.key === key);
    const value = row.attributes[key];
    return field === undefined || value === undefined ? [] : [`${inLanguage(field.term, language)} ${valueText(field, value, language, t)}`];
  });
  return (
    <>
      <div className="row-line">
        <strong>{row.name === '' ? t('hazard.nameUnknown') : row.name}</strong>
        {phones.map((phone) => (
          <Phone key={phone} phone={phone} />
        ))}
        <Where kind={row.kind} id={row.id} position={row.position} onPlace={onPlace} />
      </div>
      <div className="row-line">
        <Signs row={row} />
        {read.map((words) => (
          <span key={words}>{words}</span>
        ))}
        <span className="second">{t('hazard.rowSource', { source: row.source === '' ? t('hazard.sourceUnknown') : row.source, asOf: asOfText(row.asOf, language, t) })}</span>
      </div>
    </>
  );
};

type ThreatRow = Extract<AffectedRow, { type: 'threat' }>;

const Threat = ({ row, onPlace }: { readonly row: ThreatRow; readonly onPlace: AffectedRowProps['onPlace'] }): ReactNode => {
  const { t } = useSeat();
  const [first] = row.householdIds;
  return (
    <>
      <div className="row-line">
        <strong>{row.areaName === '' ? t('hazard.areaUnknown') : row.areaName}</strong>
        <span>{t('hazard.threat.people', { households: row.households, persons: row.persons, vulnerable: row.vulnerable })}</span>
        <Where kind={first === undefined ? '' : 'household'} id={first ?? ''} position={row.position} onPlace={onPlace} />
      </div>
      <ThreatReason slope={row.slope} stream={row.stream} />
    </>
  );
};

export const AffectedRowLine = ({ row, onPlace }: AffectedRowProps): ReactNode => {
  switch (row.type) {
    case 'household':
    case 'blindHousehold':
      return <Household row={row} onPlace={onPlace} />;
    case 'person':
      return <Person row={row} onPlace={onPlace} />;
    case 'thing':
      return <Thing row={row} onPlace={onPlace} />;
    case 'threat':
      return <Threat row={row} onPlace={onPlace} />;
    default:
      return null;
  }
};
