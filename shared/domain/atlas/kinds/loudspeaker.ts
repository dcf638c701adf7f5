// 高音喇叭: one loudspeaker terminal of the emergency broadcast, as the audible footprint needs it.
import { choice, term, type ThingKind } from '../field.ts';

export const LOUDSPEAKER: ThingKind = {
  kind: 'loudspeaker',
  term: term('高音喇叭', 'Loudspeaker'),
  geometry: 'point',
  symbolField: 'carrier',
  stateField: 'workState',
  isCoreLayer: false,
  titles: ['喇叭', '大喇叭', '应急广播', '终端', 'loudspeaker', 'siren'],
  fields: [
    { key: 'resourceCode', term: term('资源编码', 'Resource code'), type: 'text', maxLength: 23, isSearchable: true, headers: ['资源编码', '终端编码'] },
    { key: 'powerWatts', term: term('功率', 'Power'), type: 'number', minimum: 0, unit: term('瓦', 'W'), headers: ['功率', '功率(W)'] },
    { key: 'bearingDegrees', term: term('朝向', 'Bearing'), type: 'number', minimum: 0, maximum: 360, unit: term('度', '°'), headers: ['朝向', '方位角'] },
    { key: 'beamDegrees', term: term('张角', 'Beam width'), type: 'number', minimum: 0, maximum: 360, unit: term('度', '°'), headers: ['张角'] },
    { key: 'audibleRadiusMetres', term: term('可听半径', 'Audible radius'), type: 'number', minimum: 0, unit: term('米', 'm'), headers: ['可听半径', '覆盖半径'] },
    { key: 'mountHeightMetres', term: term('安装高度', 'Mount height'), type: 'number', minimum: 0, unit: term('米', 'm'), headers: ['安装高度', '杆高'] },
    { key: 'gatewayId', term: term('网关', 'Gateway'), type: 'text', isSearchable: true, headers: ['网关', '所属网关'] },
    { key: 'carrier', term: term('传输方式', 'Carrier'), type: 'choice', headers: ['传输方式', '通道'], choices: [choice('serial', '串口', 'serial'), choice('fm', '调频', 'FM'), choice('ip', 'IP', 'IP'), choice('cellular', '4G', 'cellular'), choice('radio', '电台', 'radio')] },
    { key: 'workState', term: term('最近状态', 'Last state'), type: 'choice', headers: ['状态', '工作状态'], choices: [choice('idle', '空闲', 'idle'), choice('working', '播出', 'working'), choice('fault', '故障', 'fault'), choice('unknown', '未知', 'unknown')] },
    { key: 'lastReportAt', term: term('最近回传', 'Last report'), type: 'date', headers: ['最近回传'] },
    { key: 'installSite', term: term('安装地点', 'Installed at'), type: 'text', isSearchable: true, headers: ['安装地点', '位置', '地址'] },
    { key: 'keeperName', term: term('管护人', 'Keeper'), type: 'text', isPersonal: true, isSearchable: true, headers: ['管护人'] },
    { key: 'keeperPhone', term: term('管护人电话', 'Keeper phone'), type: 'phone', isPersonal: true, headers: ['管护人电话'] },
  ],
};
