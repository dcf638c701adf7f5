// The lists an affected area is told in, in the order they are read out.
import { term, type Term } from '../atlas/field.ts';


export const AFFECTED_CATEGORY_NAMES = [
  'persons',
  'households',
  'vulnerable',
  'specialSites',
  'hazardPoints',
  'unregisteredThreats',
  'shelters',
  'blindHouseholds',
  'loudspeakers',
  'roads',
  'transferRoutes',
  'drainsAndIntakes',
  'enterprises',
  'riskZones',
  'teams',
  'stockpiles',
  'stockItems',
  'responsiblePersons',
] as const;

export type AffectedCategoryName = (typeof AFFECTED_CATEGORY_NAMES)[number];

export const AFFECTED_CATEGORY_TERMS: { readonly [name in AffectedCategoryName]: Term } = {
  persons: term('人员', 'Persons'),
  households: term('住户', 'Households'),
  vulnerable: term('弱势人员', 'Vulnerable persons'),
  specialSites: term('重点场所', 'Special sites'),
  hazardPoints: term('登记隐患点', 'Registered hazard points'),
  unregisteredThreats: term('未登记的可疑威胁', 'Suspected threats that are not registered'),
  shelters: term('区内避灾安置场所（不可用，已安置人员须二次转移）', 'Shelters inside: not usable, their occupants must be moved again'),
  blindHouseholds: term('广播盲区住户', 'Households no loudspeaker reaches'),
  loudspeakers: term('可听到的高音喇叭', 'Loudspeakers heard inside'),
  roads: term('中断道路', 'Roads cut'),
  transferRoutes: term('受阻转移路线', 'Evacuation routes crossing it'),
  drainsAndIntakes: term('排水口与取水口', 'Drains and water intakes'),
  enterprises: term('企业', 'Enterprises'),
  riskZones: term('风险防范区', 'Risk zones'),
  teams: term('抢险队伍', 'Rescue teams'),
  stockpiles: term('物资储备点', 'Stockpiles'),
  stockItems: term('储备物资', 'Stock items'),
  responsiblePersons: term('须叫应的责任人', 'Responsible persons to call'),
};

export const AFFECTED_SUMS: { readonly [name in AffectedCategoryName]?: readonly string[] } = {
  specialSites: ['persons', 'nightPersons', 'vulnerablePersons'],
  hazardPoints: ['threatenedHouseholds', 'threatenedPersons'],
  shelters: ['capacity', 'seatsTaken'],
  enterprises: ['staff'],
  riskZones: ['households', 'persons'],
  teams: ['headcount', 'vehicles', 'boats'],
};
