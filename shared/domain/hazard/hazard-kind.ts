// The kinds of hazard that can be declared: the national event codes where there is one, the product's own elsewhere.
import { term, type Term } from '../atlas/field.ts';

export interface HazardKind {
  /** Five-character event code as used in warnings, or this product's own name. */
  readonly code: string;
  readonly term: Term;
  /** `national`: a code of the warning systems; `own`: not a code of any standard. */
  readonly codeSource: 'national' | 'own';
  /** Has substance, wind and 重危 / 轻危 / 安全 zones. */
  readonly isToxic: boolean;
}

const national = (code: string, zh: string, en: string): HazardKind => ({ code, term: term(zh, en), codeSource: 'national', isToxic: false });

const own = (code: string, zh: string, en: string): HazardKind => ({ code, term: term(zh, en), codeSource: 'own', isToxic: false });

export const TOXIC_RELEASE = 'toxicRelease';

export const HAZARD_KINDS: readonly HazardKind[] = [
  national('11D01', '滑坡', 'landslide'),
  national('11D02', '泥石流', 'debris flow'),
  own('rockfall', '崩塌', 'rockfall'),
  national('11D00', '地质灾害', 'geological hazard'),
  national('11A51', '山洪', 'flash flood'),
  national('11A01', '洪水', 'flood'),
  national('11A02', '内涝', 'waterlogging'),
  own('reservoirDanger', '水库山塘险情', 'reservoir or pond in danger'),
  national('11B01', '台风', 'typhoon'),
  national('11B03', '暴雨', 'rainstorm'),
  national('11E02', '风暴潮', 'storm surge'),
  national('11G01', '森林火灾', 'forest fire'),
  own('buildingFire', '建筑火灾', 'building fire'),
  own('dangerousBuilding', '房屋险情', 'building in danger'),
  national('11C02', '地震', 'earthquake'),
  { ...own(TOXIC_RELEASE, '有毒有害物质泄漏', 'toxic release'), isToxic: true },
  own('other', '其他险情', 'other'),
];

const byCode = new Map(HAZARD_KINDS.map((kind) => [kind.code, kind]));

export const hazardKind = (code: string): HazardKind | undefined => byCode.get(code);
