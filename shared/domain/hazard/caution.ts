// What a count does not know, said in words beside it, so that no zero is read as safe.
import { term, type Term } from '../atlas/field.ts';

export const CAUTION_TERMS = {
  noPopulationData: term('没有人口数据：人数为零不表示无人。', 'There are no population data: zero persons does not mean nobody.'),
  presentTonightUnknown: term('有人员的“当晚在村”无人说明。', 'For some persons nobody has said whether they are in the village tonight.'),
  unlocatedHouseholds: term('有住户没有坐标，未计入；其中本区涉及的村另列。', 'Some households have no coordinates and are not counted; those of the villages concerned are given apart.'),
  nearEdge: term('有住户紧靠边界，是否在内不能确定。', 'Some households are so near the edge that they may be on the other side.'),
  noRegisteredHazardPoint: term('区内没有登记隐患点：不等于安全。', 'No hazard point is registered inside: that does not mean safe.'),
  noTerrain: term('没有地形数据：未登记的威胁无法筛查，情况不明。', 'There is no terrain: threats that are not registered cannot be looked for; the state is unknown.'),
  terrainGaps: term('部分住户周围没有地形数据，情况不明。', 'Around some households the terrain is not known.'),
  noWaterways: term('没有水系数据：临溪住户无法筛查。', 'There are no waterways in the data: houses beside streams cannot be looked for.'),
  noLoudspeakers: term('没有高音喇叭数据：全部住户按听不到处理。', 'There are no loudspeakers in the data: every household counts as not reached.'),
  loudspeakerReachUnknown: term('有喇叭的可听范围不明，未按听得到处理。', 'For some loudspeakers the reach is not known; they do not count as heard.'),
  loudspeakersUnlocated: term('有喇叭没有坐标。', 'Some loudspeakers have no coordinates.'),
  noRoads: term('没有道路数据：断路情况不明。', 'There are no roads in the data: whether any is cut is not known.'),
  windExpired: term('风的实测值已过有效时间：分区可能已不对。', 'The measured wind is past its validity: the zones may be wrong by now.'),
  windNone: term('没有实测风。', 'No wind has been measured.'),
  countyUnknown: term('还没有本县的范围。', 'The county’s extent is not known.'),
  partlyOutsideCounty: term('一部分在本县之外，那里没有数据。', 'Part of it lies outside the county, where there are no data.'),
} as const satisfies { readonly [caution: string]: Term };

export type Caution = keyof typeof CAUTION_TERMS;

export const CAUTIONS = [
  'noPopulationData',
  'presentTonightUnknown',
  'unlocatedHouseholds',
  'nearEdge',
  'noRegisteredHazardPoint',
  'noTerrain',
  'terrainGaps',
  'noWaterways',
  'noLoudspeakers',
  'loudspeakerReachUnknown',
  'loudspeakersUnlocated',
  'noRoads',
  'windExpired',
  'windNone',
  'countyUnknown',
  'partlyOutsideCounty',
] as const satisfies readonly Caution[];
