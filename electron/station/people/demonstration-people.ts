// The invented people of a demonstration station, at least one for each role; the first sits down by default.
import type { Person } from '../../../shared/contract/people.ts';

export const DEMONSTRATION_COMMANDER: Person = { id: 'demonstration-commander', name: '林长青', post: '县防汛防台抗旱指挥部指挥长', roles: ['commander'] };

export const DEMONSTRATION_PEOPLE: readonly Person[] = [
  DEMONSTRATION_COMMANDER,
  { id: 'demonstration-broadcast-operator', name: '周晓芸', post: '县应急广播播发员', roles: ['broadcastOperator'] },
  { id: 'demonstration-signer', name: '陈国梁', post: '县应急管理局副局长', roles: ['signer'] },
  { id: 'demonstration-duty-officer', name: '吴海燕', post: '县应急指挥中心值班员', roles: ['dutyOfficer'] },
  { id: 'demonstration-liaison', name: '徐文博', post: '县自然资源和规划局联络员', roles: ['liaison'] },
  { id: 'demonstration-viewer', name: '何雨桐', post: '青溪镇应急管理站', roles: ['viewer'] },
  { id: 'demonstration-audience', name: '会商大屏', post: '会商室', roles: ['audience'] },
  { id: 'demonstration-administrator', name: '沈立新', post: '县应急指挥中心系统管理员', roles: ['administrator'] },
];
