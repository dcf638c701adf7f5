// Every layer of the one map: one line adds one.
import { cameraLayer } from './camera/camera.ts';
import { enterpriseLayer } from './enterprise/enterprise.ts';
import { gaugeLayer } from './gauge/gauge.ts';
import { gridUnitLayer } from './grid-unit/grid-unit.ts';
import { hazardPointLayer } from './hazard-point/hazard-point.ts';
import { householdLayer } from './household/household.ts';
import type { LayerDefinition } from './layer-definition.ts';
import { loudspeakerLayer } from './loudspeaker/loudspeaker.ts';
import { responsiblePersonLayer } from './responsible-person/responsible-person.ts';
import { riskPointLayer } from './risk-point/risk-point.ts';
import { riskZoneLayer } from './risk-zone/risk-zone.ts';
import { roadLayer } from './road/road.ts';
import { shelterLayer } from './shelter/shelter.ts';
import { specialSiteLayer } from './special-site/special-site.ts';
import { stockItemLayer } from './stock-item/stock-item.ts';
import { stockpileLayer } from './stockpile/stockpile.ts';
import { teamLayer } from './team/team.ts';
import { townshipLayer } from './township/township.ts';
import { transferRouteLayer } from './transfer-route/transfer-route.ts';
import { villageLayer } from './village/village.ts';
import { waterwayLayer } from './waterway/waterway.ts';

export const MAP_LAYERS: readonly LayerDefinition[] = [
  hazardPointLayer,
  shelterLayer,
  transferRouteLayer,
  stockpileLayer,
  teamLayer,
  responsiblePersonLayer,
  loudspeakerLayer,
  specialSiteLayer,
  riskZoneLayer,
  gaugeLayer,
  cameraLayer,
  enterpriseLayer,
  riskPointLayer,
  gridUnitLayer,
  villageLayer,
  townshipLayer,
  householdLayer,
  stockItemLayer,
  roadLayer,
  waterwayLayer,
];
