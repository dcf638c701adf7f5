// One window of the desktop application: made where it was, watched where it goes, loaded again when its page crashes.
import { BrowserWindow, screen, type WebPreferences } from 'electron';
import type { WindowEntry } from '../../shared/contract/windows.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Disposable } from '../../shared/kernel/disposable.ts';
import { windowUrl, type WindowAddress } from './app-origin.ts';
import { placeWindow, type Rectangle, type SavedPlace } from './place-window.ts';
import { createEndings, type RestartPolicy } from './restart-policy.ts';
import { identityOf, readScreens } from './screens.ts';
import type { WindowSlot } from './window-memory.ts';

export interface DesktopWindowOptions {
  readonly slot: WindowSlot;
  readonly address: WindowAddress;
  readonly entry: WindowEntry;
  readonly saved: SavedPlace | null;
  readonly others: () => readonly Rectangle[];
  readonly preload: string;
  readonly icon: string;
  readonly isForDevelopers: boolean;
  readonly clock: Clock;
  /** It stands, after a while of rest, where the person put it. */
  readonly onMoved: (saved: SavedPlace) => void;
  /** Its page crashed again and again; `again` loads it once more. */
  readonly onGivenUp: (again: () => void) => void;
}

export interface DesktopWindow {
  readonly slot: WindowSlot;
  readonly address: WindowAddress;
  readonly window: BrowserWindow;
  readonly focus: () => void;
  /** Where it stands now. */
  readonly standing: () => SavedPlace;
  /** Screens came, went or changed: back to its own screen, or within reach on another. */
  readonly rearrange: (saved: SavedPlace) => void;
}

const RELOADS: RestartPolicy = { firstDelayMs: 500, mostDelayMs: 10_000, most: 5, withinMs: 60_000 };
const REST_MS = 500;
/** So long after it was placed or a screen changed, moves are the system's and not a person's. */
const ARRANGING_MS = 2_000;
const USUAL_GROWTH = 1.4;
const SHOW_AT_LATEST_MS = 5_000;

const webPreferences = (preload: string, isForDevelopers: boolean): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: isForDevelopers,
  // An alarm must sound, and a clock run on, in a window nobody looks at.
  autoplayPolicy: 'no-user-gesture-required',
  backgroundThrottling: false,
});

const usualSize = ({ minimumWidth, minimumHeight }: WindowEntry) => ({ width: Math.round(minimumWidth * USUAL_GROWTH), height: Math.round(minimumHeight * USUAL_GROWTH) });

const standingOf = (window: BrowserWindow): SavedPlace => ({
  screen: identityOf(screen.getDisplayMatching(window.getBounds())),
  bounds: window.getNormalBounds(),
  isMaximized: window.isMaximized(),
  isFullScreen: window.isFullScreen(),
});

const applyState = (window: BrowserWindow, { isMaximized, isFullScreen }: SavedPlace): void => {
  if (isMaximized) window.maximize();
  if (isFullScreen) window.setFullScreen(true);
};

const isSameBounds = (left: Rectangle, right: Rectangle): boolean => left.x === right.x && left.y === right.y && left.width === right.width && left.height === right.height;

/** Off the state that keeps it where it is, over, and back into it. */
const carry = (window: BrowserWindow, bounds: Rectangle, saved: SavedPlace): void => {
  const isThere = screen.getDisplayMatching(window.getBounds()).id === screen.getDisplayMatching(bounds).id;
  if (isThere && (window.isFullScreen() || window.isMaximized() || isSameBounds(window.getBounds(), bounds))) return;
  if (window.isFullScreen()) window.setFullScreen(false);
  if (window.isMaximized()) window.unmaximize();
  window.setBounds(bounds);
  applyState(window, saved);
};

const reloadWhenGone = (window: BrowserWindow, url: string, { clock, onGivenUp }: DesktopWindowOptions): void => {
  const endings = createEndings(RELOADS);
  const load = (): void => {
    if (!window.isDestroyed()) void window.loadURL(url).catch(() => undefined);
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const next = endings.note(clock.elapsed());
    if (next.kind === 'restart') return void clock.after(next.afterMs, load);
    onGivenUp(() => {
      endings.forget();
      load();
    });
  });
};

const watchMoves = (window: BrowserWindow, { clock, onMoved }: DesktopWindowOptions): { readonly arranging: () => void } => {
  let resting: Disposable | null = null;
  // Being made and shown moves it too.
  let arrangedAt = clock.elapsed();
  const moved = (): void => {
    if (clock.elapsed() - arrangedAt < ARRANGING_MS) return;
    resting?.dispose();
    resting = clock.after(REST_MS, () => {
      if (!window.isDestroyed() && !window.isMinimized()) onMoved(standingOf(window));
    });
  };
  window.on('move', moved);
  window.on('resize', moved);
  window.on('maximize', moved);
  window.on('unmaximize', moved);
  window.on('enter-full-screen', moved);
  window.on('leave-full-screen', moved);
  window.on('closed', () => resting?.dispose());
  return {
    arranging: () => {
      resting?.dispose();
      arrangedAt = clock.elapsed();
    },
  };
};

const showWhenPainted = (window: BrowserWindow, clock: Clock): void => {
  const show = (): void => {
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  const latest = clock.after(SHOW_AT_LATEST_MS, show);
  window.once('ready-to-show', () => {
    latest.dispose();
    show();
  });
  window.once('closed', () => latest.dispose());
};

export const openDesktopWindow = (options: DesktopWindowOptions): DesktopWindow => {
  const { slot, address, entry, saved, preload, icon, isForDevelopers, clock } = options;
  const minimum = { width: entry.minimumWidth, height: entry.minimumHeight };
  const placed = (place: SavedPlace | null) => placeWindow({ saved: place, screens: readScreens(screen), minimum, usual: usualSize(entry), others: options.others() });
  const { bounds } = placed(saved);
  const window = new BrowserWindow({
    ...bounds,
    // A screen smaller than the minimum still shows the whole window.
    minWidth: Math.min(minimum.width, bounds.width),
    minHeight: Math.min(minimum.height, bounds.height),
    show: false,
    title: entry.term.zh,
    icon,
    backgroundColor: '#12181f',
    webPreferences: webPreferences(preload, isForDevelopers),
  });
  if (saved !== null) applyState(window, saved);
  const moves = watchMoves(window, options);
  const url = windowUrl(address);
  reloadWhenGone(window, url, options);
  showWhenPainted(window, clock);
  // A page that does not come is a page to load again: the menu does it, and the preload asks for its line whenever it comes.
  void window.loadURL(url).catch(() => undefined);
  return {
    slot,
    address,
    window,
    focus: () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    standing: () => standingOf(window),
    rearrange: (home) => {
      moves.arranging();
      carry(window, placed(home).bounds, home);
    },
  };
};
