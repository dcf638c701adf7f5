// WebContents of the double: one real page of Chromium, its preload in a world apart, its requests answered by the application.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { ownAddress, shownAddress } from './app-address.ts';
import type { Chromium, ChromiumSession } from './chromium.ts';
import { PortCarrier, type DoublePort, type PortFrame } from './double-port.ts';
import { BINDING, fromPageText, isolatedWorldScript, ISOLATED_WORLD, mainWorldScript, toPageText } from './page-world.ts';
import type { DoubleProtocol } from './protocol.ts';

/** What comes out of a page's world apart. */
type FromPage = { readonly kind: 'ipc'; readonly channel: string; readonly args: readonly unknown[] } | { readonly kind: 'port'; readonly frame: PortFrame } | { readonly kind: 'open'; readonly url: string };

export interface DoubleFrame {
  readonly url: string;
  readonly parent: DoubleFrame | null;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

export interface WebContentsOptions {
  readonly id: number;
  readonly chromium: Promise<Chromium>;
  readonly protocol: DoubleProtocol;
  readonly preload: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly ipcMain: EventEmitter;
}

interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: { readonly url: string; readonly method: string };
}

export class DoubleWebContents extends EventEmitter {
  readonly id: number;
  readonly #options: WebContentsOptions;
  readonly #ready: Promise<ChromiumSession>;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #carrier = this.#newCarrier();
  #contextId: number | null = null;
  #targetId = '';
  #url = '';
  #title = '';
  #isDestroyed = false;
  /** Navigations the application itself asked for: they pass without an event, as in Electron. */
  #asked = 0;
  #loads = 0;

  constructor(options: WebContentsOptions) {
    super();
    this.id = options.id;
    this.#options = options;
    this.#ready = this.#open();
  }

  get mainFrame(): DoubleFrame {
    return { url: this.#url, parent: null };
  }

  get targetId(): string {
    return this.#targetId;
  }

  get loads(): number {
    return this.#loads;
  }

  getURL = (): string => this.#url;
  getTitle = (): string => this.#title;
  isDestroyed = (): boolean => this.#isDestroyed;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#ready;
    this.#asked += 1;
    const { errorText } = await page.send<{ readonly errorText?: string }>('Page.navigate', { url: shownAddress(url) });
    if (errorText !== undefined) throw new Error(errorText);
  }

