// Buildings that serve many: village halls, schools, clinics, offices, care homes, guesthouses, works and camps, each on a plot of its own.
import { drawSurname, givenName } from '../people/names.ts';
import { createRandom, type Random } from '../random.ts';
import { cellAt, centreX, centreY } from '../raster.ts';
import type { Scene } from './scene.ts';
import type { FoundPlot, PlotFinder } from './plot-finder.ts';

export type SiteType = 'careHome' | 'school' | 'kindergarten' | 'hospital' | 'guesthouse' | 'workShed' | 'camp' | 'construction' | 'market' | 'scenic' | 'intake' | 'drain';

export interface PublicSite extends FoundPlot {
  readonly type: SiteType;
  readonly name: string;
  readonly village: number;
  readonly persons: number;
  readonly nightPersons: number;
  readonly vulnerable: number;
  readonly note: string | undefined;
  /** Who answers for the place. */
  readonly contact: string;
}

interface Placing {
  readonly scene: Scene;
  readonly plots: PlotFinder;
  readonly random: Random;
  readonly isThreatened: (x: number, y: number) => boolean;
  readonly sites: PublicSite[];
}

const contactName = (random: Random): string => `${drawSurname(random)}${givenName(random, random.chance(0.6) ? 'male' : 'female')}`;

const anywhere = (): boolean => false;

/** Most are built on safe ground; the others are the ones an evacuation must not forget. */
const put = (placing: Placing, type: SiteType, name: string, village: number, reach: number, counts: readonly [number, number, number], clear: number, note?: string): void => {
  const { scene, plots, random } = placing;
  const { x, y } = scene.villagePlace(village);
  const isForbidden = type === 'school' || type === 'hospital' ? placing.isThreatened : anywhere;
  const plot = plots.take({ x: x + random.between(-1, 1) * reach * 0.4, y: y + random.between(-1, 1) * reach * 0.4, reach, clear, steepest: 0.2, village: -1, isForbidden });
  if (plot === undefined) return;
  placing.sites.push({ ...plot, type, name, village: scene.villageAt(plot.x, plot.y), persons: counts[0], nightPersons: counts[1], vulnerable: counts[2], note, contact: contactName(random) });
};

const placeTownship = (placing: Placing, township: number): void => {
  const { scene, random } = placing;
  const village = scene.townships.seats[township]!;
  const { stem, name } = scene.names.townships[township]!;
  const isTown = scene.townships.classes[township] !== 'rural';
  const pupils = isTown ? random.integer(380, 900) : random.integer(90, 260);
  const beds = random.integer(28, 90);
  put(placing, 'school', `${stem}中心小学`, village, 600, [pupils, isTown ? Math.round(pupils * 0.06) : Math.round(pupils * 0.25), 0], 40);
  if (isTown) put(placing, 'school', `${stem}初级中学`, village, 700, [random.integer(300, 800), random.integer(80, 260), 0], 40);
  put(placing, 'kindergarten', `${stem}中心幼儿园`, village, 500, [random.integer(60, 240), 2, 0], 30);
  put(placing, 'hospital', `${name}${scene.townships.classes[township] === 'street' ? '社区卫生服务中心' : '卫生院'}`, village, 600, [random.integer(40, 120), random.integer(8, 30), random.integer(4, 14)], 35);
  put(placing, 'careHome', `${stem}${isTown ? '镇' : '乡'}敬老院`, village, 900, [beds + 8, beds + 3, Math.round(beds * random.between(0.35, 0.6))], 15);
  put(placing, 'market', `${stem}农贸市场`, village, 400, [random.integer(120, 500), 0, 0], 20);
};

const placeCountyTown = (placing: Placing): void => {
  const { scene, random } = placing;
  const { stem } = scene.names.townships[0]!;
  const town = (): number => random.integer(0, Math.max(0, scene.sites.townCount - 1));
  put(placing, 'hospital', `${scene.plan.name}人民医院`, town(), 900, [1150, 620, 210], 50);
  put(placing, 'hospital', `${scene.plan.name}中医院`, town(), 900, [420, 230, 80], 50);
  for (const name of [`${scene.plan.name}第一中学`, `${scene.plan.name}第二中学`, `${scene.plan.name}职业技术学校`, `${stem}实验小学`, `${stem}第二小学`]) put(placing, 'school', name, town(), 1000, [random.integer(1100, 2400), random.integer(300, 1300), 0], 40);
  put(placing, 'careHome', `${scene.plan.name}社会福利中心`, town(), 1400, [260, 238, 121], 20);
  put(placing, 'careHome', `${stem}康养护理院`, town(), 1600, [150, 139, 96], 12);
  for (let index = 1; index <= 6; index += 1) put(placing, 'construction', `${stem}${index}号地块工地`, town(), 1800, [random.integer(40, 210), random.integer(20, 120), 0], 15, '工人住工棚，须随户外施工人员转移');
};

