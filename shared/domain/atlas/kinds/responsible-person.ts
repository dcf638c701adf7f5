// 责任人及联系方式: the chain from county to household, one person with several roles, and how to reach them.
import { choice, term, type ThingKind } from '../field.ts';

export const RESPONSIBLE_PERSON: ThingKind = {
  kind: 'responsiblePerson',
  term: term('责任人', 'Responsible person'),
  geometry: 'point',
  symbolField: 'chainLevel',
  isCoreLayer: true,
  titles: ['责任人', '通讯录', '联系方式', '负责人名单', 'contacts'],
  fields: [
    { key: 'chainLevel', term: term('层级', 'Level'), type: 'choice', headers: ['层级', '级别'], choices: [
      choice('county', '县领导包乡', 'county leader'), choice('township', '乡镇领导包村', 'township leader'), choice('village', '村干部包户', 'village cadre'), choice('household', '包户到人', 'household contact')] },
    { key: 'responsibility', term: term('责任类型', 'Responsibility'), type: 'choice', headers: ['责任类型'], choices: [choice('leadership', '领导责任', 'leadership'), choice('supervision', '监管责任', 'supervision'), choice('subject', '主体责任', 'subject')] },
    { key: 'roles', term: term('职责', 'Roles'), type: 'choices', headers: ['职务', '职责', '岗位'], choices: [
      choice('firstResponsible', '第一责任人', 'first responsible'), choice('emergencyAdministrator', '应急管理员', 'emergency administrator'), choice('gridMember', '网格员', 'grid member'),
      choice('waterPatrol', '水利工程巡查员', 'water works patrol'), choice('flashFloodWarner', '山洪预警员', 'flash flood warner'), choice('geoMonitor', '地灾群测群防员', 'geological monitor'),
      choice('shelterManager', '避灾场所管理员', 'shelter manager'), choice('dangerousHouseContact', '危房联络员', 'unsafe house contact'), choice('transferGuide', '转移责任人', 'transfer guide')] },
    { key: 'post', term: term('职务', 'Post'), type: 'text', isSearchable: true, headers: ['职务', '单位职务'] },
    { key: 'phone', term: term('手机', 'Mobile'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['手机', '电话', '联系电话', '手机号码', '联系方式'] },
    { key: 'secondPhone', term: term('备用电话', 'Second phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['备用电话', '办公电话'] },
    { key: 'satellitePhone', term: term('卫星电话', 'Satellite phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['卫星电话'] },
    { key: 'superiorId', term: term('上级责任人', 'Superior'), type: 'reference', to: 'responsiblePerson', headers: ['上级'] },
    { key: 'coveredArea', term: term('负责区域', 'Covers'), type: 'text', headers: ['负责区域', '包保区域'] },
    { key: 'coveredHouseholds', term: term('包保户数', 'Households covered'), type: 'integer', minimum: 0, unit: term('户', 'households'), headers: ['包保户数'] },
  ],
};
