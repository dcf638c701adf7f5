// Which kind of thing a list holds, which of its attributes are read out in it, and whether it names persons.
import type { AffectedCategoryName } from '../../../../shared/domain/hazard/affected-category.ts';

const CATEGORY_KINDS: { readonly [category in AffectedCategoryName]?: string } = {
  specialSites: 'specialSite',
  hazardPoints: 'hazardPoint',
  shelters: 'shelter',
  loudspeakers: 'loudspeaker',
  roads: 'road',
  transferRoutes: 'transferRoute',
  drainsAndIntakes: 'specialSite',
  enterprises: 'enterprise',
  riskZones: 'riskZone',
  teams: 'team',
  stockpiles: 'stockpile',
  stockItems: 'stockItem',
  responsiblePersons: 'responsiblePerson',
};

export const kindOfCategory = (category: AffectedCategoryName): string | undefined => CATEGORY_KINDS[category];

const READ_OUT: { readonly [kind: string]: readonly string[] } = {
  specialSite: ['siteType', 'persons', 'nightPersons', 'vulnerablePersons', 'contactName'],
  hazardPoint: ['type', 'riskLevel', 'threatenedHouseholds', 'threatenedPersons', 'responsibleName', 'monitorName'],
  shelter: ['openState', 'capacity', 'seatsTaken', 'managerName'],
  loudspeaker: ['workState', 'carrier', 'audibleRadiusMetres', 'keeperName'],
  road: ['roadClass', 'roadNumber', 'bridge'],
  transferRoute: ['mode', 'fromName', 'persons', 'guideName'],
  enterprise: ['sector', 'substances', 'staff', 'safetyOfficer'],
  riskZone: ['zoneGrade', 'riskLevel', 'hazardType', 'households', 'persons'],
  team: ['teamType', 'dutyState', 'headcount', 'leaderName'],
  stockpile: ['depotKind', 'keeperName'],
  stockItem: ['goodsClass', 'quantity', 'unit', 'expiryDate'],
  responsiblePerson: ['chainLevel', 'post', 'coveredArea'],
};

export const readOutKeys = (kind: string): readonly string[] => READ_OUT[kind] ?? [];

const OF_PERSONS: ReadonlySet<AffectedCategoryName> = new Set(['persons', 'households', 'vulnerable', 'blindHouseholds', 'responsiblePersons']);

/** Lists that are nothing but names to those who may not see any. */
export const namesPersons = (category: AffectedCategoryName): boolean => OF_PERSONS.has(category);
