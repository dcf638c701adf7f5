// The command map: the one map, its layers, search, what was clicked, and what the map says of itself.
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import type { Bounds, LonLat } from '../../../shared/kernel/units.ts';
import type { Hit } from '../../map/layers/hit.ts';
import { useQuery, useStream } from '../../station-client/use-stream.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { foldLayers } from '../../seat/fold-layers.ts';
import { IdentifyPanel } from './identify-panel.tsx';
import { HazardDesk } from './hazards/hazard-desk.tsx';
import { useHazardDesk } from './hazards/use-hazard-desk.ts';
import { EmptyMap } from './import/empty-map.tsx';
import { ImportButton } from './import/import-button.tsx';
import { ImportDock } from './import/import-dock.tsx';
import { useImportDesk } from './import/use-import-desk.ts';
import { mapRevisions } from './import/map-revisions.ts';
import { FIRST_VISIBLE } from './layer-groups.ts';
import { LayerPanel } from './layer-panel.tsx';
import { useMapMarks } from './map-marks.ts';
import { MAP_PADDING } from './map-padding.ts';
import { SearchBox } from './search-box.tsx';
import { SidePanel } from './side-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useLedgerBeside } from './use-ledger-beside.ts';
import { useMapStage } from './use-map-stage.ts';
import { VillageBoard } from './villages/village-board.tsx';
import './command-map.css';

interface Selected {
  readonly kind: string;
  readonly id: string;
}

const CLUSTER_ZOOM_STEPS = 2;
const HITS_SHOWN = 12;

const openList = (kind: string): void => {
  const url = new URL('/ledgers', location.href);
  url.search = location.search;
  url.searchParams.set('kind', kind);
  window.open(url, '_blank', 'noopener');
};

export const Window = (): ReactNode => {
  const { client, t, language } = useSeat();
  const { target, stage } = useMapStage();
  const layers = useStream(client, 'layers', {}, foldLayers);
  const extentAnswer = useQuery(client, 'readExtent', {});
  const extent: Bounds | null = extentAnswer.state === 'answered' ? extentAnswer.value.extent : null;
  const [visible, setVisible] = useState<ReadonlySet<string>>(() => new Set(FIRST_VISIBLE));
  const [filters, setFilters] = useState<ReadonlyMap<string, AtlasFilter>>(() => new Map());
  const [selected, setSelected] = useState<Selected | null>(null);
  const [hits, setHits] = useState<readonly Hit[]>([]);

  const show = useCallback(
    (kind: string, id: string, position: LonLat | null): void => {
      setHits([]);
      setSelected({ kind, id });
      stage?.select({ kind, id });
      if (position !== null) stage?.flyTo({ position });
    },
    [stage],
  );

  const shut = useCallback((): void => {
    setSelected(null);
    setHits([]);
    stage?.select(null);
  }, [stage]);

  const setMarks = useMapMarks(stage);
  const hazards = useHazardDesk({ stage, setMarks, onShown: shut });
  const imports = useImportDesk();
  const mapRevision = useMemo(() => mapRevisions(layers.value), [layers.value]);

  const mark = (kind: string, id: string, position: LonLat): void => {
    stage?.select(kind === '' ? null : { kind, id });
    stage?.flyTo({ position });
  };

  useEffect(() => {
    if (stage === null || extent === null) return;
    stage.flyTo({ bounds: extent, paddingPx: MAP_PADDING });
  }, [stage, extent]);

  useEffect(() => {
    if (stage === null) return;
    return stage.onSelect((event) => {
      const [top] = event.hits;
      if (top === undefined) {
        shut();
      } else if (top.type === 'cluster') {
        stage.flyTo({ position: top.lonLat, zoom: stage.view().zoom + CLUSTER_ZOOM_STEPS });
      } else if (top.type === 'thing') {
        setSelected({ kind: top.kind, id: top.id });
        setHits(event.hits.filter((hit) => hit.type === 'thing').slice(0, HITS_SHOWN));
        stage.select({ kind: top.kind, id: top.id });
      }
    });
  }, [stage, shut]);

  const setLayerVisible = (kind: string, isVisible: boolean): void => {
    setVisible((old) => new Set(isVisible ? [...old, kind] : [...old].filter((other) => other !== kind)));
    stage?.setLayerVisible(kind, isVisible);
  };

  useLedgerBeside(selected, (thing) => {
    setLayerVisible(thing.kind, true);
    show(thing.kind, thing.id, thing.position);
  });

  const setFilter = (kind: string, filter: AtlasFilter): void => {
    setFilters((old) => new Map([...old, [kind, filter]]));
    stage?.setFilter(kind, filter);
  };

  const isEmpty = layers.value !== null && layers.state === 'live' && layers.value.layers.every((layer) => layer.count === 0);

  return (
    <main className="command-map">
      <div ref={target} className="map-stage" role="application" aria-label={t('map.label')} />
      <TopBar>
        <SearchBox onThing={show} onPosition={(position) => stage?.flyTo({ position, zoom: 16 })} />
        <VillageBoard stage={stage} />
        <ImportButton desk={imports} />
      </TopBar>
      <SidePanel side="left" title={t('map.layers')}>
        <LayerPanel layers={layers} visible={visible} filters={filters} onVisible={setLayerVisible} onFilter={setFilter} onList={openList} />
      </SidePanel>
      <HazardDesk desk={hazards} isCovered={selected !== null} onPlace={mark} />
      {selected !== null && (
        <SidePanel side="right" title={t('identify.title')} onClose={shut}>
          {hits.length > 1 && (
            <ul className="related-list" aria-label={t('map.hits', { count: hits.length })}>
              {hits.map((hit) =>
                hit.type === 'thing' ? (
                  <li key={`${hit.kind}/${hit.id}`}>
                    <Button type={hit.id === selected.id ? 'primary' : 'link'} size="small" onClick={() => setSelected({ kind: hit.kind, id: hit.id })}>
                      {hit.name}
                    </Button>
                    <span className="second">{inLanguage(thingKind(hit.kind)?.term ?? { zh: hit.kind, en: hit.kind }, language)}</span>
                  </li>
                ) : null,
              )}
            </ul>
          )}
          <IdentifyPanel kind={selected.kind} id={selected.id} onThing={show} />
        </SidePanel>
      )}
      {isEmpty && !imports.isOpen && <EmptyMap desk={imports} />}
      <ImportDock desk={imports} stage={stage} setMarks={setMarks} mapRevision={mapRevision} onList={openList} onImported={(kind) => setLayerVisible(kind, true)} />
      <StatusBar stage={stage} extent={extent} />
    </main>
  );
};
