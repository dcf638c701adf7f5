// What watches the county: rain on a five-kilometre grid, stages on the rivers, slopes, weather, smoke, and sixteen video sources.
import { createRandom, type Random } from '../random.ts';
import { cellAt } from '../raster.ts';
import { pointGeometry, type DemonstrationThing, type Draft } from '../thing-maker.ts';
import { riverWidth } from '../water/rivers.ts';
import type { Hazards } from './hazards/find-hazards.ts';
import type { Persons } from './persons.ts';
import type { PublicSite } from './public-sites.ts';
import type { Scene } from './scene.ts';

const RAIN_GRID_METRES = 5000;

interface GaugeMaking {
  readonly scene: Scene;
  readonly persons: Persons;
  readonly random: Random;
  readonly list: DemonstrationThing[];
}

const addGauge = (making: GaugeMaking, type: string, name: string, x: number, y: number, attributes: Draft): void => {
  const { scene, persons } = making;
  const number = making.list.length + 1;
  const village = scene.villageAt(x, y);
  making.list.push(scene.maker.make('gauge', scene.maker.id('gauge', number), name, scene.villageCode(village), pointGeometry(scene.land.raster, x, y), {
    gaugeType: type, stationCode: `${scene.plan.code}${String(number).padStart(4, '0')}`, elevationMetres: Math.round(scene.roads.land.heightAt(x, y) * 10) / 10,
    keeperPhone: persons.inRole(village, 'gridMember').phone, ...attributes,
  }));
};

/** One in each square of the grid that lies in the county, at the village nearest to its middle when one is near enough. */
const addRain = (making: GaugeMaking): void => {
  const { scene } = making;
  const { raster } = scene.land;
  for (let y = RAIN_GRID_METRES / 2; y < raster.rows * raster.cellY; y += RAIN_GRID_METRES) {
    for (let x = RAIN_GRID_METRES / 2; x < raster.columns * raster.cellX; x += RAIN_GRID_METRES) {
      if (scene.territories.village[cellAt(raster, x, y)]! < 0) continue;
      const place = scene.villagePlace(scene.villageAt(x, y));
      const isNear = Math.hypot(place.x - x, place.y - y) < 1400;
      const at = isNear ? { x: place.x + 25, y: place.y + 18 } : { x, y };
      addGauge(making, 'rain', `${scene.names.villages[scene.villageAt(x, y)]!.stem}雨量站`, at.x, at.y, { reportMinutes: 5 });
    }
  }
};

const addStages = (making: GaugeMaking): void => {
  const { scene, random } = making;
  const { rivers, land, streams, inside, ground } = scene;
  const kept: { x: number; y: number }[] = [];
  const cells = Array.from(streams.order, (_, cell) => cell).filter((cell) => streams.order[cell]! > 0 && inside[cell] === 1 && ground.isLake[cell] === 0 && land.area[cell]! > 28e6)
    .toSorted((left, right) => land.area[right]! - land.area[left]! || left - right);
  for (const cell of cells) {
    const x = rivers.x[cell]!;
    const y = rivers.y[cell]!;
    if (kept.some((other) => Math.hypot(other.x - x, other.y - y) < 3800)) continue;
    kept.push({ x, y });
    const bed = land.heights[cell]!;
    const alert = bed + 1.6 + 0.035 * riverWidth(land.area[cell]!);
    addGauge(making, 'river', `${scene.names.villages[scene.villageAt(x, y)]!.stem}水位站`, x, y, { alertStageMetres: Math.round(alert * 100) / 100, guaranteeStageMetres: Math.round((alert + random.between(0.8, 1.5)) * 100) / 100, reportMinutes: 5 });
  }
};

const addOthers = (making: GaugeMaking, hazards: Hazards, sites: readonly PublicSite[]): void => {
  const { scene, random } = making;
  const seat = scene.seatPlace(0);
  addGauge(making, 'weather', `${scene.plan.name}国家基本气象站`, seat.x + 900, seat.y - 700, { reportMinutes: 1 });
  const slopes = hazards.sites.filter(({ type }) => type.startsWith('20104')).toSorted((left, right) => right.households.length - left.households.length || left.x - right.x).slice(0, Math.round(scene.plan.townships * 2.5));
  for (const site of slopes) addGauge(making, 'slope', `${scene.names.villages[site.village]!.stem}边坡位移监测点`, site.x, site.y, { reportMinutes: random.pick([10, 30, 60]) });
  for (const site of sites.filter(({ type }) => type === 'careHome' || type === 'hospital')) addGauge(making, 'smoke', `${site.name}智慧烟感`, site.x, site.y, { reportMinutes: 60 });
};

