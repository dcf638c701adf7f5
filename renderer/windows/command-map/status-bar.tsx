// The strip under the map: where the pointer is, how far in, what could not be loaded, and the way back and forward.
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Tooltip } from 'antd';
import { ArrowLeftOutlined, ArrowRightOutlined, ExpandOutlined } from '@ant-design/icons';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import type { Bounds, LonLat } from '../../../shared/kernel/units.ts';
import type { MapStage, MapView } from '../../map/map-stage.ts';
import { useConnection } from '../../station-client/use-stream.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { MAP_PADDING } from './map-padding.ts';

const DIGITS = 5;

const placeText = ([longitude, latitude]: LonLat): string => `${longitude.toFixed(DIGITS)}, ${latitude.toFixed(DIGITS)}`;

/** Kinds whose tiles could not be loaded, in words; their last picture stays on the map. */
const useTroubles = (stage: MapStage | null): readonly string[] => {
  const { language } = useSeat();
  const [troubled, setTroubled] = useState<readonly string[]>([]);
  useEffect(() => {
    if (stage === null) return;
    return stage.onLayerStates((states) => setTroubled(states.filter((state) => state.phase === 'stale' || state.phase === 'failed').map((state) => state.kind)));
  }, [stage]);
  return troubled.map((kind) => {
    const known = thingKind(kind);
    return known === undefined ? kind : inLanguage(known.term, language);
  });
};

export const StatusBar = ({ stage, extent }: { readonly stage: MapStage | null; readonly extent: Bounds | null }): ReactNode => {
  const { client, t } = useSeat();
  const connection = useConnection(client);
  const [pointer, setPointer] = useState<LonLat | null>(null);
  const [view, setView] = useState<MapView | null>(null);
  const troubles = useTroubles(stage);

  useEffect(() => {
    if (stage === null) return;
    setView(stage.view());
    const stopView = stage.onView(setView);
    const stopPointer = stage.onPointer((place) => setPointer(place?.lonLat ?? null));
    return () => {
      stopView();
      stopPointer();
    };
  }, [stage]);

  return (
    <footer className="status-bar panel">
      <Tooltip title={t('map.previousView')}>
        <Button size="small" type="text" icon={<ArrowLeftOutlined />} aria-label={t('map.previousView')} disabled={view?.canGoBack !== true} onClick={() => stage?.previousExtent()} />
      </Tooltip>
      <Tooltip title={t('map.nextView')}>
        <Button size="small" type="text" icon={<ArrowRightOutlined />} aria-label={t('map.nextView')} disabled={view?.canGoForward !== true} onClick={() => stage?.nextExtent()} />
      </Tooltip>
      <Tooltip title={t('map.wholeCounty')}>
        <Button size="small" type="text" icon={<ExpandOutlined />} aria-label={t('map.wholeCounty')} disabled={extent === null} onClick={() => extent !== null && stage?.flyTo({ bounds: extent, paddingPx: MAP_PADDING })} />
      </Tooltip>
      <span className="pointer-place">{pointer === null ? '—' : placeText(pointer)} CGCS2000</span>
      <span>{view === null ? '' : `z${view.zoom.toFixed(1)}`}</span>
      {troubles.length > 0 && (
        <span className="stale-note" role="status">
          {t('map.layersFailed', { layers: troubles.join('、') })}
          <Button size="small" type="link" onClick={() => stage?.retryNow()}>
            {t('common.retry')}
          </Button>
        </span>
      )}
      <span className="status-end">{t(connection.state === 'connected' ? 'connection.connected' : 'connection.connecting')}</span>
    </footer>
  );
};
