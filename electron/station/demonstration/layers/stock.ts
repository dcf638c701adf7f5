// 物资储备: the county's and townships' depots of the four kinds, the villages' corners, shops and firms that keep goods; and what lies in each.
import { createRandom, type Random } from '../random.ts';
import { STOCK_CATALOGUE, type DepotKind, type StockEntry } from '../tables/stock-catalogue.ts';
import { pointGeometry, type DemonstrationThing } from '../thing-maker.ts';
import type { FoundPlot, PlotFinder } from './plot-finder.ts';
import type { Person, Persons } from './persons.ts';
import type { Scene } from './scene.ts';
import type { Shelter } from './shelters.ts';

type Tier = 'county' | 'township' | 'village';

export interface Stockpile extends FoundPlot {
  readonly number: number;
  readonly tier: Tier;
  readonly kind: DepotKind;
  readonly name: string;
  readonly village: number;
  readonly code: string;
  readonly channel: 'government' | 'social' | 'enterprise';
  readonly pointType: 'depot' | 'shelter' | 'supermarket' | 'shop' | 'kiosk' | 'firm';
  readonly keeper: Person;
  readonly address: string;
}

const KINDS: readonly DepotKind[] = ['safetyFire', 'floodDrought', 'forestFire', 'relief'];
const KIND_WORDS: Readonly<Record<DepotKind, string>> = { safetyFire: '安全生产（消防）救援器材库', floodDrought: '防汛防台抗旱器材库', forestFire: '森林防火器材库', relief: '救灾物资库' };

interface Stocking {
  readonly scene: Scene;
  readonly plots: PlotFinder;
  readonly random: Random;
  readonly persons: Persons;
  readonly list: Stockpile[];
}

const addDepots = (stocking: Stocking, tier: 'county' | 'township', township: number): void => {
  const { scene, plots, persons } = stocking;
  const owner = tier === 'county' ? scene.plan.name : scene.names.townships[township]!.name;
  const village = scene.townships.seats[township]!;
  for (const [index, kind] of KINDS.entries()) {
    const plot = plots.take({ ...scene.villagePlace(village), reach: tier === 'county' ? 2200 : 700, clear: 30, steepest: 0.17, village: -1, isForbidden: () => false });
    if (plot === undefined) continue;
    stocking.list.push({
      ...plot, number: stocking.list.length + 1, tier, kind, name: `${owner}${KIND_WORDS[kind]}`, village: scene.villageAt(plot.x, plot.y),
      code: tier === 'county' ? scene.countyCode : scene.townshipCode(township), channel: 'government', pointType: 'depot',
      keeper: tier === 'county' ? persons.list[2 + index]! : persons.overseerOf(scene.townships.ofVillage.findIndex((of, at) => of === township && at >= index)),
      address: tier === 'county' ? scene.townshipAddress(township) : scene.villageAddress(scene.villageAt(plot.x, plot.y)),
    });
  }
};

const OTHER_POINTS = [['supermarket', 'social', '超市应急储备点'], ['shop', 'social', '便利店应急储备点'], ['kiosk', 'social', '应急岗亭'], ['firm', 'enterprise', '有限公司应急储备点']] as const;

const addOthers = (stocking: Stocking, count: number): void => {
  const { scene, random, persons } = stocking;
  for (let index = 0; index < count; index += 1) {
    const [pointType, channel, word] = OTHER_POINTS[index % OTHER_POINTS.length]!;
    const village = index % 3 === 0 ? random.pick(scene.townships.seats) : random.integer(0, Math.max(0, scene.sites.townCount - 1));
    const households = scene.householdsOf(village);
    if (households.length === 0) continue;
    const household = random.pick(households);
    const { x, y } = { x: scene.register.households.x[household]!, y: scene.register.households.y[household]! };
    stocking.list.push({
      x, y, number: stocking.list.length + 1, tier: 'village', kind: pointType === 'firm' ? 'safetyFire' : 'relief',
      name: `${scene.names.villages[village]!.stem}${word}${index + 1}`, village, code: scene.villageCode(village),
      channel, pointType, keeper: persons.contactOf(household), address: scene.villageAddress(village),
    });
  }
};

const addVillages = (stocking: Stocking, shelters: readonly Shelter[], count: number): void => {
  const { scene, persons } = stocking;
  const byVillage = new Map(shelters.filter(({ level }) => level === 'village').map((shelter) => [shelter.village, shelter]));
  const order = scene.sites.cells.map((_, village) => village).toReversed();
  for (const [index, village] of order.entries()) {
    if (index >= count) return;
    const place = byVillage.get(village) ?? scene.villagePlace(village);
    const kind = village % 3 === 0 ? 'relief' : village % 7 === 1 ? 'forestFire' : 'floodDrought';
    stocking.list.push({
      x: place.x, y: place.y, number: stocking.list.length + 1, tier: 'village', kind, name: `${scene.names.villages[village]!.name}应急物资储备点`, village, code: scene.villageCode(village),
      channel: 'government', pointType: byVillage.has(village) ? 'shelter' : 'depot', keeper: persons.inRole(village, 'shelterManager'), address: scene.villageAddress(village),
    });
  }
};

