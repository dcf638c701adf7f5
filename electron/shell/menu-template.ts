// The application menu, derived from the catalogue of windows.
import type { MenuItemConstructorOptions } from 'electron';
import { inLanguage, type Language } from '../../shared/i18n/language.ts';
import type { WindowEntry } from '../../shared/contract/windows.ts';
import { sayIn } from './say.ts';

export interface MenuActions {
  readonly openWindow: (name: string) => void;
  readonly openAnother: () => void;
  readonly openOtherPlace: () => void;
}

export interface MenuRequest {
  readonly language: Language;
  readonly windows: readonly WindowEntry[];
  readonly actions: MenuActions;
  /** macOS puts about and quit under the application's name. */
  readonly isMac: boolean;
  readonly isForDevelopers: boolean;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

export const menuTemplate = ({ language, windows, actions, isMac, isForDevelopers }: MenuRequest): MenuItemConstructorOptions[] => {
  const say = sayIn(language);
  const about: MenuItemConstructorOptions = { role: 'about', label: say('about') };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: say('quit') };
  const windowItems = windows.map(({ name, term, accelerator }): MenuItemConstructorOptions => ({ label: inLanguage(term, language), accelerator, click: () => actions.openWindow(name) }));
  return [
    ...(isMac ? [{ label: say('product'), submenu: [about, SEPARATOR, { role: 'hide' as const }, { role: 'unhide' as const }, SEPARATOR, quit] }] : []),
    {
      label: say('windows'),
      submenu: [
        ...windowItems,
        SEPARATOR,
        { label: say('another'), accelerator: 'CommandOrControl+Shift+N', click: () => actions.openAnother() },
        { label: say('otherPlace'), click: () => actions.openOtherPlace() },
        SEPARATOR,
        { role: 'close', label: say('close') },
        ...(isMac ? [] : [quit]),
      ],
    },
    {
      label: say('edit'),
      submenu: [
        { role: 'undo', label: say('undo') },
        { role: 'redo', label: say('redo') },
        SEPARATOR,
        { role: 'cut', label: say('cut') },
        { role: 'copy', label: say('copy') },
        { role: 'paste', label: say('paste') },
        { role: 'selectAll', label: say('selectAll') },
      ],
    },
    {
      label: say('view'),
      submenu: [
        { role: 'reload', label: say('reload') },
        SEPARATOR,
        { role: 'resetZoom', label: say('actualSize') },
        { role: 'zoomIn', label: say('zoomIn') },
        { role: 'zoomOut', label: say('zoomOut') },
        SEPARATOR,
        { role: 'togglefullscreen', label: say('fullScreen') },
        ...(isForDevelopers ? [{ role: 'toggleDevTools' as const, label: say('developer') }] : []),
      ],
    },
    ...(isMac ? [] : [{ label: say('help'), submenu: [about] }]),
  ];
};
