// Sectors of hearing and sight: where a loudspeaker is heard, where a camera looks.
import Feature from 'ol/Feature.js';
import type Geometry from 'ol/geom/Geometry.js';
import type VectorLayer from 'ol/layer/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Attributes } from '../../../shared/domain/atlas/field.ts';
import type { PolygonCoordinates } from '../../../shared/geo/geometry.ts';
import { circle, sector } from '../../../shared/geo/shapes.ts';
import { disposeAll, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { LonLat, Metres } from '../../../shared/kernel/units.ts';
import type { StationClient } from '../../station-client/station-client.ts';
import type { LayerDefinition } from '../layers/layer-definition.ts';
import { mercatorGeometry } from '../layers/thing-geometry.ts';
import type { Palette } from '../palette.ts';
import { stateLook } from '../symbols/point-look.ts';
import { createThingDetails } from './thing-details.ts';
import { createVectorOverlay } from './vector-overlay.ts';

export interface WedgeTarget {
  readonly definition: LayerDefinition;
  readonly id: string;
  readonly lonLat: LonLat;
  readonly state: string;
}

export interface Wedges extends Disposable {
  readonly layers: readonly VectorLayer[];
  /** `metresPerPixel` on the ground sizes the wedges of things whose reach nobody knows. */
  readonly show: (targets: readonly WedgeTarget[], palette: Palette, metresPerPixel: Metres) => void;
  readonly forget: (kind: string, ids: readonly string[] | null) => void;
}

const ORDER = 50;
const MOST_WEDGES = 150;
const BLIND_REACH_PX = 55;
const FILL_OPACITY = 0.12;

const numberIn = (attributes: Attributes, key: string | null): number | null => {
  const value = key === null ? undefined : attributes[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** The area, and whether its reach is known; null where the direction or a needed reach is not. */
export const wedgeOf = (attributes: Attributes, lonLat: LonLat, wedge: NonNullable<LayerDefinition['wedge']>, blindReach: Metres): { readonly area: PolygonCoordinates; readonly isReachKnown: boolean } | null => {
  const reach = numberIn(attributes, wedge.reach);
  const [bearing, opening] = [numberIn(attributes, 'bearingDegrees'), numberIn(attributes, wedge.opening)];
  const radius = reach ?? blindReach;
  const isAllRound = opening !== null && opening >= 360;
  if (!isAllRound && (bearing === null || opening === null || opening <= 0)) return null;
  const made = isAllRound || bearing === null || opening === null ? circle(lonLat, radius) : sector(lonLat, radius, bearing - opening / 2, bearing + opening / 2);
  return made.ok ? { area: made.value, isReachKnown: reach !== null } : null;
};

/** What is broken or unknown covers nothing: its sector is an empty, dotted outline. */
const isWorking = ({ definition, state }: WedgeTarget): boolean => {
  const look = definition.point === null ? 'solid' : stateLook(definition.point, state);
  return look === 'solid' || look === 'active';
};

const rimStyle = ({ ink }: Palette): Style => new Style({ stroke: new Stroke({ color: `${ink}80`, width: 1, lineDash: [2, 4] }) });

const styled = (geometry: Geometry, style: Style): Feature => {
  const feature = new Feature(geometry);
  feature.setStyle(style);
  return feature;
};

export const createWedges = (client: Pick<StationClient, 'request'>, onArrived: () => void): Wedges => {
  // Fills are opaque in a faint layer of their own, so that a hundred sectors over one another are no brighter than one.
  const [fills, rims] = [createVectorOverlay(ORDER), createVectorOverlay(ORDER + 1)];
  fills.layer.setOpacity(FILL_OPACITY);
  const details = createThingDetails(client, onArrived);
  return {
    layers: [fills.layer, rims.layer],
    show: (targets, palette, metresPerPixel) => {
      const rim = rimStyle(palette);
      const fill = new Style({ fill: new Fill({ color: palette.ink }) });
      const drawn = targets.slice(0, MOST_WEDGES).flatMap((target) => {
        const { definition, id, lonLat } = target;
        const attributes = definition.wedge === null ? null : details.of(definition.kind, id);
        const wedge = attributes === null || definition.wedge === null ? null : wedgeOf(attributes, lonLat, definition.wedge, BLIND_REACH_PX * metresPerPixel);
        if (wedge === null) return [];
        return [{ geometry: mercatorGeometry({ type: 'Polygon', coordinates: wedge.area }), isSure: wedge.isReachKnown && isWorking(target) }];
      });
      rims.show(drawn.filter(({ isSure }) => !isSure).map(({ geometry }) => styled(geometry, rim)));
      fills.show(drawn.filter(({ isSure }) => isSure).map(({ geometry }) => styled(geometry, fill)));
    },
    forget: details.forget,
    ...disposeAll(fills, rims, details),
  };
};
