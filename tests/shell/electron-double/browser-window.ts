// BrowserWindow of the double: real pages, and bounds, states and focus kept as numbers, since nothing here has a desktop.
import { EventEmitter } from 'node:events';
import type { Rectangle } from './screen.ts';
import { DoubleWebContents, type WebContentsOptions } from './web-contents.ts';

export interface WindowOptions extends Rectangle {
  readonly show: boolean;
  readonly title: string;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly webPreferences: { readonly preload: string; readonly [name: string]: unknown };
}

export interface WindowContext {
  readonly windows: Map<number, DoubleBrowserWindow>;
  readonly app: EventEmitter;
  readonly page: Pick<WebContentsOptions, 'chromium' | 'protocol' | 'ipcMain'>;
}

export class DoubleBrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: DoubleWebContents;
  readonly options: WindowOptions;
  readonly #context: WindowContext;
  #bounds: Rectangle;
  #normal: Rectangle;
  #title: string;
  #state: 'normal' | 'maximized' | 'minimized' | 'fullScreen' = 'normal';
  #isVisible = false;
  #isDestroyed = false;

  constructor(context: WindowContext, options: WindowOptions) {
    super();
    this.#context = context;
    this.options = options;
    this.id = 1 + Math.max(0, ...context.windows.keys());
    this.#title = options.title;
    const { x, y, width, height } = options;
    this.#bounds = { x, y, width, height };
    this.#normal = this.#bounds;
    this.webContents = new DoubleWebContents({ ...context.page, id: this.id, preload: options.webPreferences.preload, size: { width, height } });
    context.windows.set(this.id, this);
    context.app.emit('web-contents-created', {}, this.webContents);
    this.webContents.on('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.on('page-title-updated', (title: string) => {
      let isPrevented = false;
      this.emit('page-title-updated', { preventDefault: () => (isPrevented = true) }, title);
      if (!isPrevented) this.#title = title;
    });
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  getTitle = (): string => this.#title;
  setTitle = (title: string): void => void (this.#title = title);
  getBounds = (): Rectangle => this.#bounds;
  getNormalBounds = (): Rectangle => this.#normal;
  isVisible = (): boolean => this.#isVisible;
  isDestroyed = (): boolean => this.#isDestroyed;
  isMinimized = (): boolean => this.#state === 'minimized';
  isMaximized = (): boolean => this.#state === 'maximized';
  isFullScreen = (): boolean => this.#state === 'fullScreen';

  setBounds = (bounds: Rectangle): void => {
    this.#bounds = bounds;
    if (this.#state === 'normal') this.#normal = bounds;
    this.emit('move');
    this.emit('resize');
  };

  show = (): void => {
    this.#isVisible = true;
    this.focus();
  };

  focus = (): void => {
    this.emit('focus');
    this.#context.app.emit('double-focus', this);
  };

  minimize = (): void => this.#become('minimized', 'minimize');
  restore = (): void => this.#become('normal', 'restore');
  maximize = (): void => this.#become('maximized', 'maximize');
  unmaximize = (): void => this.#become('normal', 'unmaximize');
  setFullScreen = (isWanted: boolean): void => this.#become(isWanted ? 'fullScreen' : 'normal', isWanted ? 'enter-full-screen' : 'leave-full-screen');

  close = (): void => {
    if (this.#isDestroyed) return;
    this.emit('close', { preventDefault: () => undefined });
    this.destroy();
  };

  destroy = (): void => {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#context.windows.delete(this.id);
    void this.webContents.destroy();
    this.emit('closed');
    if (this.#context.windows.size === 0) this.#context.app.emit('window-all-closed');
  };

  #become(state: 'normal' | 'maximized' | 'minimized' | 'fullScreen', event: string): void {
    this.#state = state;
    if (state === 'normal') this.#bounds = this.#normal;
    this.emit(event);
  }
}
