// Whether what is said of a resident can be kept.
import { type Resident, VULNERABILITIES } from './thing.ts';

export type ResidentFault = 'badId' | 'badHouseholdId' | 'tooLong' | 'badSex' | 'badBirthYear' | 'badAnswer' | 'badVulnerability';

const LONGEST_ID = 80;
const LONGEST_TEXT = 300;

const isId = (value: string): boolean => value.length > 0 && value.length <= LONGEST_ID;

const isAnswer = (value: unknown): boolean => value === null || typeof value === 'boolean';

const isBirthYear = (year: number | null): boolean => year === null || (Number.isInteger(year) && year >= 1850 && year <= 2200);

/** The first thing that does not fit; null where everything does. */
export const residentFault = (resident: Resident): ResidentFault | null => {
  const { id, householdId, name, phone, sex, birthYear, vulnerability } = resident;
  if (!isId(id)) return 'badId';
  if (!isId(householdId)) return 'badHouseholdId';
  if (name.length > LONGEST_TEXT || phone.length > LONGEST_TEXT) return 'tooLong';
  if (sex !== null && sex !== 'male' && sex !== 'female') return 'badSex';
  if (!isBirthYear(birthYear)) return 'badBirthYear';
  if (![resident.isRegistered, resident.isResident, resident.isPresentTonight].every(isAnswer)) return 'badAnswer';
  return vulnerability === null || VULNERABILITIES.some(({ value }) => value === vulnerability) ? null : 'badVulnerability';
};
