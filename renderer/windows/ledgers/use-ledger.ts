// What the ledger shows: which kind, narrowed how, which page, what is selected; asked anew when the map changes.
import { useEffect, useMemo, useState } from 'react';
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import { representativePoint } from '../../../shared/domain/atlas/geometry-place.ts';
import { THING_KINDS, thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { foldLayers } from '../../seat/fold-layers.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { useQuery, useStream } from '../../station-client/use-stream.ts';
import type { ListedThing } from './thing-table.tsx';
import { useHeld } from './use-held.ts';
import { useMapBeside } from './use-map-beside.ts';

export const PAGE_SIZE = 50;

export type Panel = { readonly type: 'thing'; readonly kind: string; readonly id: string } | { readonly type: 'new'; readonly kind: string };

/** The kind and filter a link asks for. */
const kindOfAddress = (): string => thingKind(new URLSearchParams(location.search).get('kind') ?? '')?.kind ?? THING_KINDS[0]?.kind ?? '';

export const useLedger = () => {
  const { client } = useSeat();
  const [kind, setKind] = useState(kindOfAddress);
  const [filter, setFilter] = useState<AtlasFilter>({});
  const [page, setPage] = useState(1);
  const [panel, setPanel] = useState<Panel | null>(null);
  const map = useMapBeside((thing) => setPanel({ type: 'thing', kind: thing.kind, id: thing.id }));
  const layers = useStream(client, 'layers', {}, foldLayers);
  const revisions = useMemo(() => new Map((layers.value?.layers ?? []).map((layer) => [layer.kind, layer.revision])), [layers.value]);
  const { again, ...answer } = useQuery(client, 'listThings', { kind, filter, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  const revision = revisions.get(kind) ?? 0;
  useEffect(() => again(), [again, revision]);

  const held = useHeld(answer);
  // What is held may be of another kind or page until the answer is there.
  const isOfKind = held !== null && held.things.every((thing) => thing.kind === kind);
  const areas = useQuery(client, 'readAreas', {});
  const areaNames = useMemo(() => new Map(areas.state === 'answered' ? areas.value.areas.map(({ code, name }) => [code, name]) : []), [areas]);

  const narrow = (next: AtlasFilter): void => {
    setFilter(next);
    setPage(1);
  };
  return {
    kind,
    filter,
    page,
    panel,
    answer,
    list: isOfKind ? held : null,
    isMapMissing: map.isMissing,
    revisionOf: (of: string) => revisions.get(of) ?? 0,
    layer: layers.value?.layers.find((one) => one.kind === kind) ?? null,
    areaName: (code: string) => areaNames.get(code) ?? code,
    setPage,
    setPanel,
    narrow,
    setKind: (next: string) => {
      setKind(next);
      narrow({});
      setPanel(null);
    },
    choose: (thing: ListedThing) => {
      setPanel({ type: 'thing', kind: thing.kind, id: thing.id });
      map.show({ kind: thing.kind, id: thing.id, position: thing.geometry === null ? null : representativePoint(thing.geometry) });
    },
    /** Shows the ledger narrowed to what has this name. */
    find: (of: string, name: string) => {
      setKind(of);
      narrow(name === '' ? {} : { text: name.slice(0, 100) });
    },
  };
};

export type Ledger = ReturnType<typeof useLedger>;
