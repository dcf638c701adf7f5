// The chain of those responsible: county leaders for townships, township cadres for villages, village cadres, and a contact for every household.
import { createRandom, type Random } from '../random.ts';
import { drawSurname, givenName } from '../people/names.ts';
import { COUNTY_AGENCIES, COUNTY_HEADS, COUNTY_LEADERS, TOWNSHIP_POSTS, VILLAGE_POSTS } from '../tables/posts.ts';
import type { Hazards } from './hazards/find-hazards.ts';
import type { Scene } from './scene.ts';

export type ChainLevel = 'county' | 'township' | 'village' | 'household';
export type Role =
  | 'firstResponsible' | 'emergencyAdministrator' | 'gridMember' | 'waterPatrol' | 'flashFloodWarner' | 'geoMonitor' | 'shelterManager' | 'dangerousHouseContact' | 'transferGuide';

export interface Person {
  readonly number: number;
  readonly name: string;
  readonly phone: string;
  readonly level: ChainLevel;
  readonly responsibility: 'leadership' | 'supervision' | 'subject';
  readonly post: string;
  readonly roles: Set<Role>;
  readonly superior: Person | undefined;
  readonly covers: string;
  readonly coveredHouseholds: number | undefined;
  readonly areaCode: string;
  readonly x: number;
  readonly y: number;
  readonly secondPhone: string | undefined;
  readonly satellitePhone: string | undefined;
}

export interface Persons {
  readonly list: readonly Person[];
  readonly headOf: (township: number) => Person;
  /** The township cadre who answers for a village. */
  readonly overseerOf: (village: number) => Person;
  readonly secretaryOf: (village: number) => Person;
  /** A cadre of the village in a role; its administrator where nobody else has it. */
  readonly inRole: (village: number, role: Role) => Person;
  readonly contactOf: (household: number) => Person;
}

type PersonDraft = Omit<Person, 'number' | 'roles'> & { readonly roles: readonly Role[] };

interface Staff {
  readonly scene: Scene;
  readonly random: Random;
  readonly list: Person[];
}

const enlist = (staff: Staff, draft: PersonDraft): Person => {
  const person: Person = { ...draft, number: staff.list.length + 1, roles: new Set(draft.roles) };
  staff.list.push(person);
  return person;
};

const stranger = (staff: Staff): { readonly name: string; readonly phone: string } => ({
  name: `${drawSurname(staff.random)}${givenName(staff.random, staff.random.chance(0.74) ? 'male' : 'female')}`,
  phone: staff.scene.phones('person', staff.list.length),
});

const deskPhone = (staff: Staff): string => staff.scene.phones('desk', 1000 + staff.list.length);

const enlistCounty = (staff: Staff): readonly Person[] => {
  const { scene } = staff;
  const place = scene.seatPlace(0);
  const base = { level: 'county', areaCode: scene.countyCode, ...place, satellitePhone: undefined } as const;
  const [, head] = COUNTY_HEADS.map((post, index) => enlist(staff, {
    ...base, ...stranger(staff), responsibility: 'leadership', post, roles: ['firstResponsible'], superior: index === 0 ? undefined : staff.list[0],
    covers: scene.plan.name, coveredHouseholds: scene.register.households.count, secondPhone: deskPhone(staff),
  }));
  for (const post of COUNTY_AGENCIES) enlist(staff, { ...base, ...stranger(staff), responsibility: 'supervision', post, roles: [], superior: head, covers: scene.plan.name, coveredHouseholds: undefined, secondPhone: deskPhone(staff) });
  return scene.names.townships.map((township, index) => enlist(staff, {
    ...base, ...stranger(staff), responsibility: 'leadership', post: COUNTY_LEADERS[index % COUNTY_LEADERS.length]!, roles: [], superior: head, covers: township.name,
    coveredHouseholds: undefined, secondPhone: deskPhone(staff),
  }));
};

interface TownshipStaff {
  readonly head: Person;
  readonly overseers: readonly Person[];
}

