// 转移路线: a route planned in peacetime from a threatened place to its shelter.
import { choice, term, type ThingKind } from '../field.ts';

export const TRANSFER_ROUTE: ThingKind = {
  kind: 'transferRoute',
  term: term('转移路线', 'Evacuation route'),
  geometry: 'line',
  symbolField: 'mode',
  isCoreLayer: true,
  titles: ['转移路线', '撤离路线', '避難経路', 'route'],
  fields: [
    { key: 'mode', term: term('转移方式', 'Mode'), type: 'choice', headers: ['转移方式', '方式'], choices: [choice('foot', '步行', 'on foot'), choice('vehicle', '车辆', 'by vehicle'), choice('mixed', '步行加车辆', 'mixed')] },
    { key: 'fromName', term: term('起点', 'From'), type: 'text', isSearchable: true, headers: ['起点'] },
    { key: 'shelterId', term: term('安置场所', 'Shelter'), type: 'reference', to: 'shelter', headers: ['终点', '安置场所'] },
    { key: 'hazardPointId', term: term('对应隐患点', 'Hazard point'), type: 'reference', to: 'hazardPoint', headers: ['隐患点'] },
    { key: 'lengthMetres', term: term('长度', 'Length'), type: 'number', minimum: 0, unit: term('米', 'm'), headers: ['长度', '路线长度'] },
    { key: 'walkMinutes', term: term('步行时间', 'Walking time'), type: 'number', minimum: 0, unit: term('分钟', 'min'), headers: ['步行时间', '用时'] },
    { key: 'households', term: term('转移户数', 'Households'), type: 'integer', minimum: 0, unit: term('户', 'households'), headers: ['户数'] },
    { key: 'persons', term: term('转移人数', 'Persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['人数'] },
    { key: 'guideName', term: term('转移责任人', 'Guide'), type: 'text', isPersonal: true, isSearchable: true, headers: ['转移责任人', '责任人'] },
    { key: 'guidePhone', term: term('转移责任人电话', 'Guide phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['责任人电话', '联系电话'] },
    { key: 'hasFord', term: term('过水路段', 'Crosses water'), type: 'boolean', headers: ['过水路段', '漫水桥'] },
    { key: 'note', term: term('备注', 'Note'), type: 'text', headers: ['备注'] },
  ],
};