export const gaugeThings = (scene: Scene, persons: Persons, hazards: Hazards, sites: readonly PublicSite[]): readonly DemonstrationThing[] => {
  const making: GaugeMaking = { scene, persons, random: createRandom(scene.plan.seed, 'gauges'), list: [] };
  addRain(making);
  addStages(making);
  addOthers(making, hazards, sites);
  return making.list;
};

type CameraRow = readonly [name: string, type: string, agency: string, x: number, y: number];

/** The places worth watching: dams, stages, gullies, the town, the woods, and what moves. */
export const cameraThings = (scene: Scene, hazards: Hazards, sites: readonly PublicSite[]): readonly DemonstrationThing[] => {
  const random = createRandom(scene.plan.seed, 'cameras');
  const hazardAt = (type: string, order: number): { readonly x: number; readonly y: number } => hazards.sites.filter((site) => site.type === type)[order] ?? scene.seatPlace(0);
  const siteAt = (type: string): { readonly x: number; readonly y: number } => sites.find((site) => site.type === type) ?? scene.seatPlace(0);
  const rows: readonly CameraRow[] = ([
    ['水库大坝', 'dome', '县水利局', hazardAt('reservoir', 0)], ['水库溢洪道', 'fixed', '县水利局', hazardAt('reservoir', 1)], ['泥石流沟口', 'dome', '县自然资源和规划局', hazardAt('20104.0200', 0)],
    ['滑坡体', 'fixed', '县自然资源和规划局', hazardAt('20104.0100', 0)],
    ['山洪沟', 'dome', '县水利局', hazardAt('flashFlood', 0)], ['山洪沟下游', 'dome', '县水利局', hazardAt('flashFlood', 1)], ['城区积水点', 'dome', '县住房和城乡建设局', hazardAt('waterlogging', 0)],
    ['林火瞭望一号', 'dome', '县林业局', hazardAt('forestFire', 0)],
    ['林火瞭望二号', 'dome', '县林业局', hazardAt('forestFire', 1)], ['城区路口', 'dome', '县公安局', scene.seatPlace(0)],
    ['高速互通', 'dome', '县公安局', { x: scene.seatPlace(0).x + 400, y: scene.seatPlace(0).y + 300 }], ['人民医院急诊', 'fixed', '县卫生健康局', siteAt('hospital')],
    ['农贸市场', 'fixed', '县市场监督管理局', siteAt('market')], ['无人机一号', 'drone', '县应急管理局', { x: scene.seatPlace(0).x + 60, y: scene.seatPlace(0).y - 60 }],
    ['应急指挥车', 'vehicle', '县应急管理局', { x: scene.seatPlace(0).x - 60, y: scene.seatPlace(0).y + 60 }],
    ['现场手机', 'phone', '县消防救援大队', scene.seatPlace(Math.min(1, scene.townships.seats.length - 1))],
  ] as const).map(([name, type, agency, { x, y }]) => [name, type, agency, x, y]);
  return rows.slice(0, scene.plan.counts.cameras).map(([name, type, agency, x, y], index) => {
    const village = scene.villageAt(x, y);
    const isFixed = type === 'fixed' || type === 'dome';
    return scene.maker.make('camera', scene.maker.id('camera', index + 1), `${scene.names.villages[village]!.stem}${name}视频`, scene.villageCode(village), pointGeometry(scene.land.raster, x, y), {
      cameraType: type, agency, bearingDegrees: isFixed ? random.integer(0, 35) * 10 : undefined,
      fieldOfViewDegrees: type === 'fixed' ? 60 : type === 'dome' ? 90 : undefined, heightMetres: isFixed ? random.integer(4, 18) : undefined,
    });
  });
};

const SITE_PHONE_BASE = 20_000;

export const sitePhone = (scene: Scene, index: number): string => scene.phones('site', SITE_PHONE_BASE + index);

export const specialSiteThings = (scene: Scene, sites: readonly PublicSite[]): readonly DemonstrationThing[] =>
  sites.map((site, index) =>
    scene.maker.make('specialSite', scene.maker.id('specialSite', index + 1), site.name, scene.villageCode(site.village), pointGeometry(scene.land.raster, site.x, site.y), {
      siteType: site.type, persons: site.persons, nightPersons: site.nightPersons, vulnerablePersons: site.vulnerable, contactName: site.contact,
      contactPhone: sitePhone(scene, index), address: scene.villageAddress(site.village), note: site.note,
    }));
