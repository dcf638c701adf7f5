/**
 * A double of the Electron API the shell uses: it runs the real, built main and preload unchanged over real Chromium windows.
 *
 * Real here: the pages and their crashes, a preload in a world apart, ports from page to main to a process of its own,
 * processes that are killed, a second start, every header and file the application serves.
 * What it cannot be faithful to:
 * - the origin: pages stand at https://….app-scheme.test, so scheme privileges, `location.origin` and storage keys are not those of app://;
 * - the sandbox, fuses, asar, code signing, `nodeIntegration` and every other webPreference (they are kept and can be read, not obeyed);
 * - copies: data crosses as JSON and bytes, so `undefined` fields are lost and nothing is zero-copy or transferred but ports;
 * - contextBridge: a hostile page could speak the double's events; in Electron the worlds share nothing;
 * - permissions: the application's answers are asked for by the tests and set in Chromium, Chromium does not ask by itself;
 * - window managers, focus, monitors, menus, dialogs, safeStorage: states and lists that a test reads and changes;
 * - redirects, downloads, webviews, certificates and the GPU: events only, nothing behind them.
 */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { DoubleApp } from './app.ts';
import { DoubleBrowserWindow, type WindowContext, type WindowOptions } from './browser-window.ts';
import { Chromium } from './chromium.ts';
import { serveControl } from './control.ts';
import { DoubleDialogs } from './dialogs.ts';
import { DoublePort } from './double-port.ts';
import { DoubleProtocol } from './protocol.ts';
import { DoubleScreen, type DoubleDisplay } from './screen.ts';
import { DoubleSession } from './session.ts';
import { utilityProcess as createUtilityProcess, type DoubleUtilityProcess } from './utility-process.ts';

const root = process.env['ELECTRON_DOUBLE_ROOT'] ?? join(import.meta.dirname, '..', '..', '..');
const displays = JSON.parse(process.env['ELECTRON_DOUBLE_DISPLAYS'] ?? 'null') as readonly DoubleDisplay[] | null;
const ONE_DISPLAY: readonly DoubleDisplay[] = [{ id: 1, label: 'Double', bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }];

const children = new Set<DoubleUtilityProcess>();
const windows = new Map<number, DoubleBrowserWindow>();

export const app = new DoubleApp({
  root,
  startChromium: (profile) => Chromium.start(profile),
  closeWindows: () => {
    for (const window of windows.values()) window.close();
  },
  endChildren: () => {
    for (const child of children) child.kill();
  },
});
export const ipcMain = new EventEmitter();
export const protocol = new DoubleProtocol();
export const screen = new DoubleScreen(displays ?? ONE_DISPLAY);
export const dialog = new DoubleDialogs();
export const session = { defaultSession: new DoubleSession() };
export const utilityProcess = createUtilityProcess(children);
export const clipboard = { text: '', writeText: (text: string): void => void (clipboard.text = text) };

const context: WindowContext = { windows, app, page: { chromium: app.chromium.promise, protocol, ipcMain } };

export class BrowserWindow extends DoubleBrowserWindow {
  static getAllWindows = (): readonly DoubleBrowserWindow[] => [...windows.values()];

  constructor(options: WindowOptions) {
    super(context, options);
  }
}

export class MessageChannelMain {
  readonly port1: DoublePort;
  readonly port2: DoublePort;

  constructor() {
    [this.port1, this.port2] = DoublePort.pair();
  }
}

interface MenuItem {
  readonly label?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}

export const Menu = {
  items: [] as readonly MenuItem[],
  buildFromTemplate: (template: readonly MenuItem[]): readonly MenuItem[] => template,
  setApplicationMenu: (menu: readonly MenuItem[]): void => void (Menu.items = menu),
};

/** A machine without a keyring. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => false,
  getSelectedStorageBackend: (): string => 'basic_text',
};

const allowed: string[] = [];
ipcMain.on('double-allowed-window', (url: string) => allowed.push(url));
serveControl({ app, windows, screen, dialog, protocol, session: session.defaultSession, children, clipboard, menu: () => Menu.items, allowed });
