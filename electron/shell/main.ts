// The desktop application: one shell, one station process, and the windows of the catalogue.
import { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, protocol, safeStorage, screen, session, utilityProcess, type WebContents } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LINE_CHANNELS } from '../../shared/contract/bridge.ts';
import { windowEntry, WINDOWS } from '../../shared/contract/windows.ts';
import { inLanguage } from '../../shared/i18n/language.ts';
import type { StationSetting } from '../station/station-setting.ts';
import { systemClock } from '../station/system.ts';
import { readPageFiles } from '../station/web-pages/page-files.ts';
import { isOwnFrame } from './app-origin.ts';
import { createBoundedLog } from './bounded-log.ts';
import { readDesktopSetting, shellFolder } from './desktop-setting.ts';
import { createDesktopWindows, type DesktopWindows } from './desktop-windows.ts';
import { hardenApp, hardenSession } from './harden.ts';
import { menuTemplate } from './menu-template.ts';
import { APP_SCHEME_RIGHTS, servePages } from './page-protocol.ts';
import { languageOf, sayIn, type Say } from './say.ts';
import { answerSecret } from './secret-service.ts';
import { createStationRunner, type StationRunner } from './station-runner.ts';
import { openWindowMemory } from './window-memory.ts';

const LOG_BYTES = 4_194_304;
const APP_ID = 'cn.fenghuotai.desktop';

const bundled = (path: string): string => join(import.meta.dirname, path);
const resources = (): string => join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'resources');

interface Desktop {
  readonly windows: DesktopWindows;
  readonly station: StationRunner;
}

/** Shown at the machine itself: whoever reads it here may claim the station. Closed by `signal` when the code has ended. */
const announceCode = async (say: Say, code: string, signal: AbortSignal): Promise<void> => {
  const { response } = await dialog.showMessageBox({
    signal,
    type: 'info',
    title: say('claimTitle'),
    message: say('claimMessage', { code }),
    detail: say('claimDetail'),
    buttons: [say('copyCode'), say('understood')],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0 && !signal.aborted) clipboard.writeText(code);
};

/** True where the person wants another try. */
const askForRetry = async (say: Say, message: string, detail: string): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({ type: 'error', message, detail, buttons: [say('retry'), say('leave')], defaultId: 0, cancelId: 1 });
  return response === 0;
};

const createWindows = (folder: string, say: Say, claimCode: () => string | null, log: (text: string) => void): DesktopWindows =>
  createDesktopWindows({
    memory: openWindowMemory(join(folder, 'windows.json'), (error) => log(`${String(error)}\n`)),
    clock: systemClock,
    preload: bundled('../preload/preload.cjs'),
    icon: join(resources(), 'icons', 'icon.png'),
    isForDevelopers: !app.isPackaged,
    titleOf: ({ name, place, copy }, title) => {
      const term = windowEntry(name)?.term;
      const code = claimCode();
      const which = [place, copy].every((part) => String(part) === '1') ? '' : ` ${place}-${copy}`;
      const own = `${term === undefined ? title : inLanguage(term, languageOf(app.getLocale()))}${which} — ${say('product')}`;
      return code === null ? own : `${own} — ${say('claimInTitle', { code })}`;
    },
    onGivenUp: (window, again) =>
      void askForRetry(say, say('windowGone'), say('windowGoneDetail', { window: window.getTitle() })).then((isWanted) => (isWanted ? again() : window.destroy())),
  });

const open = async (setting: StationSetting, folder: string): Promise<Desktop> => {
  const say = sayIn(languageOf(app.getLocale()));
  const logPath = join(folder, 'logs', 'station.log');
  const log = createBoundedLog(logPath, LOG_BYTES);
  let claimCode: string | null = null;
  let announcing = new AbortController();

  hardenSession(session.defaultSession);
  servePages(protocol, await readPageFiles(bundled('../renderer')));
  const windows = createWindows(folder, say, () => claimCode, log.write);
  const station: StationRunner = createStationRunner({
    fork: () => utilityProcess.fork(bundled('station.js'), [], { serviceName: 'fenghuotai station', stdio: 'pipe' }),
    order: { setting, resources: resources(), version: app.getVersion() },
    clock: systemClock,
    answerSecret: (task) => answerSecret(safeStorage, process.platform, task),
    onClaimCode: (code) => {
      claimCode = code;
      windows.retitle();
      announcing.abort();
      announcing = new AbortController();
      if (code !== null) void announceCode(say, code, announcing.signal);
    },
    onOutput: (text) => {
      // A packaged application may have nobody at the other end of its output, which then breaks.
      if (!app.isPackaged) process.stderr.write(text);
      log.write(text);
    },
    onGivenUp: () => void askForRetry(say, say('stationGone'), say('stationGoneDetail', { log: logPath })).then((isWanted) => isWanted && station.retry()),
  });
  return { windows, station };
};

/** A page that crashed or went elsewhere while its port was on the way gets none; Electron throws for a frame that is gone. */
const isStillOwn = (contents: WebContents): boolean => {
  try {
    return !contents.isDestroyed() && isOwnFrame(contents.mainFrame);
  } catch {
    return false;
  }
};

/** A window asks for its line; whoever else asks is not answered. */
const serveLines = ({ windows, station }: Desktop): void => {
  ipcMain.on(LINE_CHANNELS.ask, ({ sender, senderFrame }) => {
    const place = windows.placeOf(sender);
    if (place === null || !isOwnFrame(senderFrame)) return;
    station.connect({
      windowId: sender.id,
      place,
      give: (port) => {
        if (isStillOwn(sender)) sender.postMessage(LINE_CHANNELS.port, null, [port]);
        else port.close();
      },
    });
  });
};

const showMenu = ({ windows }: Desktop): void =>
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        language: languageOf(app.getLocale()),
        windows: WINDOWS,
        actions: { openWindow: (name) => windows.open({ name, place: windows.placeInFront(), rest: '' }), openAnother: windows.openAnother, openOtherPlace: windows.openOtherPlace },
        isMac: process.platform === 'darwin',
        isForDevelopers: !app.isPackaged,
      }),
    ),
  );

const live = ({ windows, station }: Desktop): void => {
  app.on('second-instance', windows.focus);
  app.on('activate', () => (BrowserWindow.getAllWindows().length === 0 ? windows.restore() : windows.focus()));
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  app.on('before-quit', windows.rest);
  for (const change of ['display-added', 'display-removed', 'display-metrics-changed'] as const) screen.on(change as 'display-added', windows.screensChanged);
  app.on('will-quit', (event) => {
    event.preventDefault();
    void station.stop().finally(() => app.exit(0));
  });
};

const run = async (setting: StationSetting, folder: string): Promise<void> => {
  await app.whenReady();
  const desktop = await open(setting, folder);
  serveLines(desktop);
  hardenApp(app, desktop.windows.open);
  showMenu(desktop);
  live(desktop);
  desktop.windows.restore();
};

const setting = readDesktopSetting(process.argv.slice(1), { platform: process.platform, environment: process.env, homeFolder: homedir() });
if (!setting.ok) {
  dialog.showErrorBox('烽火台 Fenghuotai', setting.error.text);
  app.exit(2);
} else {
  const folder = shellFolder(app.getPath('appData'), setting.value);
  app.setPath('userData', folder);
  app.setAppUserModelId(APP_ID);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME_RIGHTS]);
  // The first one comes to the front instead.
  if (app.requestSingleInstanceLock()) void run(setting.value, folder);
  else app.quit();
}
