// The strip of drawing tools over the map: which tool, what it measures, the numbers it takes, and how to step back or end.
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Tooltip } from 'antd';
import { CheckOutlined, CloseOutlined, EditOutlined, UndoOutlined } from '@ant-design/icons';
import type { TextKey } from '../../../../shared/i18n/texts.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import type { SketchEvent } from '../../../map/tools/map-tools.ts';
import { isOpenEnded, type ToolKind } from '../../../map/tools/sketch.ts';
import { areaText, metresText } from '../../../map/tools/measure-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { DRAW_TOOLS, drawTool, STRIP_KEY } from './draw-tools.ts';
import { DrawNumbers, hasMoreToType } from './draw-numbers.tsx';
import { isTyping } from './is-typing.ts';

export interface DrawStripProps {
  readonly stage: MapStage;
  readonly event: SketchEvent | null;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onTool: (tool: ToolKind) => void;
}

const useStripKeys = ({ isOpen, onOpen, onTool }: DrawStripProps): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key.toLowerCase() === STRIP_KEY) onOpen(true);
      const tool = isOpen ? DRAW_TOOLS.find(({ key }) => key === event.key) : undefined;
      if (tool !== undefined) onTool(tool.tool);
      if (tool !== undefined || event.key.toLowerCase() === STRIP_KEY) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen, onOpen, onTool]);
};

const Measures = ({ event }: { readonly event: SketchEvent }): ReactNode => {
  const { t, language } = useSeat();
  const { squareMetres, lengthMetres, isAreaApproximate } = event.measures;
  return (
    <output className="draw-measures">
      {isOpenEnded(event.tool) && event.points.length > 0 && !event.isComplete && <span>{t('hazard.measure.points', { count: event.points.length })}</span>}
      {squareMetres !== null && <span>{t(isAreaApproximate ? 'hazard.measure.areaAbout' : 'hazard.measure.area', { area: areaText(squareMetres, language) })}</span>}
      {lengthMetres !== null && <span>{t(event.tool === 'bufferedLine' ? 'hazard.measure.length' : 'hazard.measure.around', { length: metresText(lengthMetres, language) })}</span>}
    </output>
  );
};

const afterWords = (event: SketchEvent): TextKey => {
  if (event.tool === 'pick') return 'hazard.hint.movePoint';
  return event.tool === 'circle' || event.tool === 'sector' || event.tool === 'twoCircles' ? 'hazard.hint.moveHandles' : 'hazard.hint.moveCorners';
};

const Drawing = ({ stage, event }: { readonly stage: MapStage; readonly event: SketchEvent }): ReactNode => {
  const { t } = useSeat();
  const [isMore, setIsMore] = useState(false);
  const tool = drawTool(event.tool);
  const isSecondRing = event.tool === 'twoRings' && event.canUndo && event.points.length === 0 && !event.isComplete;
  const hint = isSecondRing ? 'hazard.hint.secondRing' : tool === undefined ? null : tool.hint;
  return (
    <div className="draw-now">
      <p className="draw-hint">{event.isComplete ? t(afterWords(event)) : hint === null ? '' : t(hint)}</p>
      <Measures event={event} />
      {hasMoreToType(event) && (
        <Button aria-expanded={isMore} onClick={() => setIsMore(!isMore)}>
          {t('hazard.typeNumbers')}
        </Button>
      )}
      <Button icon={<UndoOutlined />} disabled={!event.canUndo} onClick={stage.tools.undo}>
        {t('hazard.undo')} <kbd>⌫</kbd>
      </Button>
      {!event.isComplete && (
        <Button icon={<CheckOutlined />} disabled={!event.canFinish} onClick={stage.tools.finish}>
          {t('hazard.finish')} <kbd>Enter</kbd>
        </Button>
      )}
      <DrawNumbers stage={stage} event={event} isMore={isMore} />
    </div>
  );
};

export const DrawStrip = (props: DrawStripProps): ReactNode => {
  const { stage, event, isOpen, onOpen, onTool } = props;
  const { t } = useSeat();
  useStripKeys(props);
  if (!isOpen)
    return (
      <div className="draw-strip draw-strip-shut">
        <Button type="primary" icon={<EditOutlined />} onClick={() => onOpen(true)}>
          {t('hazard.draw')} <kbd>D</kbd>
        </Button>
      </div>
    );
  return (
    <section className="draw-strip panel" aria-label={t('hazard.strip')}>
      <div className="draw-line" role="toolbar" aria-label={t('hazard.strip')}>
        {DRAW_TOOLS.map(({ tool, key, name, hint }) => (
          <Tooltip key={tool} title={t(hint)} placement="bottom">
            <Button type={event?.tool === tool ? 'primary' : 'default'} aria-pressed={event?.tool === tool} onClick={() => onTool(tool)}>
              {t(name)} <kbd>{key}</kbd>
            </Button>
          </Tooltip>
        ))}
        <Button type="text" icon={<CloseOutlined />} aria-label={t('hazard.strip.close')} onClick={() => onOpen(false)} />
      </div>
      {event !== null && <Drawing stage={stage} event={event} />}
    </section>
  );
};
