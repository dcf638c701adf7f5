// One county built whole: the ground, the water, who owns what land, the roads, the houses and the people in them.
import type { ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { CountyPlan } from './county-plan.ts';
import { traceArcs } from './land/boundaries.ts';
import { findCountyExtent } from './land/county-extent.ts';
import { surveyGround, type Ground } from './land/ground.ts';
import { settle, type Hamlet } from './land/hamlets.ts';
import { namePlaces, type PlaceNames } from './land/names.ts';
import { buildRegions } from './land/region-polygons.ts';
import { divideTerritories, type Territories } from './land/territories.ts';
import { groupTownships, type Townships } from './land/townships.ts';
import { findVillageSites, type VillageSites } from './land/village-sites.ts';
import type { Setting } from './people/families.ts';
import { buildHouses } from './people/houses.ts';
import { createPhones, type Phones } from './people/phones.ts';
import { keepRegister, type Register } from './people/register.ts';
import { buildRoads, type Roads } from './roads/build-roads.ts';
import { findExits } from './roads/exits.ts';
import { buildLand, type Land } from './terrain/build-land.ts';
import { createThingMaker, type ThingMaker } from './thing-maker.ts';
import { chooseReservoirs, impound, type Reservoir } from './water/reservoirs.ts';
import { findRivers, type Rivers } from './water/rivers.ts';
import { findStreams, type StreamNetwork } from './water/stream-network.ts';

export interface CountyGround {
  readonly plan: CountyPlan;
  readonly land: Land;
  /** 1 inside the county, by cell. */
  readonly inside: Uint8Array;
  readonly outletCell: number;
  readonly reservoirs: readonly Reservoir[];
  readonly streams: StreamNetwork;
  readonly rivers: Rivers;
  readonly ground: Ground;
}

export interface CountyAreas {
  readonly sites: VillageSites;
  readonly territories: Territories;
  readonly townships: Townships;
  readonly hamlets: readonly Hamlet[];
  readonly names: PlaceNames;
  readonly villagePolygons: ReadonlyMap<number, ThingGeometry>;
  readonly townshipPolygons: ReadonlyMap<number, ThingGeometry>;
  readonly outline: ThingGeometry;
}

export interface County extends CountyGround, CountyAreas {
  readonly roads: Roads;
  readonly register: Register;
  readonly phones: Phones;
  readonly maker: ThingMaker;
  readonly asOf: string;
  /** `asOf` as a day, `2026-11-22`. */
  readonly today: string;
}

const SEPARATE_OUTSIDE = -1;

export const buildGround = (plan: CountyPlan): CountyGround => {
  const dry = buildLand(plan.raster, { seed: plan.seed, outletAngle: plan.outletAngle, scale: plan.scale });
  const { inside, outletCell } = findCountyExtent(dry, plan.areaSquareMetres);
  const dams = chooseReservoirs(dry, inside, plan.townships / 16);
  const land = impound(dry, dams, plan.seed);
  const reservoirs = dams.map(({ reservoir }) => reservoir);
  const streams = findStreams(land);
  return {
    plan, land, inside, outletCell, reservoirs, streams, rivers: findRivers(land, streams, plan.seed),
    ground: surveyGround(land, streams, reservoirs.map(({ cells }) => cells)),
  };
};

export const divideCounty = ({ plan, land, inside, ground }: CountyGround): CountyAreas => {
  const sites = findVillageSites(land, ground, inside, plan.counts.villages, plan.seed);
  const territories = divideTerritories(land, inside, sites.cells, plan.seed);
  const townships = groupTownships(land, ground, sites, territories, plan.townships);
  const { hamlets } = settle(land, ground, sites, territories, townships, plan.counts.households, plan.seed);
  const arcs = traceArcs(land.raster, territories.village);
  return {
    sites, territories, townships, hamlets, names: namePlaces(land, ground, sites, townships, hamlets, plan.code, plan.seed),
    villagePolygons: buildRegions(arcs, (village) => village),
    townshipPolygons: buildRegions(arcs, (village) => (village < 0 ? SEPARATE_OUTSIDE : townships.ofVillage[village]!)),
    outline: buildRegions(arcs, (village) => (village < 0 ? SEPARATE_OUTSIDE : 0)).get(0) ?? { type: 'Polygon', coordinates: [] },
  };
};

export const layCountyRoads = (at: CountyGround & CountyAreas, rootSeed: number): Roads =>
  buildRoads({ ...at, seed: at.plan.seed, exits: findExits(at.land.raster, at.plan.sheetColumn, at.plan.sheetRow, rootSeed) });

const settingOf = (at: CountyGround & CountyAreas, village: number): Setting => {
  const cell = at.sites.cells[village]!;
  if (village < at.sites.townCount) return 'town';
  return at.land.heights[cell]! > 620 || (at.ground.plain[cell]! < 0.03 && !at.townships.seats.includes(village)) ? 'remote' : 'village';
};

export const populate = (at: CountyGround & CountyAreas, roads: Roads, asOf: string): County => {
  const { plan, land, hamlets, sites } = at;
  const { raster } = land;
  const households = buildHouses(roads, hamlets, sites.townCount, raster.columns * raster.cellX, raster.rows * raster.cellY, plan.seed);
  const phones = createPhones(plan.number);
  const maker = createThingMaker(plan.idPrefix, asOf);
  const register = keepRegister({
    households, phones, seed: plan.seed, year: Number(asOf.slice(0, 4)), settings: sites.cells.map((_, village) => settingOf(at, village)),
    householdId: (household) => maker.id('household', household + 1), residentId: (person) => maker.id('resident', person + 1),
  });
  return { ...at, roads, register, phones, maker, asOf, today: asOf.slice(0, 10) };
};