  reload(): void {
    void this.loadURL(this.#url);
  }

  postMessage(channel: string, message: unknown, transfer: readonly DoublePort[] = []): void {
    this.#deliver({ kind: 'ipc', channel, args: [message], ports: transfer.map((port) => this.#carrier.away(port)) });
  }

  /** As a frame of the page, or another page, would: for what no honest page does. */
  sendAs(frame: DoubleFrame, channel: string): void {
    this.#options.ipcMain.emit(channel, { sender: this, senderFrame: frame, ports: [] });
  }

  async crash(): Promise<void> {
    const page = await this.#ready;
    void page.send('Page.crash').catch(() => undefined);
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#carrier.lost();
    await this.#ready;
    const chromium = await this.#options.chromium;
    await chromium.call('Target.closeTarget', { targetId: this.#targetId }).catch(() => undefined);
  }

  #newCarrier(): PortCarrier {
    return new PortCarrier('m', (frame) => this.#deliver({ kind: 'port', frame }));
  }

  async #open(): Promise<ChromiumSession> {
    const chromium = await this.#options.chromium;
    const { targetId } = await chromium.call<{ readonly targetId: string }>('Target.createTarget', { url: 'about:blank', newWindow: true, ...this.#options.size });
    this.#targetId = targetId;
    const page = await chromium.attach(targetId);
    this.#listen(page, chromium);
    await page.send('Page.enable');
    await page.send('Runtime.enable');
    await page.send('Inspector.enable');
    await page.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD });
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript });
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: isolatedWorldScript(readFileSync(this.#options.preload, 'utf8')), worldName: ISOLATED_WORLD });
    await page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    return page;
  }

  #listen(page: ChromiumSession, chromium: Chromium): void {
    page.on('Fetch.requestPaused', (paused: Paused) => void this.#answer(page, paused));
    page.on('Runtime.executionContextCreated', ({ context }: { readonly context: { readonly id: number; readonly name: string; readonly auxData: { readonly frameId: string } } }) => {
      if (context.name === ISOLATED_WORLD && context.auxData.frameId === this.#targetId) this.#contextId = context.id;
    });
    page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }: { readonly name: string; readonly payload: string; readonly executionContextId: number }) => {
      // A document in the middle of starting has spoken before its world was announced.
      if (name !== BINDING) return;
      this.#contextId = executionContextId;
      this.#receive(fromPageText(payload) as FromPage);
    });
    page.on('Page.frameStartedNavigating', ({ frameId, url }: { readonly frameId: string; readonly url: string }) => {
      if (frameId === this.#targetId && this.#url === '') this.#url = ownAddress(url);
    });
    page.on('Page.frameNavigated', ({ frame }: { readonly frame: { readonly id: string; readonly url: string } }) => {
      if (frame.id === this.#targetId) this.#url = ownAddress(frame.url);
    });
    page.on('Page.loadEventFired', () => {
      if (this.#url === 'about:blank') return;
      this.#loads += 1;
      this.emit('did-finish-load');
    });
    page.on('Inspector.targetCrashed', () => {
      this.#leave();
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 133 });
    });
    chromium.on('Target.targetInfoChanged', ({ targetInfo }: { readonly targetInfo: { readonly targetId: string; readonly title: string } }) => {
      if (targetInfo.targetId !== this.#targetId || targetInfo.title === this.#title || /^https?:|^about:/.test(targetInfo.title)) return;
      this.#title = targetInfo.title;
      this.emit('page-title-updated', targetInfo.title);
    });
    chromium.on('Target.targetCreated', ({ targetInfo }: { readonly targetInfo: { readonly targetId: string; readonly openerId?: string; readonly url: string } }) => {
      // A link into another window: by the time it is seen it is there, and is closed again where it is denied.
      if (targetInfo.openerId !== this.#targetId) return;
      this.#wantsWindow(targetInfo.url);
      void chromium.call('Target.closeTarget', { targetId: targetInfo.targetId });
    });
  }

  #leave(): void {
    this.#contextId = null;
    this.#carrier.lost();
    this.#carrier = this.#newCarrier();
  }

  #wantsWindow(url: string): void {
    const { action } = this.#openHandler({ url: ownAddress(url) });
    if (action === 'allow') this.#options.ipcMain.emit('double-allowed-window', url);
  }

  #receive(message: FromPage): void {
    if (message.kind === 'port') this.#carrier.receive(message.frame);
    else if (message.kind === 'open') this.#wantsWindow(message.url);
    else this.#options.ipcMain.emit(message.channel, { sender: this, senderFrame: this.mainFrame, ports: [] }, ...message.args);
  }

  #deliver(message: unknown): void {
    const contextId = this.#contextId;
    if (contextId === null || this.#isDestroyed) return;
    const expression = `electronDoubleDeliver(${JSON.stringify(toPageText(message))})`;
    void this.#ready.then((page) => page.send('Runtime.evaluate', { expression, contextId })).catch(() => undefined);
  }

  async #answer(page: ChromiumSession, { requestId, frameId, resourceType, request }: Paused): Promise<void> {
    const refuse = (): Promise<unknown> => page.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
    if (resourceType === 'Document' && !this.#mayNavigate(request.url, frameId === this.#targetId)) return void refuse();
    if (resourceType === 'Document' && frameId === this.#targetId) this.#leave();
    const { status, headers, body } = await this.#options.protocol.answer(ownAddress(request.url), request.method);
    const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
    await page.send('Fetch.fulfillRequest', { requestId, responseCode: status, responseHeaders, body: Buffer.from(body).toString('base64') }).catch(() => undefined);
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#asked > 0) {
      this.#asked -= 1;
      return true;
    }
    let isPrevented = false;
    const event = { url: ownAddress(url), isMainFrame, preventDefault: () => (isPrevented = true) };
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event);
    return !isPrevented;
  }
}
