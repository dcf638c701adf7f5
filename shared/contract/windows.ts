// The windows of the product: menu, web routes and build inputs derive from this list.
import { term, type Term } from '../domain/atlas/field.ts';
import { ALL_ROLES, DESK_ROLES, type Role } from '../domain/people/role.ts';

export interface WindowEntry {
  /** Folder under `renderer/windows/`, and the web route `/<name>`. */
  readonly name: string;
  readonly term: Term;
  readonly roles: readonly Role[];
  /** Opened when the application starts. */
  readonly isFirst: boolean;
  readonly minimumWidth: number;
  readonly minimumHeight: number;
  /** Menu accelerator, physical digits so that it is the same on every keyboard. */
  readonly accelerator: string;
}

export const WINDOWS: readonly WindowEntry[] = [
  { name: 'command-map', term: term('指挥一张图', 'Command map'), roles: ALL_ROLES, isFirst: true, minimumWidth: 1024, minimumHeight: 640, accelerator: 'CommandOrControl+1' },
  { name: 'ledgers', term: term('台账', 'Ledgers'), roles: DESK_ROLES, isFirst: false, minimumWidth: 900, minimumHeight: 600, accelerator: 'CommandOrControl+2' },
  { name: 'administration', term: term('站点管理', 'Administration'), roles: ['administrator'], isFirst: false, minimumWidth: 900, minimumHeight: 600, accelerator: 'CommandOrControl+9' },
];

export const windowEntry = (name: string): WindowEntry | undefined => WINDOWS.find((entry) => entry.name === name);
