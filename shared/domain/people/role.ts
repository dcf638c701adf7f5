// The roles rights hang on; what a station calls them is configuration, what they may do is not.
import { term, type Term } from '../atlas/field.ts';

export const ROLES = ['commander', 'broadcastOperator', 'signer', 'dutyOfficer', 'liaison', 'viewer', 'audience', 'administrator'] as const;

export type Role = (typeof ROLES)[number];

/** Names until the station's administrator chooses others (指挥长, 总指挥, 带班领导 …). */
export const DEFAULT_ROLE_NAMES: { readonly [role in Role]: Term } = {
  commander: term('指挥长', 'Commander'),
  broadcastOperator: term('播发员', 'Broadcast operator'),
  signer: term('签发人', 'Signer'),
  dutyOfficer: term('值班员', 'Duty officer'),
  liaison: term('部门联络员', 'Liaison'),
  viewer: term('查看', 'Viewer'),
  audience: term('大屏', 'Audience screen'),
  administrator: term('管理员', 'Administrator'),
};

/** Everyone who works at the desk: may read personal data and write notes. */
export const DESK_ROLES: readonly Role[] = ['commander', 'broadcastOperator', 'signer', 'dutyOfficer', 'liaison', 'administrator'];

/** Those who may declare and change hazards and the map's things. */
export const PLANNING_ROLES: readonly Role[] = ['commander', 'dutyOfficer', 'administrator'];

/** Everyone signed in, screens included. */
export const ALL_ROLES: readonly Role[] = ROLES;
