// A position typed in any usual notation; says how it was understood before it is used.
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import { readCoordinates } from '../../../../shared/geo/coordinate-notation.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useSeat } from '../../../seat/seat-context.ts';

const DIGITS = 5;

export interface PositionFieldProps {
  readonly label: string;
  readonly near: LonLat | null;
  readonly onPosition: (position: LonLat) => void;
}

export const PositionField = ({ label, near, onPosition }: PositionFieldProps): ReactNode => {
  const { t } = useSeat();
  const id = useId();
  const [text, setText] = useState('');
  const read = text.trim() === '' ? null : readCoordinates(text, near === null ? {} : { near });

  const add = (): void => {
    if (read?.ok !== true) return;
    onPosition(read.value.position);
    setText('');
  };

  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') add();
    if (event.key === 'Escape') event.currentTarget.blur();
  };

  const understood = (): string => {
    if (read === null) return '';
    if (!read.ok) return t('hazard.position.bad');
    const [longitude, latitude] = read.value.position;
    const place = `${longitude.toFixed(DIGITS)}, ${latitude.toFixed(DIGITS)}`;
    return t(read.value.isSystemStated ? 'hazard.position.read' : 'hazard.position.assumed', { place, system: read.value.system.id });
  };

  return (
    <div className="position-field">
      <label htmlFor={id}>{label}</label>
      <Input id={id} autoComplete="off" value={text} placeholder="119.4821, 28.4519" onChange={(event) => setText(event.target.value)} onKeyDown={onKey} {...(read?.ok === false ? { status: 'warning' as const } : {})} />
      <Button disabled={read?.ok !== true} onClick={add}>
        {t('hazard.position.add')}
      </Button>
      <span className="second position-read" role="status">
        {understood()}
      </span>
    </div>
  );
};
