// What can be typed instead of clicked while a tool is on: radius, width, azimuths, the next corner, a position.
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { MapStage } from '../../../map/map-stage.ts';
import type { SketchEvent } from '../../../map/tools/map-tools.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { NumberField } from './number-field.tsx';
import { PositionField } from './position-field.tsx';

const MOST_METRES = 300_000;
const LEAST_METRES = 0.1;
const FULL_CIRCLE = 360;
const AZIMUTH_DIGITS = 1;

export interface DrawNumbersProps {
  readonly stage: MapStage;
  readonly event: SketchEvent;
}

const Metres = ({ label, value, onNumber }: { readonly label: string; readonly value: number | null; readonly onNumber: (value: number) => void }): ReactNode => {
  const { t } = useSeat();
  return <NumberField label={label} unit={t('hazard.unit.metres')} value={value} least={LEAST_METRES} most={MOST_METRES} onNumber={onNumber} />;
};

const Azimuth = ({ label, value, onNumber }: { readonly label: string; readonly value: number | null; readonly onNumber: (value: number) => void }): ReactNode => (
  <NumberField label={label} unit="°" value={value} digits={AZIMUTH_DIGITS} least={-FULL_CIRCLE} most={FULL_CIRCLE} onNumber={(degrees) => onNumber((degrees + FULL_CIRCLE) % FULL_CIRCLE)} />
);

const ShapeNumbers = ({ stage, event }: DrawNumbersProps): ReactNode => {
  const { t } = useSeat();
  const { tools } = stage;
  const { shape } = event;
  switch (event.tool) {
    case 'circle':
      return <Metres label={t('hazard.number.radius')} value={shape?.type === 'circle' ? shape.radiusMetres : null} onNumber={(metres) => tools.setRadius(metres)} />;
    case 'sector': {
      const held = shape?.type === 'sector' ? shape : null;
      return (
        <>
          <Metres label={t('hazard.number.radius')} value={held?.radiusMetres ?? null} onNumber={(metres) => tools.setRadius(metres)} />
          <Azimuth label={t('hazard.number.from')} value={held?.fromAzimuth ?? null} onNumber={(degrees) => tools.setAzimuth(degrees, 'from')} />
          <Azimuth label={t('hazard.number.to')} value={held?.toAzimuth ?? null} onNumber={(degrees) => tools.setAzimuth(degrees, 'to')} />
        </>
      );
    }
    case 'bufferedLine':
      return <Metres label={t('hazard.number.eachSide')} value={shape?.type === 'bufferedLine' ? shape.eachSideMetres : null} onNumber={(metres) => tools.setWidth(metres)} />;
    case 'twoCircles': {
      const held = shape?.type === 'twoCircles' ? shape : null;
      return (
        <>
          <Metres label={t('hazard.number.key')} value={held?.keyRadiusMetres ?? null} onNumber={(metres) => tools.setRadius(metres, 'key')} />
          <Metres label={t('hazard.number.general')} value={held?.generalRadiusMetres ?? null} onNumber={(metres) => tools.setRadius(metres, 'outer')} />
        </>
      );
    }
    default:
      return null;
  }
};

/** The next corner by bearing and distance from the last, as read off a compass and a tape. */
const Segment = ({ stage }: { readonly stage: MapStage }): ReactNode => {
  const { t } = useSeat();
  const [azimuth, setAzimuth] = useState<number | null>(null);
  const [metres, setMetres] = useState<number | null>(null);
  return (
    <>
      <Azimuth label={t('hazard.number.segmentAzimuth')} value={azimuth} onNumber={setAzimuth} />
      <Metres label={t('hazard.number.segmentMetres')} value={metres} onNumber={setMetres} />
      <Button onClick={() => azimuth !== null && metres !== null && stage.tools.addSegment(azimuth, metres)}>
        {t('hazard.number.addSegment')}
      </Button>
    </>
  );
};

/** Whether there is anything to type besides the shape's own numbers. */
export const hasMoreToType = ({ tool, isComplete }: SketchEvent): boolean => !isComplete && tool !== 'freehand';

export interface DrawNumbersShownProps extends DrawNumbersProps {
  /** Corners and positions are typed rarely and take room over the map: shown when asked for. */
  readonly isMore: boolean;
}

export const DrawNumbers = ({ stage, event, isMore }: DrawNumbersShownProps): ReactNode => {
  const { t } = useSeat();
  const isCornered = event.tool === 'polygon' || event.tool === 'bufferedLine' || event.tool === 'twoRings';
  const isTyped = isMore && hasMoreToType(event);
  return (
    <div className="draw-numbers">
      <ShapeNumbers stage={stage} event={event} />
      {isTyped && isCornered && event.points.length > 0 && <Segment stage={stage} />}
      {isTyped && <PositionField label={t('hazard.position.label')} near={event.points[0] ?? null} onPosition={stage.tools.addPosition} />}
    </div>
  );
};
