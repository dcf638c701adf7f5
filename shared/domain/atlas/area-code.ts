// 12-digit statistical area codes: 6 county, 3 township, 3 village.

export type AreaLevel = 'county' | 'township' | 'village';

/** The digits that name the area at its own level, so that a prefix test finds everything inside it. */
export const significantDigits = (areaCode: string): string => {
  if (areaCode.length <= 6 || areaCode.slice(6) === '000000') return areaCode.slice(0, 6);
  if (areaCode.length <= 9 || areaCode.slice(9) === '000') return areaCode.slice(0, 9);
  return areaCode;
};

export const areaLevel = (areaCode: string): AreaLevel => {
  const digits = significantDigits(areaCode);
  return digits.length === 6 ? 'county' : digits.length === 9 ? 'township' : 'village';
};

export const isInside = (areaCode: string, container: string): boolean =>
  areaCode !== '' && areaCode.startsWith(significantDigits(container));
