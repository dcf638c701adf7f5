// 险情隐患点 with the whole 避险明白卡, and the 风险防范区 around them.
import { createRandom, type Random } from '../random.ts';
import { HAZARD_WORDS, WARNING_SIGNALS } from '../tables/hazard-words.ts';
import { pointGeometry, ringGeometry, type DemonstrationThing } from '../thing-maker.ts';
import type { HazardSite } from './hazards/hazard-site.ts';
import type { Persons } from './persons.ts';
import type { PublicSite } from './public-sites.ts';
import type { Scene } from './scene.ts';
import type { TransferRoute } from './transfer-routes.ts';

type Level = 'red' | 'orange' | 'yellow' | 'blue';

const STEEP = 0.5;

const riskLevelOf = (site: HazardSite, persons: number): Level => {
  const weight = persons * (site.slope > STEEP ? 1.6 : 1);
  if (weight >= 110) return 'red';
  if (weight >= 45) return 'orange';
  return weight >= 14 ? 'yellow' : 'blue';
};

/** Grades by people to be moved or by what stands to be lost, in 10,000 yuan. */
const scaleOf = (persons: number, assets: number): string => {
  if (persons >= 1000 || assets >= 10_000) return 'extraLarge';
  if (persons >= 500 || assets >= 5_000) return 'large';
  return persons >= 100 || assets >= 500 ? 'medium' : 'small';
};

/** Names by hazard: village, hamlet, kind, and a number where two would be alike. */
export const nameHazards = (scene: Scene, sites: readonly HazardSite[]): readonly string[] => {
  const used = new Map<string, number>();
  return sites.map((site) => {
    const { noun } = HAZARD_WORDS[site.type];
    const [household] = site.households;
    const hamlet = household === undefined ? '' : scene.hamletName(household);
    const village = scene.names.villages[site.village]!;
    const stem = site.name ?? `${village.name}${hamlet === village.stem ? '' : hamlet}${noun}`;
    const count = (used.get(stem) ?? 0) + 1;
    used.set(stem, count);
    return `${stem}${count === 1 ? '' : `${count}号`}${site.name === undefined ? '隐患点' : ''}`;
  });
};

const position = (site: HazardSite): string => {
  const { body } = HAZARD_WORDS[site.type];
  if (site.type === 'dangerousHouse') return '住户居住房屋本身';
  if (site.awayMetres < 15 || site.bearing === '') return `${body}位于住户所在处`;
  return `${body}位于住户${site.bearing}侧${site.type.startsWith('20104') ? '坡上' : ''}约${site.awayMetres}米`;
};

const CONTROL_STATES = ['controlled', 'confirmed', 'rectified', 'found', 'cancelled'] as const;

interface CardMaking {
  readonly scene: Scene;
  readonly persons: Persons;
  readonly random: Random;
  readonly names: readonly string[];
  readonly routeOf: ReadonlyMap<number, TransferRoute>;
  readonly clinicOf: ReadonlyMap<number, PublicSite>;
  readonly clinicPhone: (site: PublicSite) => string;
}

