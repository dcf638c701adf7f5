// The layer tree: what is on the map, how many, how old, how many nobody has placed; switch, filter and list each.
import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Tooltip } from 'antd';
import { FilterOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { AtlasFilter, LayerSummary } from '../../../shared/contract/atlas.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import type { StreamState } from '../../station-client/station-client.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { FilterForm } from './filter-form.tsx';
import { LAYER_GROUPS } from './layer-groups.ts';

export interface LayerPanelProps {
  readonly layers: StreamState<{ readonly layers: readonly LayerSummary[] }>;
  readonly visible: ReadonlySet<string>;
  readonly filters: ReadonlyMap<string, AtlasFilter>;
  readonly onVisible: (kind: string, isVisible: boolean) => void;
  readonly onFilter: (kind: string, filter: AtlasFilter) => void;
  readonly onList: (kind: string) => void;
}

const dates = (layer: LayerSummary, unknown: string): string => {
  const [from, to] = [layer.asOfFrom.slice(0, 10), layer.asOfTo.slice(0, 10)];
  if (from === '' && to === '') return unknown;
  return from === to ? to : `${from} – ${to}`;
};

interface RowProps extends Omit<LayerPanelProps, 'layers'> {
  readonly layer: LayerSummary;
}

const LayerRow = ({ layer, visible, filters, onVisible, onFilter, onList }: RowProps): ReactNode => {
  const { t, language } = useSeat();
  const [isFilterOpen, setIsFilterOpen] = useState(false);
  const kind = thingKind(layer.kind);
  if (kind === undefined) return null;
  const name = inLanguage(kind.term, language);
  const isFiltered = Object.keys(filters.get(layer.kind) ?? {}).length > 0;
  return (
    <li className="layer-row">
      <div className="layer-line">
        <Checkbox checked={visible.has(layer.kind)} onChange={(event) => onVisible(layer.kind, event.target.checked)}>
          {name}
        </Checkbox>
        <span className="layer-count">{layer.count.toLocaleString('en')}</span>
        <Tooltip title={t('layers.filter')}>
          <Button size="small" type={isFiltered ? 'primary' : 'text'} icon={<FilterOutlined />} aria-label={`${t('layers.filter')} ${name}`} aria-expanded={isFilterOpen} onClick={() => setIsFilterOpen((open) => !open)} />
        </Tooltip>
        <Tooltip title={t('layers.list')}>
          <Button size="small" type="text" icon={<UnorderedListOutlined />} aria-label={`${t('layers.list')} ${name}`} onClick={() => onList(layer.kind)} />
        </Tooltip>
      </div>
      <div className="layer-dates second">
        {layer.count === 0 ? t('layers.empty') : t('layers.asOf', { dates: dates(layer, t('common.unknown')) })}
        {layer.unlocatedCount > 0 && <strong> · {t('map.unlocated', { count: layer.unlocatedCount })}</strong>}
      </div>
      {isFilterOpen && <FilterForm kind={kind} filter={filters.get(layer.kind) ?? {}} onFilter={(filter) => onFilter(layer.kind, filter)} />}
    </li>
  );
};

export const LayerPanel = ({ layers, ...rest }: LayerPanelProps): ReactNode => {
  const { t, language } = useSeat();
  if (layers.value === null) return <p className="second">{t(layers.state === 'refused' ? 'common.denied' : 'common.loading')}</p>;
  const byKind = new Map(layers.value.layers.map((layer) => [layer.kind, layer]));
  return (
    <div className={layers.state === 'stale' ? 'stale-content' : ''}>
      {LAYER_GROUPS.map((group) => (
        <section key={group.term.en} aria-label={inLanguage(group.term, language)}>
          <h3 className="panel-heading">{inLanguage(group.term, language)}</h3>
          <ul className="layer-list">
            {group.kinds.map((kind) => {
              const layer = byKind.get(kind) ?? { kind, count: 0, unlocatedCount: 0, asOfFrom: '', asOfTo: '', revision: 0 };
              return <LayerRow key={kind} layer={layer} {...rest} />;
            })}
          </ul>
        </section>
      ))}
    </div>
  );
};
