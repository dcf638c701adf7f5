// A name for a hazard nobody has named yet: the villages it lies in, or the nearest one, and its kind.
import { preparePolygon } from '../../../../shared/geo/prepared-polygon.ts';
import { distance } from '../../../../shared/geo/geodesy.ts';
import type { MultiPolygonCoordinates } from '../../../../shared/geo/geometry.ts';
import type { Language } from '../../../../shared/i18n/language.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';

export interface NamedPlace {
  readonly name: string;
  readonly level: 'county' | 'township' | 'village';
  readonly position: LonLat | null;
}

const NAMED = 2;
const NEAR_METRES = 5_000;

/** Middle of the box around it; an area of one place has one too. */
const centreOf = (area: MultiPolygonCoordinates): LonLat => {
  const corners = area.flat(2);
  const middle = (values: readonly number[]): number => (values.reduce((least, value) => Math.min(least, value), Infinity) + values.reduce((most, value) => Math.max(most, value), -Infinity)) / 2;
  return [middle(corners.map(([x]) => x)), middle(corners.map(([, y]) => y))];
};

const villagesOf = (area: MultiPolygonCoordinates, areas: readonly NamedPlace[]): { readonly inside: readonly string[]; readonly nearest: string | null } => {
  const prepared = preparePolygon(area);
  const centre = centreOf(area);
  const villages = areas.flatMap(({ name, level, position }) => (level === 'village' && position !== null ? [{ name, position, metres: distance(centre, position) }] : [])).toSorted((left, right) => left.metres - right.metres);
  const inside = villages.filter(({ position }) => prepared.contains(position[0], position[1])).map(({ name }) => name);
  const [near] = villages;
  return { inside, nearest: near !== undefined && near.metres <= NEAR_METRES ? near.name : null };
};

const inChinese = (inside: readonly string[], nearest: string | null, kind: string): string => {
  if (inside.length > NAMED) return `${inside.slice(0, NAMED).join('、')}等${inside.length}村${kind}`;
  if (inside.length > 0) return `${inside.join('、')}${kind}`;
  return nearest === null ? kind : `${nearest}附近${kind}`;
};

const inEnglish = (inside: readonly string[], nearest: string | null, kind: string): string => {
  if (inside.length > NAMED) return `${inside.slice(0, NAMED).join(', ')} and ${inside.length - NAMED} more villages: ${kind}`;
  if (inside.length > 0) return `${inside.join(', ')}: ${kind}`;
  return nearest === null ? kind : `near ${nearest}: ${kind}`;
};

/** `kind` in the same language; an empty kind gives no name. */
export const proposeName = (area: MultiPolygonCoordinates, areas: readonly NamedPlace[], kind: string, language: Language): string => {
  if (kind === '' || area.length === 0) return '';
  const { inside, nearest } = villagesOf(area, areas);
  return (language === 'zh-CN' ? inChinese : inEnglish)(inside, nearest, kind).slice(0, 200);
};
