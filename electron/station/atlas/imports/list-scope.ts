// Which things on the map a file would name if it were the complete list it is said to be.
import { significantDigits } from '../../../../shared/domain/atlas/area-code.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import type { Mapping } from '../import/mapping.ts';

/** `unknown`: within the list but for its area, which nobody has said; such things are left alone. */
export type InScope = (thing: Thing) => 'inside' | 'outside' | 'unknown';

/** A list of reservoirs is complete for reservoirs, not for every hazard point: what the file says of all its rows must hold. */
const constantsHold = ({ attributes }: Thing, { fields }: Mapping): boolean =>
  fields.every((field) => {
    if (field.from !== 'constant') return true;
    const value = attributes[field.field];
    const wanted = typeof field.value === 'string' ? [field.value] : field.value;
    return Array.isArray(value) ? wanted.every((item) => value.some((held) => held === item)) : wanted.includes(String(value ?? ''));
  });

export const listScope = (mapping: Mapping, areaCode: string): InScope => {
  const digits = areaCode === '' ? '' : significantDigits(areaCode);
  return (thing) => {
    if (!constantsHold(thing, mapping)) return 'outside';
    if (digits === '' || thing.areaCode.startsWith(digits)) return 'inside';
    return thing.areaCode === '' ? 'unknown' : 'outside';
  };
};
