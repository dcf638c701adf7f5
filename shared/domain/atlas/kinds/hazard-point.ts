// 险情隐患点: a registered hazard point with everything its 避险明白卡 (evacuation card) carries.
import { choice, term, type ThingKind } from '../field.ts';
import { LEVELS } from '../levels.ts';

/** Type codes of geological hazard points as seen in a deployed system; the others are this product's own. */
export const HAZARD_POINT_TYPES = [
  choice('20104.0100', '滑坡', 'landslide'),
  choice('20104.0200', '泥石流', 'debris flow'),
  choice('20104.0300', '山体崩塌', 'rockfall', ['崩塌']),
  choice('20104.0400', '地面塌陷', 'ground collapse'),
  choice('20104.0500', '地裂缝', 'ground fissure'),
  choice('20104.0600', '地面沉降', 'subsidence'),
  choice('20104.0800', '不稳定斜坡', 'unstable slope'),
  choice('flashFlood', '山洪', 'flash flood', ['山洪沟']),
  choice('waterlogging', '内涝积水点', 'waterlogging', ['内涝', '积水点']),
  choice('reservoir', '水库山塘', 'reservoir or pond', ['水库', '山塘', 'ため池', 'ため池（農業用）']),
  choice('dangerousHouse', '危旧房屋', 'unsafe house', ['危房']),
  choice('forestFire', '森林火险点', 'forest fire risk'),
] as const;

export const HAZARD_POINT: ThingKind = {
  kind: 'hazardPoint',
  term: term('险情隐患点', 'Hazard point'),
  geometry: 'point',
  symbolField: 'type',
  levelField: 'riskLevel',
  isCoreLayer: true,
  titles: ['隐患点', '险情隐患点', '地质灾害点', 'ため池', 'reservoir', 'hazard'],
  fields: [
    { key: 'type', term: term('灾害类型', 'Hazard type'), type: 'choice', choices: HAZARD_POINT_TYPES, headers: ['灾害类型', '隐患类型', '类型', '种类'] },
    { key: 'scale', term: term('规模等级', 'Scale'), type: 'choice', headers: ['规模', '规模等级', '险情等级'], choices: [
      choice('extraLarge', '特大型', 'extra large'), choice('large', '大型', 'large'), choice('medium', '中型', 'medium'), choice('small', '小型', 'small')] },
    { key: 'riskLevel', term: term('风险等级', 'Risk level'), type: 'choice', choices: LEVELS, headers: ['风险等级', '预警等级'] },
    { key: 'threatenedHouseholds', term: term('威胁户数', 'Threatened households'), type: 'integer', minimum: 0, unit: term('户', 'households'), headers: ['威胁户数', '受威胁户数', '户数'] },
    { key: 'threatenedPersons', term: term('威胁人数', 'Threatened persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['威胁人数', '受威胁人数', '人数'] },
    { key: 'threatenedAssets', term: term('威胁财产', 'Threatened assets'), type: 'number', minimum: 0, unit: term('万元', '10k CNY'), headers: ['威胁财产', '威胁财产(万元)'] },
    { key: 'relativePosition', term: term('灾害体与住户的位置关系', 'Position relative to the households'), type: 'text' },
    { key: 'triggers', term: term('诱发因素', 'Triggers'), type: 'text', headers: ['诱发因素', '引发因素'] },
    { key: 'signs', term: term('主要迹象', 'Warning signs'), type: 'text' },
    { key: 'warningSignal', term: term('预警信号', 'Warning signal'), type: 'text', headers: ['预警信号', '报警信号'] },
    { key: 'warningIssuer', term: term('预警信号发布人', 'Warning issuer'), type: 'text', isPersonal: true, headers: ['预警信号发布人', '信号发布人'] },
    { key: 'warningIssuerPhone', term: term('发布人电话', 'Issuer phone'), type: 'phone', isPersonal: true },
    { key: 'transferRouteId', term: term('撤离路线', 'Evacuation route'), type: 'reference', to: 'transferRoute', headers: ['撤离路线', '转移路线'] },
    { key: 'shelterId', term: term('安置场所', 'Shelter'), type: 'reference', to: 'shelter', headers: ['安置地点', '避灾安置点', '安置场所'] },
    { key: 'responsibleName', term: term('防灾责任人', 'Responsible person'), type: 'text', isPersonal: true, isSearchable: true, headers: ['责任人', '防灾责任人', '管理者'] },
    { key: 'responsiblePhone', term: term('责任人电话', 'Responsible phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['责任人电话', '责任人联系电话'] },
    { key: 'monitorName', term: term('监测人', 'Monitor'), type: 'text', isPersonal: true, isSearchable: true, headers: ['监测人', '监测责任人', '群测群防员'] },
    { key: 'monitorPhone', term: term('监测人电话', 'Monitor phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['监测人电话', '监测人联系电话'] },
    { key: 'medicalUnit', term: term('救护单位', 'Medical unit'), type: 'text' },
    { key: 'medicalContactName', term: term('救护单位负责人', 'Medical contact'), type: 'text', isPersonal: true },
    { key: 'medicalContactPhone', term: term('救护单位电话', 'Medical phone'), type: 'phone', isPersonal: true },
    { key: 'precautions', term: term('注意事项', 'Precautions'), type: 'text', headers: ['注意事项'] },
    { key: 'cardNumber', term: term('明白卡编号', 'Card number'), type: 'text', isSearchable: true, headers: ['明白卡编号'] },
    { key: 'issuingUnit', term: term('明白卡发放单位', 'Card issued by'), type: 'text', headers: ['发放单位'] },
    { key: 'issuingContactName', term: term('发放单位负责人', 'Issuing contact'), type: 'text', isPersonal: true },
    { key: 'issuingContactPhone', term: term('发放单位电话', 'Issuing phone'), type: 'phone', isPersonal: true },
    { key: 'capacityCubicMetres', term: term('蓄水量', 'Storage'), type: 'number', minimum: 0, unit: term('立方米', 'm³'), headers: ['貯水量', '総貯水量', '蓄水量', '总库容', '貯水量(㎥)'] },
    { key: 'damHeightMetres', term: term('坝高', 'Dam height'), type: 'number', minimum: 0, unit: term('米', 'm'), headers: ['堤高', '坝高', '堤高(m)'] },
    { key: 'controlState', term: term('治理状态', 'Control state'), type: 'choice', headers: ['治理状态', '状态'], choices: [
      choice('found', '发现', 'found'), choice('confirmed', '确认', 'confirmed'), choice('controlled', '管控', 'controlled'), choice('rectified', '整改', 'rectified'), choice('cancelled', '核销', 'cancelled')] },
    { key: 'address', term: term('位置', 'Address'), type: 'text', isSearchable: true, headers: ['地址', '位置', '地理位置', '所在地', '住所', '所在地_連結表記'] },
    { key: 'note', term: term('备注', 'Note'), type: 'text', headers: ['备注', '備考'] },
  ],
};