const HOUSES = ['云上', '枕溪', '听松', '山隐', '拾光', '半亩', '溪畔', '竹里', '归园', '望岫', '星野', '茶香'];

/** Guesthouses, sheds, camps, intakes: scattered, many in narrow valleys. */
const placeVillages = (placing: Placing): void => {
  const { scene, random } = placing;
  const villages = scene.sites.cells.map((_, village) => village).slice(scene.sites.townCount);
  for (const village of villages) {
    const { stem } = scene.names.villages[village]!;
    const isHilly = scene.ground.plain[scene.sites.cells[village]!]! < 0.15;
    if (random.chance(0.12)) put(placing, 'kindergarten', `${stem}幼儿园`, village, 400, [random.integer(18, 70), 0, 0], 25);
    const houses = random.chance(isHilly ? 0.42 : 0.12) ? random.integer(1, 3) : 0;
    for (let index = 0; index < houses; index += 1) put(placing, 'guesthouse', `${stem}${random.pick(HOUSES)}民宿${houses > 1 ? index + 1 : ''}`, village, 500, [random.integer(6, 36), random.integer(4, 32), random.integer(0, 2)], 10);
    if (random.chance(0.07)) put(placing, 'workShed', `${stem}${random.pick(['采茶', '伐木', '水电', '道路', '香菇'])}工棚`, village, 1500, [random.integer(5, 34), random.integer(4, 30), 0], 9, '简易房，台风暴雨前须转移');
    if (random.chance(isHilly ? 0.05 : 0.02)) put(placing, 'camp', `${stem}露营地`, village, 1500, [random.integer(20, 160), random.integer(0, 90), 0], 9, '临溪营地，汛期关闭');
    if (random.chance(0.018)) put(placing, 'scenic', `${stem}${random.pick(['古村', '峡谷', '瀑布', '梯田'])}景区`, village, 1200, [random.integer(80, 900), random.integer(0, 60), 0], 12);
    if (random.chance(0.02)) put(placing, 'careHome', `${stem}居家养老照料中心`, village, 350, [random.integer(12, 30), random.integer(6, 18), random.integer(3, 9)], 12, '未列入乡镇转移预案');
  }
};

/** Beside the rivers: intakes upstream of the towns, drains in them. */
const placeByWater = (placing: Placing): void => {
  const { scene, random } = placing;
  const { rivers, land, inside } = scene;
  const big = rivers.list.filter(({ area }) => area > 12e6);
  const count = Math.max(2, Math.round(scene.plan.townships * 5));
  for (let index = 0; index < count && big.length > 0; index += 1) {
    const river = random.pick(big);
    const cell = random.pick(river.cells);
    if (inside[cell] === 0 || scene.ground.isLake[cell] === 1) continue;
    const to = land.drainage.receiver[cell]!;
    const isIntake = index % 3 !== 2;
    const away = 1.15 * Math.sqrt(land.area[cell]! / 1e6) + 7;
    const dx = rivers.x[to]! - rivers.x[cell]!;
    const dy = rivers.y[to]! - rivers.y[cell]!;
    const length = Math.max(1, Math.hypot(dx, dy));
    const x = rivers.x[cell]! - (dy / length) * away;
    const y = rivers.y[cell]! + (dx / length) * away;
    const village = scene.villageAt(centreX(land.raster, cellAt(land.raster, x, y)), centreY(land.raster, cellAt(land.raster, x, y)));
    const none = { persons: 0, nightPersons: 0, vulnerable: 0, note: undefined };
    placing.sites.push({ ...none, type: isIntake ? 'intake' : 'drain', name: `${scene.names.villages[village]!.stem}${isIntake ? '取水口' : '排水口'}${index + 1}`, x, y, village, contact: contactName(random) });
  }
};

export const placePublicSites = (scene: Scene, plots: PlotFinder, isThreatened: (x: number, y: number) => boolean): readonly PublicSite[] => {
  const placing: Placing = { scene, plots, random: createRandom(scene.plan.seed, 'public sites'), isThreatened, sites: [] };
  scene.townships.seats.forEach((_, township) => placeTownship(placing, township));
  placeCountyTown(placing);
  placeVillages(placing);
  placeByWater(placing);
  return placing.sites;
};
