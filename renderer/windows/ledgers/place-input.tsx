// Where a thing lies, typed in any usual notation, with what was understood of it; lines and areas are shown, not typed.
import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import { readCoordinates } from '../../../shared/geo/coordinate-notation.ts';
import type { ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { useSeat } from '../../seat/seat-context.ts';

export interface PlaceInputProps {
  readonly id: string;
  readonly geometry: ThingGeometry | null;
  /** Whether this kind of thing may be a point. */
  readonly mayBePoint: boolean;
  readonly isDisabled: boolean;
  readonly onGeometry: (geometry: ThingGeometry | null) => void;
}

const DIGITS = 6;

const written = ([longitude, latitude]: LonLat): string => `${longitude.toFixed(DIGITS)}, ${latitude.toFixed(DIGITS)}`;

const positionsOf = (geometry: ThingGeometry): number => {
  if (geometry.type === 'Point') return 1;
  return geometry.type === 'LineString' ? geometry.coordinates.length : geometry.coordinates.flat(geometry.type === 'MultiPolygon' ? 2 : 1).length;
};

const Shape = ({ geometry, isDisabled, onGeometry }: { readonly geometry: ThingGeometry; readonly isDisabled: boolean; readonly onGeometry: (geometry: null) => void }): ReactNode => {
  const { t } = useSeat();
  return (
    <p>
      {t('ledgers.shape', { type: geometry.type, count: positionsOf(geometry) })}{' '}
      <Button size="small" disabled={isDisabled} onClick={() => onGeometry(null)}>
        {t('ledgers.unplace')}
      </Button>
    </p>
  );
};

export const PlaceInput = ({ id, geometry, mayBePoint, isDisabled, onGeometry }: PlaceInputProps): ReactNode => {
  const { t } = useSeat();
  const point = geometry?.type === 'Point' ? geometry.coordinates : null;
  const [text, setText] = useState(point === null ? '' : written(point));
  if (geometry !== null && point === null) return <Shape geometry={geometry} isDisabled={isDisabled} onGeometry={onGeometry} />;
  if (!mayBePoint) return <p className="second">{t('ledgers.shapeByImport')}</p>;
  const isTyped = text.trim() !== '';
  const isOwn = point !== null && text === written(point);
  const read = isTyped && !isOwn ? readCoordinates(text, point === null ? {} : { near: point }) : null;
  const type = (next: string): void => {
    setText(next);
    if (next.trim() === '') return onGeometry(null);
    const understood = readCoordinates(next, point === null ? {} : { near: point });
    if (understood.ok) onGeometry({ type: 'Point', coordinates: understood.value.position });
  };
  return (
    <>
      <Input id={id} autoComplete="off" value={text} disabled={isDisabled} status={read?.ok === false ? 'error' : ''} placeholder={t('ledgers.placePlaceholder')} onChange={(event) => type(event.target.value)} />
      <p className={read?.ok === false ? 'note-asking' : 'second'} role="status">
        {!isTyped && t('ledgers.notLocatedHint')}
        {isOwn && 'CGCS2000'}
        {read?.ok === false && t('ledgers.placeBad')}
        {read?.ok === true && t(read.value.isSystemStated ? 'ledgers.placeRead' : 'ledgers.placeAssumed', { place: written(read.value.position), system: read.value.system.id })}
      </p>
    </>
  );
};