const enlistTownship = (staff: Staff, township: number, leader: Person, villages: readonly number[]): TownshipStaff => {
  const { scene } = staff;
  const { name } = scene.names.townships[township]!;
  const isStreet = scene.townships.classes[township] === 'street';
  const base = { level: 'township', areaCode: scene.townshipCode(township), ...scene.seatPlace(township), responsibility: 'leadership' } as const;
  const [secretary, mayor] = [isStreet ? '党工委书记' : '党委书记', isStreet ? '办事处主任' : scene.townships.classes[township] === 'rural' ? '乡长' : '镇长'];
  const first = { ...base, roles: ['firstResponsible'], superior: leader, covers: name, coveredHouseholds: undefined } as const;
  const head = enlist(staff, { ...first, ...stranger(staff), post: `${name}${secretary}`, secondPhone: deskPhone(staff), satellitePhone: scene.phones('satellite', township) });
  const second = enlist(staff, { ...first, ...stranger(staff), post: `${name}${mayor}`, secondPhone: deskPhone(staff), satellitePhone: undefined });
  const count = Math.max(2, Math.min(TOWNSHIP_POSTS.length, Math.ceil(villages.length / 3)));
  const overseers = TOWNSHIP_POSTS.slice(0, count).map((post, index) => {
    const own = villages.filter((_, order) => order % count === index);
    return enlist(staff, {
      ...base, ...stranger(staff), post: `${name}${isStreet ? post.replace('镇长', '主任').replace('党委', '党工委') : post.replace('副镇长', scene.townships.classes[township] === 'rural' ? '副乡长' : '副镇长')}`,
      roles: post.startsWith('应急管理站') ? ['emergencyAdministrator'] : [], superior: index % 2 === 0 ? head : second,
      covers: own.map((village) => scene.names.villages[village]!.name).join('、'),
      coveredHouseholds: own.reduce((sum, village) => sum + scene.householdsOf(village).length, 0), secondPhone: deskPhone(staff), satellitePhone: undefined,
    });
  });
  return { head, overseers };
};

/** What dangers a village has decides which monitors it must have. */
const neededRoles = (scene: Scene, hazards: Hazards, village: number): readonly Role[] => {
  const own = hazards.sites.filter((site) => site.village === village);
  const needed: Role[] = ['shelterManager', 'transferGuide', 'gridMember', 'gridMember'];
  for (let count = 0; count < Math.min(3, Math.ceil(own.filter(({ type }) => type.startsWith('20104')).length / 2)); count += 1) needed.push('geoMonitor');
  if (own.some(({ type }) => type === 'flashFlood') || scene.ground.aboveStream[scene.sites.cells[village]!]! < 6) needed.push('flashFloodWarner');
  if (own.some(({ type }) => type === 'reservoir')) needed.push('waterPatrol');
  if (own.some(({ type }) => type === 'dangerousHouse')) needed.push('dangerousHouseContact');
  return needed;
};

/** Heads of households fit to serve: of working age as far as the register tells, at home, and each asked once. */
const willing = (staff: Staff, village: number): number[] => {
  const { register } = staff.scene;
  const all = staff.scene.householdsOf(village);
  const fit = all.filter((household) => register.ownsVehicle[household] === 1 && register.resident[household]! > 0);
  return fit.length >= 12 ? [...fit] : [...fit, ...all.filter((household) => !fit.includes(household))];
};

const draw = (staff: Staff, pool: number[], village: number): { readonly name: string; readonly phone: string; readonly x: number; readonly y: number } => {
  const [household] = pool.length === 0 ? [] : pool.splice(staff.random.integer(0, pool.length - 1), 1);
  if (household === undefined) return { ...stranger(staff), ...staff.scene.villagePlace(village) };
  const { register } = staff.scene;
  return { name: register.headName[household]!, phone: register.phone[household]!, x: register.households.x[household]!, y: register.households.y[household]! };
};

