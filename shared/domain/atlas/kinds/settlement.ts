// The area-code tree on the ground: townships, villages, and the households in them.
import { choice, term, type ThingKind } from '../field.ts';

export const TOWNSHIP: ThingKind = {
  kind: 'township',
  term: term('乡镇（街道）', 'Township'),
  geometry: 'area',
  isCoreLayer: false,
  titles: ['乡镇', '街道', 'township'],
  fields: [
    { key: 'seatName', term: term('驻地', 'Seat'), type: 'text', headers: ['驻地'] },
    { key: 'dutyPhone', term: term('值班电话', 'Duty phone'), type: 'phone', headers: ['值班电话'] },
    { key: 'registeredPersons', term: term('户籍人口', 'Registered persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['户籍人口'] },
  ],
};

export const VILLAGE: ThingKind = {
  kind: 'village',
  term: term('行政村', 'Village'),
  geometry: 'area',
  isCoreLayer: false,
  titles: ['行政村', '村庄', 'village'],
  fields: [
    { key: 'households', term: term('户数', 'Households'), type: 'integer', minimum: 0, unit: term('户', 'households'), headers: ['户数'] },
    { key: 'registeredPersons', term: term('户籍人口', 'Registered persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['户籍人口', '人口'] },
    { key: 'elevationMetres', term: term('海拔', 'Elevation'), type: 'number', unit: term('米', 'm'), headers: ['海拔'] },
    { key: 'satellitePhone', term: term('卫星电话', 'Satellite phone'), type: 'phone', isSearchable: true, headers: ['卫星电话'] },
    { key: 'contactDepartment', term: term('包联部门', 'Contact department'), type: 'text', headers: ['包联部门'] },
    { key: 'secretaryName', term: term('村支书', 'Party secretary'), type: 'text', isPersonal: true, isSearchable: true, headers: ['村支书', '书记'] },
    { key: 'secretaryPhone', term: term('村支书电话', 'Secretary phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['书记电话'] },
  ],
};

export const HOUSEHOLD: ThingKind = {
  kind: 'household',
  term: term('住户', 'Household'),
  geometry: 'point',
  symbolField: 'houseType',
  isCoreLayer: false,
  titles: ['住户', '户籍', '名册', 'households'],
  fields: [
    { key: 'headName', term: term('户主', 'Head'), type: 'text', isPersonal: true, isSearchable: true, headers: ['户主', '户主姓名'] },
    { key: 'phone', term: term('电话', 'Phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['电话', '联系电话'] },
    { key: 'houseType', term: term('房屋类别', 'House type'), type: 'choice', headers: ['房屋类别', '房屋结构'], choices: [choice('concrete', '框架', 'concrete frame'), choice('brick', '砖混', 'brick'), choice('earth', '土木', 'earth and wood'), choice('dangerous', '危房', 'unsafe')] },
    { key: 'floors', term: term('层数', 'Floors'), type: 'integer', minimum: 0, headers: ['层数'] },
    { key: 'ownVehicle', term: term('自有车辆', 'Own vehicle'), type: 'boolean', headers: ['自有车辆'] },
    { key: 'contactPersonId', term: term('包户联系人', 'Household contact'), type: 'reference', to: 'responsiblePerson', headers: ['包户联系人', '包户干部'] },
    { key: 'registeredPersons', term: term('户籍人数', 'Registered persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['户籍人数'] },
    { key: 'residentPersons', term: term('常住人数', 'Resident persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['常住人数'] },
    { key: 'presentTonightPersons', term: term('当晚在村人数', 'Present tonight'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['当晚在村人数'] },
    { key: 'vulnerablePersons', term: term('需特别照护人数', 'Vulnerable persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['需特别照护人数'] },
    { key: 'address', term: term('住址', 'Address'), type: 'text', isPersonal: true, isSearchable: true, headers: ['住址', '家庭住址', '地址'] },
  ],
};
