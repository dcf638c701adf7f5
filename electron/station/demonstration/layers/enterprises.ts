// Firms on their plots, most of them in the works at the town's edge, and the risk points inside them.
import { apportion } from '../land/hamlets.ts';
import { createRandom, type Random } from '../random.ts';
import { drawSurname, givenName } from '../people/names.ts';
import { FIRM_HEADS, FIRM_TYPES, type FirmType } from '../tables/firms.ts';
import { pointGeometry, type DemonstrationThing } from '../thing-maker.ts';
import type { FoundPlot, PlotFinder } from './plot-finder.ts';
import type { Scene } from './scene.ts';

type Level = 'red' | 'orange' | 'yellow' | 'blue';

export interface Firm extends FoundPlot {
  readonly number: number;
  readonly name: string;
  readonly type: FirmType;
  readonly level: Level;
  readonly staff: number;
  readonly officer: string;
  readonly village: number;
}

const LEVELS: readonly Level[] = ['red', 'orange', 'yellow', 'blue'];
/** The works are 1.9 to 3.2 km from the middle of the town; a third of the firms are in the townships. */
const WORKS_METRES = [1900, 3200] as const;

const worksPlaces = (scene: Scene, random: Random): readonly FoundPlot[] => {
  const { x, y } = scene.seatPlace(0);
  const angle = random.between(0, 2 * Math.PI);
  return [angle, angle + 2.2].map((turn) => ({ x: x + Math.cos(turn) * random.between(...WORKS_METRES), y: y + Math.sin(turn) * random.between(...WORKS_METRES) }));
};

const levelOf = (random: Random, type: FirmType): Level => LEVELS[random.weighted(type.sector === 'hazmat' || type.sector === 'gas' || type.sector === 'mine' ? [18, 36, 34, 12] : [2, 12, 42, 44])]!;

export const placeFirms = (scene: Scene, plots: PlotFinder): readonly Firm[] => {
  const random = createRandom(scene.plan.seed, 'firms');
  const works = worksPlaces(scene, random);
  const used = new Map<string, number>();
  const firms: Firm[] = [];
  for (let index = 0; index < scene.plan.counts.enterprises; index += 1) {
    const type = FIRM_TYPES[random.weighted(FIRM_TYPES.map(({ share }) => share))]!;
    const near = random.chance(0.62) ? random.pick(works) : scene.seatPlace(random.integer(0, scene.townships.seats.length - 1));
    const plot = plots.take({ x: near.x, y: near.y, reach: 1100, clear: 25, steepest: 0.17, village: -1, isForbidden: () => false });
    if (plot === undefined) continue;
    const stem = `${random.pick(FIRM_HEADS)}${random.pick(type.words)}`;
    const count = (used.get(stem) ?? 0) + 1;
    used.set(stem, count);
    firms.push({
      ...plot, number: firms.length + 1,
      name: stem.endsWith('站') ? `${scene.plan.name}${stem}${count > 1 ? count : ''}` : `${scene.plan.name}${stem}${count > 1 ? `（${count}厂）` : ''}有限公司`, type,
      level: levelOf(random, type),
      staff: Math.round(12 + 160 * random.next() ** 2.4), officer: `${drawSurname(random)}${givenName(random, 'male')}`, village: scene.villageAt(plot.x, plot.y),
    });
  }
  return firms;
};

export const firmThings = (scene: Scene, firms: readonly Firm[]): readonly DemonstrationThing[] => {
  const random = createRandom(scene.plan.seed, 'firm details');
  return firms.map((firm) => scene.maker.make('enterprise', scene.maker.id('enterprise', firm.number), firm.name, scene.villageCode(firm.village), pointGeometry(scene.land.raster, firm.x, firm.y), {
    sector: firm.type.sector, riskLevel: firm.level, substances: firm.type.substances.length === 0 ? undefined : random.pick(firm.type.substances), staff: firm.staff, safetyOfficer: firm.officer,
    safetyPhone: scene.phones('site', firm.number), address: `${scene.villageAddress(firm.village)}工业路${firm.number}号`,
  }));
};

const YARD_METRES = 42;

export const riskPointThings = function* (scene: Scene, firms: readonly Firm[]): Generator<DemonstrationThing> {
  const random = createRandom(scene.plan.seed, 'risk points');
  const shares = apportion(scene.plan.counts.riskPoints, firms.map(({ staff }) => 6 + staff ** 0.7), 1);
  let number = 0;
  for (const [index, firm] of firms.entries()) {
    for (let count = 0; count < shares[index]!; count += 1) {
      number += 1;
      const turn = random.between(0, 2 * Math.PI);
      const away = YARD_METRES * Math.sqrt(random.next());
      const place = random.pick(firm.type.places);
      yield scene.maker.make('riskPoint', scene.maker.id('riskPoint', number), `${place}${count + 1}`, scene.villageCode(firm.village), pointGeometry(scene.land.raster, firm.x + Math.cos(turn) * away, firm.y + Math.sin(turn) * away), {
        enterpriseId: scene.maker.id('enterprise', firm.number),
        riskLevel: LEVELS[random.weighted(firm.level === 'red' ? [6, 22, 40, 32] : firm.level === 'orange' ? [1, 14, 45, 40] : [0, 3, 34, 63])]!,
        accidentType: random.pick(firm.type.accidents), measures: random.pick(firm.type.measures), ownerName: `${drawSurname(random)}${givenName(random, random.chance(0.8) ? 'male' : 'female')}`,
      });
    }
  }
};
