// The ground itself: grid units, risk zones, roads and waterways.
import { choice, term, type ThingKind } from '../field.ts';
import { LEVELS } from '../levels.ts';

export const GRID_UNIT: ThingKind = {
  kind: 'gridUnit',
  term: term('网格单元', 'Grid unit'),
  geometry: 'any',
  symbolField: 'unitForm',
  isCoreLayer: false,
  titles: ['网格', 'grid'],
  fields: [
    { key: 'unitForm', term: term('形式', 'Form'), type: 'choice', headers: ['形式', '类型'], choices: [choice('point', '点（店铺）', 'point'), choice('line', '线（街）', 'line'), choice('area', '面（区域）', 'area')] },
    { key: 'keeperName', term: term('网格员', 'Keeper'), type: 'text', isPersonal: true, isSearchable: true, headers: ['网格员', '责任人'] },
    { key: 'keeperPhone', term: term('电话', 'Phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['电话', '联系电话'] },
    { key: 'keeperRole', term: term('身份', 'Role'), type: 'choice', choices: [choice('committee', '居委会', 'committee'), choice('buildingHead', '楼长', 'building head'), choice('shopOwner', '商铺负责人', 'shop owner')], headers: ['身份'] },
    { key: 'duty', term: term('职责', 'Duty'), type: 'text', headers: ['职责'] },
  ],
};

export const RISK_ZONE: ThingKind = {
  kind: 'riskZone',
  term: term('风险防范区', 'Risk zone'),
  geometry: 'area',
  symbolField: 'zoneGrade',
  levelField: 'riskLevel',
  isCoreLayer: false,
  titles: ['风险防范区', '风险区', 'risk zone'],
  fields: [
    { key: 'zoneGrade', term: term('防范等级', 'Grade'), type: 'choice', headers: ['防范等级'], choices: [choice('key', '重点', 'key'), choice('general', '一般', 'general')] },
    { key: 'riskLevel', term: term('风险等级', 'Risk level'), type: 'choice', choices: LEVELS, headers: ['风险等级'] },
    { key: 'hazardType', term: term('灾种', 'Hazard'), type: 'choice', choices: [choice('landslide', '地质灾害', 'landslide'), choice('flashFlood', '山洪', 'flash flood'), choice('waterlogging', '内涝', 'waterlogging')], headers: ['灾种'] },
    { key: 'households', term: term('户数', 'Households'), type: 'integer', minimum: 0, unit: term('户', 'households'), headers: ['户数'] },
    { key: 'persons', term: term('人数', 'Persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['人数'] },
  ],
};

export const ROAD: ThingKind = {
  kind: 'road',
  term: term('道路', 'Road'),
  geometry: 'line',
  symbolField: 'roadClass',
  isCoreLayer: false,
  titles: ['道路', 'road'],
  fields: [
    { key: 'roadClass', term: term('等级', 'Class'), type: 'choice', headers: ['等级', '道路等级'], choices: [
      choice('motorway', '高速公路', 'motorway'), choice('national', '国道', 'national'), choice('provincial', '省道', 'provincial'), choice('county', '县道', 'county'),
      choice('township', '乡道', 'township'), choice('village', '村道', 'village'), choice('track', '机耕路', 'track'), choice('path', '步道', 'path')] },
    { key: 'roadNumber', term: term('路线编号', 'Number'), type: 'text', isSearchable: true, headers: ['编号'] },
    { key: 'speedKmh', term: term('设计速度', 'Speed'), type: 'number', minimum: 0, unit: term('公里/小时', 'km/h'), headers: ['速度'] },
    { key: 'isOneWay', term: term('单行', 'One-way'), type: 'boolean', headers: ['单行'] },
    { key: 'bridge', term: term('桥隧', 'Bridge or tunnel'), type: 'choice', headers: ['桥隧'], choices: [choice('none', '无', 'none'), choice('bridge', '桥梁', 'bridge'), choice('ford', '漫水桥', 'ford'), choice('tunnel', '隧道', 'tunnel')] },
    { key: 'weightLimitTonnes', term: term('限重', 'Weight limit'), type: 'number', minimum: 0, unit: term('吨', 't'), headers: ['限重'] },
    { key: 'fromNode', term: term('起点节点', 'From node'), type: 'integer' },
    { key: 'toNode', term: term('终点节点', 'To node'), type: 'integer' },
  ],
};

export const WATERWAY: ThingKind = {
  kind: 'waterway',
  term: term('水系', 'Waterway'),
  geometry: 'any',
  symbolField: 'waterClass',
  isCoreLayer: false,
  titles: ['水系', '河流', 'waterway'],
  fields: [
    { key: 'waterClass', term: term('类型', 'Class'), type: 'choice', headers: ['类型'], choices: [choice('river', '江河', 'river'), choice('stream', '溪流', 'stream'), choice('reservoir', '水库', 'reservoir'), choice('pond', '山塘', 'pond')] },
    { key: 'strahlerOrder', term: term('河流级别', 'Stream order'), type: 'integer', minimum: 1, headers: ['河流级别'] },
    { key: 'widthMetres', term: term('水面宽度', 'Width'), type: 'number', minimum: 0, unit: term('米', 'm'), headers: ['水面宽度', '河宽'] },
  ],
};
