// 抢险队伍: who can be sent, with what skills, vehicles and call sign, and whether they are free.
import { choice, term, type ThingKind } from '../field.ts';

export const TEAM: ThingKind = {
  kind: 'team',
  term: term('抢险队伍', 'Rescue team'),
  geometry: 'point',
  symbolField: 'teamType',
  stateField: 'dutyState',
  isCoreLayer: true,
  titles: ['队伍', '救援队', '突击队', '消防团', '消防屯所', '消防団', '消防署', 'fire brigade', 'fire station', 'team'],
  fields: [
    { key: 'teamType', term: term('队伍类型', 'Team type'), type: 'choice', headers: ['队伍类型', '类型', '类别'], choices: [
      choice('comprehensive', '综合应急救援队', 'comprehensive'), choice('fire', '消防救援队', 'fire', ['消防署', '消防局', '消防', 'fire station']), choice('fullTimeFire', '专职消防队', 'full-time fire', ['消防団', '消防屯所', 'fire brigade']), choice('flood', '防汛防台队', 'flood and typhoon'),
      choice('forestFire', '森林防灭火队', 'forest fire'), choice('geological', '地质灾害队', 'geological'), choice('mine', '矿山及危化队', 'mine and hazmat'),
      choice('villageCommando', '应急突击队', 'village commando'), choice('volunteer', '志愿者队伍', 'volunteers', ['青年志愿者', '红十字']), choice('microStation', '微型消防站', 'micro fire station')] },
    { key: 'skills', term: term('专长', 'Skills'), type: 'choices', headers: ['专长', '技能'], choices: [
      choice('forestFire', '森林防火', 'forest fire'), choice('flood', '防洪', 'flood'), choice('water', '水域', 'water rescue'), choice('drought', '抗旱', 'drought'),
      choice('mountain', '山地', 'mountain'), choice('demolition', '破拆', 'demolition'), choice('medical', '医疗', 'medical'), choice('drone', '无人机', 'drone'), choice('hazmat', '危化', 'hazmat')] },
    { key: 'headcount', term: term('人数', 'Headcount'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['人数', '队员人数', '定員', '人員'] },
    { key: 'vehicles', term: term('车辆', 'Vehicles'), type: 'integer', minimum: 0, unit: term('辆', 'vehicles'), headers: ['车辆', '车辆数', '車両数'] },
    { key: 'boats', term: term('舟艇', 'Boats'), type: 'integer', minimum: 0, unit: term('艘', 'boats'), headers: ['舟艇', '冲锋舟'] },
    { key: 'radioCallSign', term: term('电台呼号', 'Call sign'), type: 'text', isSearchable: true, headers: ['呼号', '电台呼号'] },
    { key: 'leaderName', term: term('队长', 'Leader'), type: 'text', isPersonal: true, isSearchable: true, headers: ['队长', '负责人', '联系人'] },
    { key: 'leaderPhone', term: term('队长电话', 'Leader phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['队长电话', '联系电话', '电话', '電話番号', 'telephone', 'telephoneNumber'] },
    { key: 'dutyState', term: term('值勤状态', 'Duty state'), type: 'choice', headers: ['状态', '值勤状态'], choices: [choice('standby', '备勤', 'standby'), choice('dispatched', '出动', 'dispatched'), choice('offDuty', '休整', 'off duty')] },
    { key: 'address', term: term('驻地', 'Base'), type: 'text', isSearchable: true, headers: ['驻地', '地址', '住所', '所在地_連結表記', 'address'] },
    { key: 'note', term: term('备注', 'Note'), type: 'text', headers: ['备注', '備考'] },
  ],
};
