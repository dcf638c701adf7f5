// Every kind of thing the one map knows, in the order the layer tree shows them: one line adds one.
import type { ThingKind } from './field.ts';
import { GRID_UNIT, RISK_ZONE, ROAD, WATERWAY } from './kinds/ground.ts';
import { HAZARD_POINT } from './kinds/hazard-point.ts';
import { LOUDSPEAKER } from './kinds/loudspeaker.ts';
import { CAMERA, ENTERPRISE, GAUGE, RISK_POINT } from './kinds/monitoring.ts';
import { RESPONSIBLE_PERSON } from './kinds/responsible-person.ts';
import { HOUSEHOLD, TOWNSHIP, VILLAGE } from './kinds/settlement.ts';
import { SHELTER } from './kinds/shelter.ts';
import { SPECIAL_SITE } from './kinds/special-site.ts';
import { STOCK_ITEM, STOCKPILE } from './kinds/stockpile.ts';
import { TEAM } from './kinds/team.ts';
import { TRANSFER_ROUTE } from './kinds/transfer-route.ts';

export const THING_KINDS: readonly ThingKind[] = [
  HAZARD_POINT,
  SHELTER,
  TRANSFER_ROUTE,
  STOCKPILE,
  TEAM,
  RESPONSIBLE_PERSON,
  LOUDSPEAKER,
  SPECIAL_SITE,
  RISK_ZONE,
  GAUGE,
  CAMERA,
  ENTERPRISE,
  RISK_POINT,
  GRID_UNIT,
  VILLAGE,
  TOWNSHIP,
  HOUSEHOLD,
  STOCK_ITEM,
  ROAD,
  WATERWAY,
];

const byName = new Map(THING_KINDS.map((kind) => [kind.kind, kind]));

export const thingKind = (kind: string): ThingKind | undefined => byName.get(kind);
