// Where the things of a list lie: which columns, which way round, in which coordinate system.
import type { ReactNode } from 'react';
import { Button, Select } from 'antd';
import { SwapOutlined } from '@ant-design/icons';
import { coordinateSystems } from '../../../../shared/geo/coordinate-system-list.ts';
import type { ImportMapping, ImportSheet } from '../../../../shared/contract/import-shapes.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { exchanged, withPlaceOf, withSystem } from './column-target.ts';
import { SettingField } from './setting-field.tsx';
import { systemName } from './words.ts';

export interface PlaceSettingProps {
  readonly mapping: ImportMapping;
  readonly sheet: ImportSheet;
  readonly onMapping: (mapping: ImportMapping) => void;
}

const UNKNOWN = '';
const FIRST_SYSTEM = 'EPSG:4326';

const headerOf = ({ headers }: ImportMapping, column: number, t: Translate): string => headers[column] || t('import.list.row', { row: column + 1 });

const placeText = (mapping: ImportMapping, t: Translate): string => {
  const { position } = mapping;
  switch (position.from) {
    case 'none':
      return t('import.setting.place.none');
    case 'geometry':
      return t('import.setting.place.geometry');
    case 'columns':
      return t('import.setting.place.columns', { east: headerOf(mapping, position.east, t), north: headerOf(mapping, position.north, t) });
    case 'oneColumn':
      return t('import.setting.place.oneColumn', { column: headerOf(mapping, position.column, t), order: t(`import.setting.place.${position.order}`) });
    case 'text':
      return t('import.setting.place.text', { column: headerOf(mapping, position.column, t) });
  }
};

export const PlaceSetting = ({ mapping, sheet, onMapping }: PlaceSettingProps): ReactNode => {
  const { t, language } = useSeat();
  const { position } = mapping;
  const system = position.from === 'none' ? null : position.system;
  const systems = [{ value: UNKNOWN, label: t('import.setting.systemNone') }, ...coordinateSystems.map(({ id }) => ({ value: id, label: systemName(id, language) }))];
  const isColumns = position.from === 'columns' || position.from === 'oneColumn';
  return (
    <>
      <SettingField label={t('import.setting.place')} htmlFor="import-place">
        <p id="import-place" className="import-place">
          {placeText(mapping, t)}
        </p>
        {isColumns && (
          <Button size="small" icon={<SwapOutlined />} onClick={() => onMapping(exchanged(mapping))}>
            {t('import.setting.exchange')}
          </Button>
        )}
        {sheet.hasGeometry && position.from !== 'geometry' && (
          <Button size="small" onClick={() => onMapping(withPlaceOf(mapping, 'geometry', system ?? FIRST_SYSTEM))}>
            {t('import.setting.place.geometry')}
          </Button>
        )}
      </SettingField>
      {position.from !== 'none' && (
        <SettingField label={t('import.setting.system')} htmlFor="import-system">
          <Select
            id="import-system"
            showSearch={{ optionFilterProp: 'label' }}
            status={system === null ? 'warning' : ''}
            value={system ?? UNKNOWN}
            options={systems}
            popupMatchSelectWidth={420}
            onChange={(id: string) => onMapping(withSystem(mapping, id === UNKNOWN ? null : id))}
          />
        </SettingField>
      )}
    </>
  );
};
