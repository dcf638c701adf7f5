// Another thing that a thing points to, found by its name.
import { useEffect, useState, type ReactNode } from 'react';
import { Select } from 'antd';
import { useQuery } from '../../station-client/use-stream.ts';
import { useSeat } from '../../seat/seat-context.ts';

export interface ReferenceInputProps {
  readonly id: string;
  /** Kind of the thing pointed to. */
  readonly to: string;
  /** Its id; empty where nobody has said. */
  readonly value: string;
  readonly isFaulty: boolean;
  readonly isDisabled: boolean;
  readonly onValue: (id: string | undefined) => void;
}

const FOUND = 20;
const DEBOUNCE_MS = 250;

export const ReferenceInput = ({ id, to, value, isFaulty, isDisabled, onValue }: ReferenceInputProps): ReactNode => {
  const { client, t } = useSeat();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim().slice(0, 100)), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const list = useQuery(client, 'listThings', text === '' ? null : { kind: to, filter: { text }, offset: 0, limit: FOUND });
  const chosen = useQuery(client, 'readThing', value === '' ? null : { kind: to, id: value });
  const found = text !== '' && list.state === 'answered' ? list.value.things.map((thing) => ({ value: thing.id, label: thing.name === '' ? thing.id : thing.name })) : [];
  const current = value === '' ? [] : [{ value, label: chosen.state === 'answered' && chosen.value.thing.name !== '' ? chosen.value.thing.name : value }];
  const options = [...current.filter(({ value: known }) => !found.some((one) => one.value === known)), ...found];
  return (
    <Select
      id={id}
      allowClear
      disabled={isDisabled}
      status={isFaulty ? 'error' : ''}
      placeholder={t('ledgers.referencePlaceholder')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={text !== '' && list.state === 'loading'}
      value={value === '' ? null : value}
      options={options}
      onChange={(next: string | null | undefined) => onValue(next ?? undefined)}
    />
  );
};
