// Whether the file is all there is, and of which area: only then is anything removed for not being in it.
import type { ReactNode } from 'react';
import { Checkbox, Select } from 'antd';
import { useQuery } from '../../../station-client/use-stream.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { Choices } from './choices.ts';

export interface CompleteListProps {
  readonly value: Choices['completeList'];
  readonly outsideScopeCount: number;
  readonly isDisabled: boolean;
  readonly onValue: (value: Choices['completeList']) => void;
}

const EVERYWHERE = '';

export const CompleteList = ({ value, outsideScopeCount, isDisabled, onValue }: CompleteListProps): ReactNode => {
  const { client, t } = useSeat();
  const areas = useQuery(client, 'readAreas', {});
  const found = areas.state === 'answered' ? areas.value.areas : [];
  const options = [{ value: EVERYWHERE, label: t('import.setting.everywhere') }, ...found.map(({ code, name, level }) => ({ value: code, label: `${level === 'village' ? '　' : ''}${name}` }))];
  return (
    <div className="import-complete">
      <Checkbox disabled={isDisabled} checked={value !== null} onChange={(event) => onValue(event.target.checked ? { areaCode: EVERYWHERE } : null)}>
        {t('import.setting.completeList')}
      </Checkbox>
      {value !== null && (
        <Select
          disabled={isDisabled}
          aria-label={t('import.setting.completeArea')}
          showSearch={{ optionFilterProp: 'label' }}
          value={value.areaCode}
          options={options}
          onChange={(areaCode: string) => onValue({ areaCode })}
        />
      )}
      {value !== null && outsideScopeCount > 0 && <p className="note-asking">{t('import.setting.outsideScope', { count: outsideScopeCount })}</p>}
    </div>
  );
};
