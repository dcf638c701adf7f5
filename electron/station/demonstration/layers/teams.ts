// 抢险队伍: the county's, each township's, and a commando of about thirty in every village.
import { createRandom, type Random } from '../random.ts';
import { pointGeometry, type DemonstrationThing } from '../thing-maker.ts';
import type { FoundPlot, PlotFinder } from './plot-finder.ts';
import type { Person, Persons } from './persons.ts';
import type { Scene } from './scene.ts';
import type { Shelter } from './shelters.ts';

interface TeamDraft extends FoundPlot {
  readonly type: string;
  readonly name: string;
  readonly skills: readonly string[];
  readonly headcount: number;
  readonly vehicles: number;
  readonly boats: number;
  readonly callSign: string;
  readonly leader: Pick<Person, 'name' | 'phone'>;
  readonly code: string;
  readonly address: string;
}

type TeamRow = readonly [type: string, name: string, skills: readonly string[], headcount: number, vehicles: number, boats: number];

const COUNTY_TEAMS: readonly TeamRow[] = [
  ['comprehensive', '县综合应急救援队', ['forestFire', 'flood', 'water', 'drought', 'mountain', 'demolition'], 60, 8, 4],
  ['fire', '县消防救援大队一站', ['demolition', 'water', 'hazmat', 'mountain'], 38, 9, 2], ['fire', '县消防救援大队二站', ['demolition', 'water', 'hazmat'], 30, 6, 2],
  ['forestFire', '县森林消防专业队', ['forestFire', 'mountain'], 45, 6, 0], ['flood', '县防汛抢险机动队', ['flood', 'water', 'drought'], 40, 5, 6], ['geological', '县地质灾害应急技术队', ['mountain', 'drone'], 16, 3, 0],
  ['mine', '县矿山及危化应急救援队', ['hazmat', 'demolition'], 22, 4, 0], ['comprehensive', '县医疗应急救援队', ['medical'], 24, 5, 0], ['comprehensive', '县电力应急抢修队', ['demolition'], 36, 9, 0],
  ['comprehensive', '县通信应急保障队', ['drone'], 18, 4, 0], ['volunteer', '县红十字救援队', ['water', 'medical'], 46, 4, 5], ['volunteer', '县蓝天公益救援队', ['mountain', 'water', 'drone'], 58, 6, 6],
];

const townshipTeams = (random: Random, isTown: boolean): readonly TeamRow[] => [
  ['comprehensive', '综合应急救援队', ['flood', 'demolition', 'medical'], 30, 2 + random.integer(0, 2), random.integer(0, 2)],
  ['flood', '防汛防台抢险队', ['flood', 'water'], random.integer(18, 28), random.integer(1, 2), random.integer(0, 2)],
  ['forestFire', '森林防灭火队', ['forestFire', 'mountain'], random.integer(15, 25), random.integer(1, 3), 0],
  ...(isTown ? [['fullTimeFire', '专职消防队', ['demolition', 'water'], random.integer(10, 16), 2, 0] as const] : []),
  ...(random.chance(0.55) ? [['geological', '地质灾害应急队', ['mountain'], random.integer(10, 18), 1, 0] as const] : []),
  ...(isTown && random.chance(0.35) ? [['mine', '矿山及危化应急队', ['hazmat'], random.integer(8, 15), 1, 0] as const] : []),
  ['volunteer', '青年志愿者应急队', ['medical'], random.integer(20, 45), 0, 0],
  ['microStation', '微型消防站', ['demolition'], random.integer(6, 10), 1, 0],
];

const countyTeams = (scene: Scene, plots: PlotFinder, persons: Persons): readonly TeamDraft[] =>
  COUNTY_TEAMS.flatMap(([type, name, skills, headcount, vehicles, boats], index) => {
    const plot = plots.take({ ...scene.seatPlace(0), reach: 1900, clear: 25, steepest: 0.17, village: -1, isForbidden: () => false });
    const leader = persons.list[2 + (index % 12)];
    if (plot === undefined || leader === undefined) return [];
    const own = { name: leader.name, phone: scene.phones('desk', 600 + index) };
    const callSign = `${scene.plan.idPrefix.toUpperCase()}-${String(index + 1).padStart(3, '0')}`;
    const address = scene.villageAddress(scene.villageAt(plot.x, plot.y));
    return [{ ...plot, type, name: name.replace('县', scene.plan.name), skills, headcount, vehicles, boats, callSign, leader: own, code: scene.countyCode, address }];
  });

const teamsOfTownship = (scene: Scene, plots: PlotFinder, persons: Persons, random: Random, township: number): readonly TeamDraft[] => {
  const plot = plots.take({ ...scene.seatPlace(township), reach: 500, clear: 25, steepest: 0.17, village: -1, isForbidden: () => false }) ?? scene.seatPlace(township);
  const villages = scene.townships.ofVillage.map((_, village) => village).filter((village) => scene.townshipOf(village) === township);
  const owner = scene.names.townships[township]!;
  return townshipTeams(random, scene.townships.classes[township] !== 'rural').map(([type, name, skills, headcount, vehicles, boats], index) => ({
    ...plot, type, name: `${owner.name}${name}`, skills, headcount, vehicles, boats, callSign: `${owner.stem}-${201 + index}`,
    leader: persons.overseerOf(villages[index % villages.length]!), code: owner.code, address: scene.townshipAddress(township),
  }));
};

const teamOfVillage = (scene: Scene, place: FoundPlot, persons: Persons, random: Random, village: number): TeamDraft => {
  const { name, stem } = scene.names.villages[village]!;
  const isForested = scene.ground.plain[scene.sites.cells[village]!]! < 0.2;
  return {
    x: place.x, y: place.y, type: 'villageCommando', name: `${name}应急突击队`, skills: isForested ? ['flood', 'forestFire'] : ['flood'], headcount: random.integer(26, 34),
    vehicles: random.chance(0.4) ? 1 : 0,
    boats: scene.ground.aboveStream[scene.sites.cells[village]!]! < 5 && random.chance(0.12) ? 1 : 0, callSign: `${stem}-${301 + (village % 60)}`,
    leader: persons.inRole(village, 'emergencyAdministrator'), code: scene.villageCode(village), address: scene.villageAddress(village),
  };
};

export const teamThings = (scene: Scene, plots: PlotFinder, shelters: readonly Shelter[], persons: Persons): readonly DemonstrationThing[] => {
  const random = createRandom(scene.plan.seed, 'teams');
  const halls = new Map(shelters.filter(({ level }) => level === 'village').map((shelter) => [shelter.village, shelter]));
  const drafts = [
    ...countyTeams(scene, plots, persons),
    ...scene.names.townships.flatMap((_, township) => teamsOfTownship(scene, plots, persons, random, township)),
    ...scene.sites.cells.map((_, village) => teamOfVillage(scene, halls.get(village) ?? scene.villagePlace(village), persons, random, village)),
  ];
  return drafts.map((team, index) => scene.maker.make('team', scene.maker.id('team', index + 1), team.name, team.code, pointGeometry(scene.land.raster, team.x, team.y), {
    teamType: team.type, skills: team.skills, headcount: team.headcount, vehicles: team.vehicles, boats: team.boats, radioCallSign: team.callSign,
    leaderName: team.leader.name, leaderPhone: team.leader.phone,
    dutyState: random.chance(0.965) ? 'standby' : random.chance(0.75) ? 'offDuty' : 'dispatched', address: team.address,
  }));
};
