// 避灾安置场所: where people are taken in, for which hazards, how many, and how many seats are taken now.
import { choice, term, type Choice, type ThingKind } from '../field.ts';

export const HAZARD_SUITABILITY: readonly Choice[] = [
  choice('flood', '洪水', 'flood', ['洪水', '防汛', '洪涝', 'flood_L1', 'flood_L2']),
  choice('landslide', '地质灾害', 'landslide', ['崖崩れ、土石流及び地滑り', '土砂災害', '山体滑坡', 'sedimentDisaster']),
  choice('stormSurge', '风暴潮', 'storm surge', ['高潮']),
  choice('earthquake', '地震', 'earthquake', ['地震']),
  choice('tsunami', '海啸', 'tsunami', ['津波', 'tunami']),
  choice('fire', '火灾', 'large fire', ['大規模な火事', '森林火灾', 'fire']),
  choice('waterlogging', '内涝', 'waterlogging', ['内水氾濫', 'inundation']),
  choice('volcano', '火山', 'volcano', ['火山現象']),
  choice('typhoon', '台风', 'typhoon', ['防台']),
  choice('toxicRelease', '有毒气体泄漏', 'toxic release', ['危化品泄漏']),
];

export const SHELTER: ThingKind = {
  kind: 'shelter',
  term: term('避灾安置场所', 'Shelter'),
  geometry: 'point',
  symbolField: 'shelterClass',
  stateField: 'openState',
  isCoreLayer: true,
  titles: ['避灾', '安置', '避难', '避难场所', '避難', '避難所', 'evacuation', 'shelter'],
  fields: [
    { key: 'adminLevel', term: term('级别', 'Level'), type: 'choice', headers: ['级别', '场所级别'], choices: [
      choice('province', '省级', 'province'), choice('city', '市级', 'city'), choice('county', '县级', 'county'), choice('township', '乡镇级', 'township'), choice('village', '村级', 'village')] },
    { key: 'shelterClass', term: term('类别', 'Class'), type: 'choice', headers: ['类别', '场所类别', '避难场所类型'], choices: [
      choice('emergency', '紧急避难场所', 'emergency', ['紧急', '指定緊急避難場所']), choice('shortTerm', '短期固定', 'short-term'), choice('mediumTerm', '中期固定', 'medium-term'),
      choice('longTerm', '长期固定', 'long-term'), choice('centre', '中心避难场所', 'centre')] },
    { key: 'spaceType', term: term('空间类型', 'Space'), type: 'choice', headers: ['空间类型', '室内外'], choices: [choice('indoor', '室内', 'indoor'), choice('outdoor', '室外', 'outdoor'), choice('both', '室内外', 'both')] },
    { key: 'suitableFor', term: term('适用灾种', 'Suitable for'), type: 'choices', choices: HAZARD_SUITABILITY, headers: ['适用灾种', '避难种类', '灾种'], flagFields: { conditional: 'conditionallySuitableFor', denied: 'unsuitableFor' } },
    { key: 'conditionallySuitableFor', term: term('有条件适用灾种', 'Conditionally suitable for'), type: 'choices', choices: HAZARD_SUITABILITY },
    { key: 'unsuitableFor', term: term('不适用灾种', 'Not suitable for'), type: 'choices', choices: HAZARD_SUITABILITY },
    { key: 'capacity', term: term('安置容量', 'Capacity'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['安置容量', '安置人数', '可安置人数', '可容纳人数', '容纳人数', '容量', '想定収容人数', '収容人数', 'capacity'] },
    { key: 'usableFloors', term: term('可用楼层', 'Usable floors'), type: 'text', headers: ['可用楼层', '避难楼层', '避難階', 'shelter'] },
    { key: 'elevationMetres', term: term('海拔', 'Elevation'), type: 'number', unit: term('米', 'm'), headers: ['海拔', '高程', '標高', 'elevation'] },
    { key: 'seatsTaken', term: term('已安置', 'Seats taken'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['已安置', '已安置人数', '在住人数'] },
    { key: 'areaSquareMetres', term: term('有效面积', 'Usable area'), type: 'number', minimum: 0, unit: term('平方米', 'm²'), headers: ['面积', '建筑面积', '有效面积', '避难面积'] },
    { key: 'structure', term: term('结构', 'Structure'), type: 'choice', headers: ['结构', '房屋结构'], choices: [
      choice('reinforcedConcrete', '钢筋混凝土', 'reinforced concrete', ['钢混', '框架']), choice('brick', '砖混', 'brick-concrete'), choice('steel', '钢结构', 'steel'), choice('wood', '砖木', 'brick-wood'), choice('open', '场地', 'open ground')] },
    { key: 'isPrefabricated', term: term('装配式', 'Prefabricated'), type: 'boolean', headers: ['是否装配式', 'isPrefabricated'] },
    { key: 'serviceRadiusMetres', term: term('服务半径', 'Service radius'), type: 'number', minimum: 0, unit: term('米', 'm'), headers: ['服务半径'] },
    { key: 'completionDate', term: term('建成时间', 'Completed'), type: 'date', headers: ['建成时间', '竣工时间', 'completionTime'] },
    { key: 'isAppraised', term: term('已鉴定', 'Appraised'), type: 'boolean', headers: ['是否鉴定', 'isAppraised'] },
    { key: 'isAccessible', term: term('无障碍', 'Accessible'), type: 'boolean', headers: ['无障碍', '无障碍设施'] },
    { key: 'hasPower', term: term('备用电源', 'Backup power'), type: 'boolean', headers: ['备用电源', '发电机'] },
    { key: 'openState', term: term('启用状态', 'Open state'), type: 'choice', headers: ['启用状态', '状态'], choices: [choice('closed', '未启用', 'closed'), choice('open', '已启用', 'open'), choice('full', '已满', 'full'), choice('unusable', '不可用', 'unusable')] },
    { key: 'managerName', term: term('管理员', 'Manager'), type: 'text', isPersonal: true, isSearchable: true, headers: ['管理员', '负责人', '场所负责人', '联系人'] },
    { key: 'managerPhone', term: term('管理员电话', 'Manager phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['管理员电话', '联系电话', '电话', '電話番号', 'telephone', 'telephoneNumber'] },
    { key: 'managingUnit', term: term('管理单位', 'Managing unit'), type: 'text', isSearchable: true, headers: ['管理单位', '责任单位', 'jurisdiction'] },
    { key: 'address', term: term('地址', 'Address'), type: 'text', isSearchable: true, headers: ['地址', '位置', '住所', '所在地_連結表記', 'address'] },
    { key: 'note', term: term('备注', 'Note'), type: 'text', headers: ['备注', '備考'] },
  ],
};
