// app of the double: ready when Chromium is, one instance a folder, and Electron's order of events on the way out.
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Chromium } from './chromium.ts';

export interface AppOptions {
  readonly root: string;
  readonly startChromium: (profile: string) => Promise<Chromium>;
  readonly closeWindows: () => void;
  /** Ends what Electron ends with itself. */
  readonly endChildren: () => void;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export class DoubleApp extends EventEmitter {
  readonly isPackaged = false;
  readonly #options: AppOptions;
  readonly #paths = new Map<string, string>();
  readonly chromium = Promise.withResolvers<Chromium>();
  readonly said: string[] = [];
  #isQuitting = false;

  constructor(options: AppOptions) {
    super();
    this.#options = options;
    this.#paths.set('appData', process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'));
    this.#paths.set('userData', join(this.getPath('appData'), 'fenghuotai'));
  }

  getAppPath = (): string => this.#options.root;
  getVersion = (): string => String((JSON.parse(readFileSync(join(this.#options.root, 'package.json'), 'utf8')) as { readonly version: string }).version);
  getLocale = (): string => process.env['ELECTRON_DOUBLE_LOCALE'] ?? 'zh-CN';
  getPath = (name: string): string => this.#paths.get(name) ?? '';
  setPath = (name: string, path: string): void => void this.#paths.set(name, path);
  setAppUserModelId = (id: string): void => void this.said.push(`id ${id}`);
  enableSandbox = (): void => void this.said.push('sandbox');

  whenReady = async (): Promise<void> => {
    this.chromium.resolve(await this.#options.startChromium(join(this.getPath('userData'), 'chromium')));
    await this.chromium.promise;
  };

  requestSingleInstanceLock = (): boolean => {
    const folder = join(this.getPath('userData'), 'double-instances');
    mkdirSync(folder, { recursive: true });
    const first = join(folder, 'first');
    const holder = Number(readdirSync(folder).includes('first') ? readFileSync(first, 'utf8') : 0);
    if (holder > 0 && isAlive(holder)) {
      writeFileSync(join(folder, `call-${process.pid}`), JSON.stringify(process.argv));
      return false;
    }
    writeFileSync(first, String(process.pid));
    const watcher = watch(folder, (_event, name) => {
      if (name?.startsWith('call-') !== true || !readdirSync(folder).includes(name)) return;
      rmSync(join(folder, name));
      this.emit('second-instance', {}, [], '');
    });
    watcher.unref();
    return true;
  };

  quit = (): void => {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    this.emit('before-quit', { preventDefault: () => undefined });
    this.#options.closeWindows();
    let isPrevented = false;
    this.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    this.#isQuitting = false;
    if (!isPrevented) this.exit(0);
  };

  exit = (code = 0): void => {
    this.#options.endChildren();
    const limit = setTimeout(() => process.exit(code), 10_000);
    limit.unref();
    // Before it is ready there is no Chromium to end.
    void Promise.race([this.chromium.promise, Promise.resolve(null)])
      .then((chromium) => chromium?.close())
      .finally(() => process.exit(code));
  };
}