const hazardThing = (making: CardMaking, site: HazardSite, index: number): DemonstrationThing => {
  const { scene, persons, random, names } = making;
  const words = HAZARD_WORDS[site.type];
  const threatened = site.households.reduce((sum, household) => sum + scene.register.resident[household]!, 0);
  const assets = Math.round(site.households.length * random.between(28, 62));
  const route = making.routeOf.get(index);
  const township = scene.townshipOf(site.village);
  const issuer = persons.secretaryOf(site.village);
  const responsible = persons.overseerOf(site.village);
  const monitor = persons.inRole(site.village, site.type === 'flashFlood' ? 'flashFloodWarner' : site.type === 'reservoir' ? 'waterPatrol' : site.type === 'dangerousHouse' ? 'dangerousHouseContact' : 'geoMonitor');
  const clinic = making.clinicOf.get(township);
  const head = persons.headOf(township);
  const state = CONTROL_STATES[random.weighted([70, 16, 9, 3, 2])]!;
  return scene.maker.make('hazardPoint', scene.maker.id('hazardPoint', index + 1), names[index]!, scene.villageCode(site.village), pointGeometry(scene.land.raster, site.x, site.y), {
    type: site.type, scale: scaleOf(threatened, assets), riskLevel: riskLevelOf(site, threatened), threatenedHouseholds: site.households.length,
    threatenedPersons: threatened, threatenedAssets: assets,
    relativePosition: position(site), triggers: random.pick(words.triggers), signs: random.pick(words.signs), warningSignal: random.pick(WARNING_SIGNALS),
    warningIssuer: issuer.name, warningIssuerPhone: issuer.phone, transferRouteId: route === undefined ? undefined : scene.maker.id('transferRoute', route.number),
    shelterId: route === undefined ? undefined : scene.maker.id('shelter', route.shelter.number),
    responsibleName: responsible.name, responsiblePhone: responsible.phone, monitorName: monitor.name, monitorPhone: monitor.phone,
    medicalUnit: clinic?.name, medicalContactName: clinic?.contact, medicalContactPhone: clinic === undefined ? undefined : making.clinicPhone(clinic), precautions: words.precautions,
    cardNumber: `${scene.villageCode(site.village)}-${String(index + 1).padStart(4, '0')}`,
    issuingUnit: scene.names.townships[township]!.name.endsWith('街道') ? `${scene.names.townships[township]!.name}办事处` : `${scene.names.townships[township]!.name}人民政府`,
    issuingContactName: head.name, issuingContactPhone: scene.phones('desk', township),
    capacityCubicMetres: site.capacityCubicMetres, damHeightMetres: site.damHeightMetres, controlState: state,
    address: `${scene.villageAddress(site.village)}${site.households[0] === undefined ? '' : scene.hamletName(site.households[0])}`,
  });
};

export const hazardThings = (
  scene: Scene, sites: readonly HazardSite[], names: readonly string[], persons: Persons, routes: readonly TransferRoute[], publicSites: readonly PublicSite[],
  clinicPhone: (site: PublicSite) => string,
): readonly DemonstrationThing[] => {
  const making: CardMaking = {
    scene, persons, names, clinicPhone, random: createRandom(scene.plan.seed, 'hazard cards'),
    routeOf: new Map(routes.filter(({ hazard }) => hazard >= 0).map((route) => [route.hazard, route])),
    clinicOf: new Map(publicSites.filter(({ type, name }) => type === 'hospital' && /卫生/.test(name)).map((site) => [scene.townshipOf(site.village), site])),
  };
  return sites.map((site, index) => hazardThing(making, site, index));
};

const ZONE_HAZARDS: Readonly<Record<string, string>> = { flashFlood: 'flashFlood', reservoir: 'flashFlood', waterlogging: 'waterlogging' };
const KEY_PERSONS = 30;

export const riskZoneThings = (scene: Scene, sites: readonly HazardSite[], names: readonly string[]): readonly DemonstrationThing[] => {
  const things: DemonstrationThing[] = [];
  sites.forEach((site, index) => {
    if (site.zone === null || site.households.length === 0) return;
    const persons = site.households.reduce((sum, household) => sum + scene.register.resident[household]!, 0);
    const level = riskLevelOf(site, persons);
    const grade = level === 'red' || level === 'orange' || persons >= KEY_PERSONS ? 'key' : 'general';
    things.push(scene.maker.make('riskZone', scene.maker.id('riskZone', things.length + 1), `${names[index]!.replace('隐患点', '')}${grade === 'key' ? '重点' : '一般'}风险防范区`, scene.villageCode(site.village), ringGeometry(scene.land.raster, site.zone), {
      zoneGrade: grade, riskLevel: level, hazardType: ZONE_HAZARDS[site.type] ?? 'landslide', households: site.households.length, persons,
    }));
  });
  return things;
};