const enlistVillage = (staff: Staff, hazards: Hazards, village: number, overseer: Person, pool: number[]): readonly Person[] => {
  const { scene, random } = staff;
  const isTown = village < scene.sites.townCount;
  const count = Math.min(VILLAGE_POSTS.length, 4 + Math.round(scene.householdsOf(village).length / 90));
  const { name } = scene.names.villages[village]!;
  const cadres: Person[] = [];
  for (const [index, post] of VILLAGE_POSTS.slice(0, count).entries()) {
    cadres.push(enlist(staff, {
      level: 'village', areaCode: scene.villageCode(village), ...draw(staff, pool, village), responsibility: index === 0 ? 'leadership' : 'supervision',
      post: isTown ? post.replace('村党支部', '社区党委').replaceAll('村委会', '居委会').replaceAll('村', '社区') : post,
      roles: index === 0 ? ['firstResponsible'] : index === 1 ? ['emergencyAdministrator', 'gridMember'] : [],
      superior: index === 0 ? overseer : cadres[0], covers: name, coveredHouseholds: index === 0 ? scene.householdsOf(village).length : undefined,
      secondPhone: index === 0 ? deskPhone(staff) : undefined, satellitePhone: index === 1 && !isTown ? scene.phones('satellite', 100 + village) : undefined,
    }));
  }
  // Many roles on few shoulders, as it is (多员合一).
  neededRoles(scene, hazards, village).forEach((role) => cadres[random.integer(1, cadres.length - 1)]!.roles.add(role));
  return cadres;
};

const HOUSEHOLDS_PER_CONTACT = 15;
const TOWN_HOUSEHOLDS_PER_CONTACT = 45;

const enlistContacts = (staff: Staff, village: number, cadres: readonly Person[], pool: number[], contacts: Person[]): void => {
  const { scene } = staff;
  const households = scene.householdsOf(village);
  const size = village < scene.sites.townCount ? TOWN_HOUSEHOLDS_PER_CONTACT : HOUSEHOLDS_PER_CONTACT;
  const groups = Math.max(1, Math.round(households.length / size));
  for (let group = 0; group < groups; group += 1) {
    const own = households.slice(Math.floor((group * households.length) / groups), Math.floor(((group + 1) * households.length) / groups));
    const person = enlist(staff, {
      level: 'household', areaCode: scene.villageCode(village), ...draw(staff, pool, village), responsibility: 'subject', post: village < scene.sites.townCount ? '楼道长、网格员' : '包户联系人',
      roles: village < scene.sites.townCount ? ['gridMember'] : ['transferGuide'], superior: cadres[1 + (group % (cadres.length - 1))],
      covers: [...new Set(own.map((household) => scene.hamletName(household)))].join('、'), coveredHouseholds: own.length, secondPhone: undefined, satellitePhone: undefined,
    });
    for (const household of own) contacts[household] = person;
  }
};

export const appointPersons = (scene: Scene, hazards: Hazards): Persons => {
  const staff: Staff = { scene, random: createRandom(scene.plan.seed, 'persons'), list: [] };
  const leaders = enlistCounty(staff);
  const byTownship = scene.names.townships.map((_, township) => {
    const villages = scene.townships.ofVillage.map((_of, village) => village).filter((village) => scene.townshipOf(village) === township);
    return { villages, ...enlistTownship(staff, township, leaders[township]!, villages) };
  });
  const overseerOf = (village: number): Person => {
    const { villages, overseers } = byTownship[scene.townshipOf(village)]!;
    return overseers[villages.indexOf(village) % overseers.length]!;
  };
  const contacts: Person[] = [];
  const cadres = scene.sites.cells.map((_, village) => {
    const pool = willing(staff, village);
    const own = enlistVillage(staff, hazards, village, overseerOf(village), pool);
    enlistContacts(staff, village, own, pool, contacts);
    return own;
  });
  return {
    list: staff.list, overseerOf, headOf: (township) => byTownship[township]!.head, secretaryOf: (village) => cadres[village]![0]!,
    inRole: (village, role) => cadres[village]!.find(({ roles }) => roles.has(role)) ?? cadres[village]![1]!, contactOf: (household) => contacts[household]!,
  };
};