export const placeStockpiles = (scene: Scene, plots: PlotFinder, shelters: readonly Shelter[], persons: Persons): readonly Stockpile[] => {
  const stocking: Stocking = { scene, plots, persons, random: createRandom(scene.plan.seed, 'stockpiles'), list: [] };
  addDepots(stocking, 'county', 0);
  scene.names.townships.forEach((_, township) => addDepots(stocking, 'township', township));
  addOthers(stocking, Math.max(4, Math.round((scene.plan.townships * 24) / 16)));
  addVillages(stocking, shelters, Math.max(1, scene.plan.counts.stockpiles - stocking.list.length));
  return stocking.list;
};

export const stockpileThings = (scene: Scene, piles: readonly Stockpile[]): readonly DemonstrationThing[] => {
  const random = createRandom(scene.plan.seed, 'stockpile details');
  return piles.map((pile) => scene.maker.make('stockpile', scene.maker.id('stockpile', pile.number), pile.name, pile.code, pointGeometry(scene.land.raster, pile.x, pile.y), {
    depotKind: pile.kind, channel: pile.channel, pointType: pile.pointType, reserveForm: pile.pointType === 'firm' && random.chance(0.4) ? 'capability' : 'physical',
    reserveLayout: pile.tier === 'village' ? 'scattered' : 'central',
    keeperName: pile.keeper.name, keeperPhone: pile.keeper.phone,
    areaSquareMetres: pile.tier === 'county' ? random.integer(320, 900) : pile.tier === 'township' ? random.integer(45, 180) : random.integer(8, 36),
    address: pile.address, openingHours: pile.tier === 'village' ? '随时，联系保管员' : '24小时值守',
  }));
};

const DAY_MS = 86_400_000;
const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const TIER_FACTORS = { village: 1, township: 5, county: 30 } as const;
const ITEMS_PER_TIER = { village: 9.7, township: 11, county: 16 } as const;

/** Most are in date; some ran out unnoticed, which a ledger has to show. */
const dates = (random: Random, today: number, years: number | undefined): { readonly productionDate: string; readonly expiryDate?: string } => {
  const life = (years ?? 12) * 365 * DAY_MS;
  const made = today - Math.round(((random.chance(0.07) ? random.between(1.01, 1.4) : random.between(0.02, 0.97)) * life) / DAY_MS) * DAY_MS;
  return years === undefined ? { productionDate: dayOf(made) } : { productionDate: dayOf(made), expiryDate: dayOf(made + life) };
};

/** Half own kind, the rest from the whole catalogue for the village corners, which keep a little of everything. */
const chooseEntries = (random: Random, pile: Stockpile): readonly StockEntry[] => {
  const own = STOCK_CATALOGUE[pile.kind];
  const all = pile.tier === 'village' && pile.channel === 'government' ? [...own, ...STOCK_CATALOGUE.floodDrought.slice(0, 11), ...STOCK_CATALOGUE.relief.slice(0, 5), ...STOCK_CATALOGUE.safetyFire.slice(0, 2)] : own;
  const wanted = Math.round(ITEMS_PER_TIER[pile.tier] + random.between(-1.5, 2.5));
  const left = [...new Map(all.map((entry) => [entry.code, entry])).values()];
  const chosen: StockEntry[] = [];
  while (chosen.length < wanted && left.length > 0) chosen.push(...left.splice(Math.min(left.length - 1, Math.floor(left.length * random.next() ** 1.3)), 1));
  return chosen;
};

export const stockItemThings = function* (scene: Scene, piles: readonly Stockpile[]): Generator<DemonstrationThing> {
  const random = createRandom(scene.plan.seed, 'stock items');
  const today = Date.parse(`${scene.today}T00:00:00Z`);
  let number = 0;
  for (const pile of piles) {
    for (const entry of chooseEntries(random, pile)) {
      number += 1;
      const usual = entry.quantity * TIER_FACTORS[pile.tier];
      const quantity = Math.max(random.chance(0.02) ? 0 : 1, Math.round(usual * random.between(0.6, 1.7)));
      yield scene.maker.make('stockItem', scene.maker.id('stockItem', number), entry.name, pile.code, pointGeometry(scene.land.raster, pile.x, pile.y), {
        stockpileId: scene.maker.id('stockpile', pile.number), categoryCode: entry.code, goodsClass: entry.goodsClass, model: entry.model, quantity, unit: entry.unit,
        minimumQuantity: Math.max(1, Math.round(usual * 0.8)), managementMethod: entry.management, ...dates(random, today, entry.years), channel: pile.channel,
      });
    }
  }
};
