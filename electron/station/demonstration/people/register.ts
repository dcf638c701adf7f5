// The household register: heads, names, addresses and head counts by household, and the residents one by one on demand.
import type { Resident } from '../../../../shared/domain/atlas/thing.ts';
import { createRandom, type Random } from '../random.ts';
import { composeFamily, type Member, type Setting } from './families.ts';
import type { Households } from './houses.ts';
import { drawSurname, familySurname, givenName } from './names.ts';
import type { Phones } from './phones.ts';

export interface Register {
  readonly households: Households;
  readonly headName: readonly string[];
  readonly phone: readonly string[];
  /** Persons by household: registered, living here, at home tonight as far as anyone knows, in need of help. */
  readonly registered: Uint8Array;
  readonly resident: Uint8Array;
  readonly presentTonight: Uint8Array;
  readonly vulnerable: Uint8Array;
  readonly persons: Uint8Array;
  readonly ownsVehicle: Uint8Array;
  /** The family of one household, person by person. */
  readonly residentsOf: (household: number) => readonly Resident[];
}

export interface RegisterSite {
  readonly households: Households;
  /** By village: the clan whose name half the families bear, and how far out it lies. */
  readonly settings: readonly Setting[];
  readonly phones: Phones;
  readonly seed: number;
  readonly year: number;
  readonly householdId: (household: number) => string;
  readonly residentId: (person: number) => string;
}

interface Family {
  readonly members: readonly Member[];
  readonly names: readonly string[];
  readonly hasVehicle: boolean;
}

const drawFamily = (site: RegisterSite, clans: readonly string[], household: number): Family => {
  const random = createRandom(site.seed, 'family', household);
  const village = site.households.village[household]!;
  const setting = site.settings[village]!;
  const members = composeFamily(random, setting);
  const surname = familySurname(random, clans[village]!);
  const nameOf = (member: Member, draw: Random): string => {
    const sex = member.sex ?? 'male';
    return `${member.isOfLine ? surname : drawSurname(draw)}${givenName(draw, sex)}`;
  };
  const names = members.map((member) => nameOf(member, random));
  const canDrive = members.some(({ age, isResident }) => age !== null && age >= 20 && age < 66 && isResident !== false);
  return { members, names, hasVehicle: canDrive && random.chance(setting === 'remote' ? 0.34 : 0.52) };
};

const count = (members: readonly Member[], isCounted: (member: Member) => boolean): number => members.reduce((sum, member) => sum + (isCounted(member) ? 1 : 0), 0);

const toResidents = (site: RegisterSite, family: Family, household: number, first: number, headPhone: string): readonly Resident[] => {
  const random = createRandom(site.seed, 'calls', household);
  return family.members.map((member, index) => {
    const hasPhone = member.age !== null && member.age >= 12 && (member.age < 80 || random.chance(0.4)) && random.chance(0.9);
    return {
      id: site.residentId(first + index), householdId: site.householdId(household), name: family.names[index]!, sex: member.sex,
      birthYear: member.age === null ? null : site.year - member.age,
      isRegistered: member.isRegistered, isResident: member.isResident, isPresentTonight: member.isPresentTonight, vulnerability: member.vulnerability,
      phone: index === 0 ? headPhone : hasPhone ? site.phones('resident', first + index) : '',
    };
  });
};

export const keepRegister = (site: RegisterSite): Register => {
  const { households, phones, seed } = site;
  const clanDraw = createRandom(seed, 'clans');
  const clans = site.settings.map(() => drawSurname(clanDraw));
  const size = households.count;
  const headName: string[] = [];
  const phone: string[] = [];
  const firstPerson = new Int32Array(size + 1);
  const columns = { registered: new Uint8Array(size), resident: new Uint8Array(size), presentTonight: new Uint8Array(size), vulnerable: new Uint8Array(size), persons: new Uint8Array(size), ownsVehicle: new Uint8Array(size) };
  for (let household = 0; household < size; household += 1) {
    const { members, names, hasVehicle } = drawFamily(site, clans, household);
    headName.push(names[0]!);
    phone.push(phones('resident', firstPerson[household]!));
    firstPerson[household + 1] = firstPerson[household]! + members.length;
    columns.persons[household] = members.length;
    columns.registered[household] = count(members, ({ isRegistered }) => isRegistered === true);
    columns.resident[household] = count(members, ({ isResident }) => isResident === true);
    columns.presentTonight[household] = count(members, ({ isPresentTonight }) => isPresentTonight === true);
    columns.vulnerable[household] = count(members, ({ vulnerability }) => vulnerability !== null);
    columns.ownsVehicle[household] = hasVehicle ? 1 : 0;
  }
  return {
    households, headName, phone, ...columns,
    residentsOf: (household) => toResidents(site, drawFamily(site, clans, household), household, firstPerson[household]!, phone[household]!),
  };
};
