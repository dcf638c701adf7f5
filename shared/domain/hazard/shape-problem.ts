// Why a drawn shape cannot be used, or what its author should know about it; nothing is mended silently.
import type { LonLat } from '../../kernel/units.ts';
import { term, type Term } from '../atlas/field.ts';
import type { ZoneGrade } from './hazard-zone.ts';

export const SHAPE_PROBLEM_TERMS = {
  unknownKind: term('没有这种险情类型。', 'There is no such kind of hazard.'),
  empty: term('图形是空的：请重新绘制。', 'The shape is empty: draw it again.'),
  notAPosition: term('有的点不是经纬度位置。', 'A point is not a position on the earth.'),
  tooFewPoints: term('点太少，围不成区域：多边形至少要三个不同的点，线至少两个。', 'Too few points: a polygon needs three different points, a line two.'),
  tooManyVertices: term('点太多：请画得简单些。', 'Too many points: draw a simpler shape.'),
  notClosed: term('边界没有闭合：请回到起点结束。', 'The boundary is not closed: end where it began.'),
  repeatedPoint: term('有重复的点；不影响统计。', 'A point is there twice; the count is not changed by it.'),
  selfCrossing: term('边界自相交：里外分不清，请把交叉处改开。', 'The boundary crosses itself: inside and outside cannot be told apart.'),
  selfTouching: term('边界有一处碰到自己；不影响统计。', 'The boundary touches itself at one point; the count is not changed by it.'),
  doublesBack: term('边界沿原路折回：请删去多余的点。', 'The boundary runs back along itself: remove the superfluous points.'),
  ringsCross: term('两圈边界相交：请改开。', 'Two boundaries cross: draw them apart.'),
  emptyArea: term('围出的面积几乎为零。', 'The enclosed area is practically nothing.'),
  holeOutside: term('挖空部分不在区域之内。', 'A hole lies outside the area.'),
  holesOverlap: term('挖空部分互相重叠。', 'Holes overlap.'),
  keyOutsideGeneral: term('“重点”不全在“一般”之内：请重画其中一圈。', 'The key zone is not wholly inside the general zone: draw one of them again.'),
  badDistance: term('距离或半径须大于零且不超过上限。', 'Distance or radius must be above zero and below the limit.'),
  badAzimuth: term('方位角不是数字。', 'A direction is not a number.'),
  emptySector: term('扇形的两条边重合。', 'The two sides of the sector are the same direction.'),
  distancesReversed: term('由内到外的距离须逐级增大。', 'Distances must grow from the inner zone outwards.'),
  tooLarge: term('范围过大，超出本县处置所能及。', 'The area is larger than can be worked with.'),
  outsideCounty: term('图形全部在本县之外：请检查位置和坐标系。', 'The shape lies wholly outside the county: check the position and the coordinate system.'),
  partlyOutsideCounty: term('图形有一部分在本县之外：那里没有数据，统计不含。', 'Part of the shape lies outside the county: there are no data there and it is not counted.'),
  countyUnknown: term('还没有本县的范围，无法核对图形是否在县内。', 'The county’s extent is not known, so it cannot be checked that the shape lies in it.'),
  toxicDetailsMissing: term('泄漏类险情须填写物质。', 'A toxic release needs its substance.'),
  toxicDetailsUnexpected: term('只有泄漏类险情才有物质和风向。', 'Only a toxic release has substance and wind.'),
  unknownSubstance: term('物质表中没有这种物质。', 'The substance is not in the table.'),
  unNumberMismatch: term('UN 号与所选物质不符：氨水不是液氨，请核对。', 'The UN number is not that of the chosen substance: ammonia solution is not anhydrous ammonia.'),
  windMissing: term('没有实测风向，不能只划下风向：请按四周划定或先测风。', 'Without a measured wind no downwind zone can be drawn: draw all round or measure first.'),
  windExpired: term('风的实测值已过有效时间：请重新测风，或按四周划定。', 'The measured wind is past its validity: measure again or draw all round.'),
  windTimes: term('测风时间不能晚于现在，有效时间须晚于测风时间。', 'The wind cannot have been measured in the future, and must be valid until after it was measured.'),
  factInFuture: term('事实发生时间不能晚于现在。', 'The time of the fact cannot lie in the future.'),
} as const satisfies { readonly [reason: string]: Term };

export const SHAPE_PROBLEM_REASONS = [
  'unknownKind',
  'empty',
  'notAPosition',
  'tooFewPoints',
  'tooManyVertices',
  'notClosed',
  'repeatedPoint',
  'selfCrossing',
  'selfTouching',
  'doublesBack',
  'ringsCross',
  'emptyArea',
  'holeOutside',
  'holesOverlap',
  'keyOutsideGeneral',
  'badDistance',
  'badAzimuth',
  'emptySector',
  'distancesReversed',
  'tooLarge',
  'outsideCounty',
  'partlyOutsideCounty',
  'countyUnknown',
  'toxicDetailsMissing',
  'toxicDetailsUnexpected',
  'unknownSubstance',
  'unNumberMismatch',
  'windMissing',
  'windExpired',
  'windTimes',
  'factInFuture',
] as const satisfies readonly (keyof typeof SHAPE_PROBLEM_TERMS)[];

export type ShapeProblemReason = keyof typeof SHAPE_PROBLEM_TERMS;

export interface ShapeProblem {
  readonly reason: ShapeProblemReason;
  /** A fatal problem must be mended before the hazard can be saved; the others are told and may stay. */
  readonly isFatal: boolean;
  /** Where on the map, where that can be said. */
  readonly at: LonLat | null;
  /** The ring or zone it is about, where there are several. */
  readonly grade: ZoneGrade | null;
  /** The limit or the measured value, in the unit of the reason: metres, vertices or square metres. */
  readonly value: number | null;
}

const NOTES: ReadonlySet<ShapeProblemReason> = new Set<ShapeProblemReason>(['repeatedPoint', 'selfTouching', 'partlyOutsideCounty', 'countyUnknown']);

export const shapeProblem = (
  reason: ShapeProblemReason,
  more: { readonly at?: LonLat | null; readonly grade?: ZoneGrade | null; readonly value?: number | null } = {},
): ShapeProblem => ({ reason, isFatal: !NOTES.has(reason), at: more.at ?? null, grade: more.grade ?? null, value: more.value ?? null });
