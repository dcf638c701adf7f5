// The built desktop application in real Chromium windows: what a page is given, and everything it is not.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Page } from '@playwright/test';
import { LINE_CHANNELS, type FollowedMessage } from '../../shared/contract/bridge.ts';
import type {} from '../../renderer/station-client/preload-line.ts';
import { buildApplication, type BuiltApplication } from './built-application.ts';
import { createMachine, DESKTOP_TEST_MS, waitFor, type Application, type Machine } from './start-application.ts';

const OWN = 'app://fenghuotai';
const FOREIGN = 'https://foreign.test/';

vi.setConfig({ testTimeout: DESKTOP_TEST_MS, hookTimeout: DESKTOP_TEST_MS });

let built: BuiltApplication;
let machine: Machine;
let application: Application;
let page: Page;
let map: number;

beforeAll(async () => {
  built = await buildApplication();
  machine = createMachine(built.root);
  application = machine.start();
  map = (await application.window(({ isVisible }) => isVisible)).id;
  page = await application.page(map);
  await page.getByText('认领新站点').waitFor();
});

afterAll(async () => {
  await machine.dispose();
  built.dispose();
});

/** Long enough for what must not happen to have happened. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

const windowUrls = async (): Promise<readonly string[]> => (await application.see()).windows.map(({ url }) => url);

describe('the application', () => {
  test('opens its first window on its own address and says the claim code on the machine itself', async () => {
    const window = await application.window(({ title }) => title.includes('认领代码'));
    expect(window.url).toBe(`${OWN}/command-map?place=1`);
    const { dialogs } = await application.see();
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(dialogs[0]?.message ?? '')?.[0];
    expect(window.title).toBe(`指挥一张图 — 烽火台 — 认领代码 ${code}`);
    await application.order({ verb: 'press', button: 0 });
    await waitFor(async () => (await application.see()).clipboard === code || undefined, 'the copied code');
  });

  test('sandboxes every page and turns Node and webviews off', async () => {
    const { webPreferences } = await application.window(({ id }) => id === map);
    expect(webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false });
    expect((await application.see()).said).toContain('sandbox');
  });

  test('registers its scheme as standard and secure', async () => {
    expect(new Map((await application.see()).schemes).get('app')).toMatchObject({ standard: true, secure: true });
  });

  test('comes to the front when it is started a second time, and the second ends', async () => {
    await application.order({ verb: 'minimize', window: map });
    const second = machine.start();
    expect(await second.ended).toBe(0);
    const window = await application.window(({ id, isMinimized }) => id === map && !isMinimized);
    expect((await application.see()).focused).toBe(window.id);
    expect((await application.see()).windows.length).toBe(1);
  });

  test('trusts no certificate nobody vouches for', async () => {
    expect(await application.order({ verb: 'certificate' })).toBe(false);
  });
});

describe('a page', () => {
  test('has exactly the three verbs, cannot change them, and has nothing of Node or Electron', async () => {
    expect(await page.evaluate(() => Object.keys(window.fenghuotai ?? {}))).toEqual(['request', 'follow', 'openPort']);
    const changed = await page.evaluate(() => {
      try {
        Object.assign(window, { fenghuotai: null });
      } catch {
        return 'refused';
      }
      return window.fenghuotai === null ? 'changed' : 'kept';
    });
    expect(changed).not.toBe('changed');
    const names = ['process', 'require', 'module', 'exports', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer', 'contextBridge', 'electronDouble', 'electronDoubleDeliver'];
    expect(await page.evaluate((all) => all.filter((name) => name in window), names)).toEqual([]);
  });

  test('gets an answer and a stream through preload, port and door', async () => {
    const reply = await page.evaluate(() => window.fenghuotai?.request({ type: 'request', id: 900, operation: 'readStationTime', input: {} }));
    expect(reply).toMatchObject({ type: 'reply', id: 900, result: { ok: true, value: { time: expect.stringMatching(/^\d{4}-/) } } });
    const refused = await page.evaluate(() => window.fenghuotai?.request({ type: 'request', id: 901, operation: 'noSuchThing', input: {} }));
    expect(refused).toMatchObject({ result: { ok: false, error: { reason: 'unknownOperation' } } });
    const heard = await page.evaluate(() => new Promise<FollowedMessage>((resolve) => window.fenghuotai?.follow({ type: 'follow', id: 902, stream: 'station', parameters: {} }, resolve)));
    expect(heard).toMatchObject({ type: 'snapshot', id: 902, value: { name: '演练用站', isDemonstration: false } });
  });

  test('is given a port for a ticket, which closes where the ticket is not good', async () => {
    const arrival = await page.evaluate(
      () =>
        new Promise((resolve) => {
          window.addEventListener('message', (event) => {
            const [port] = event.ports;
            port?.addEventListener('close', () => resolve({ ...(event.data as object), isClosed: true }));
            port?.start();
          });
          window.fenghuotai?.openPort('no-such-ticket');
        }),
    );
    expect(arrival).toEqual({ type: 'port', ticket: 'no-such-ticket', isClosed: true });
  });

  test('runs no inline script and reaches no other address', async () => {
    const outcome = await page.evaluate(async (foreign) => {
      const script = document.createElement('script');
      script.textContent = 'window.wasInlined = true';
      document.body.append(script);
      const image = new Image();
      const loaded = new Promise<string>((resolve) => {
        image.addEventListener('load', () => resolve('loaded'));
        image.addEventListener('error', () => resolve('refused'));
      });
      image.src = `${foreign}pixel.png`;
      const fetched = await fetch(foreign).then(
        () => 'fetched',
        () => 'refused',
      );
      return { isInlined: 'wasInlined' in window, image: await loaded, fetched };
    }, FOREIGN);
    expect(outcome).toEqual({ isInlined: false, image: 'refused', fetched: 'refused' });
    expect((await application.see()).foreign).toEqual([]);
  });

  test('stays where it is whatever it navigates to', async () => {
    for (const address of [FOREIGN, '/ledgers', '/command-map?place=2', 'data:text/html,x']) {
      await page.evaluate((to) => void setTimeout(() => location.assign(to)), address);
      await pause();
      expect(await windowUrls()).toEqual([`${OWN}/command-map?place=1`]);
      expect(await page.evaluate(() => location.pathname + location.search)).toBe('/command-map?place=1');
    }
    expect((await application.see()).foreign).toEqual([]);
  });

  test('may load itself again', async () => {
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await page.evaluate(() => void setTimeout(() => location.reload()));
    await page.waitForFunction(() => !('isOld' in window));
    await page.getByText('认领新站点').waitFor();
  });

  test('opens windows of the catalogue at its own place, each once, and no other window at all', async () => {
    for (const address of [FOREIGN, 'https://fenghuotai/ledgers', 'javascript:1', '/nowhere']) expect(await page.evaluate((to) => window.open(to), address)).toBe(null);
    await page.evaluate((to) => {
      const link = document.createElement('a');
      Object.assign(link, { href: to, target: '_blank', textContent: 'link' });
      document.body.append(link);
      link.click();
    }, FOREIGN);
    await pause();
    expect(await windowUrls()).toEqual([`${OWN}/command-map?place=1`]);
    await page.evaluate(() => void (window.open('/ledgers'), window.open('/ledgers')));
    await application.window(({ url }) => url === `${OWN}/ledgers?place=1`);
    await pause();
    const ledgers = (await application.see()).windows.filter(({ url }) => url.includes('ledgers'));
    expect(ledgers.length).toBe(1);
    await page.evaluate(() => void (window.open('/ledgers?kind=shelter'), window.open('/ledgers?kind=shelter')));
    await application.window(({ url }) => url === `${OWN}/ledgers?place=1&kind=shelter`);
    await pause();
    const lists = (await application.see()).windows.filter(({ url }) => url.includes('ledgers'));
    expect(lists.length).toBe(2);
    expect((await application.see()).allowed).toEqual([]);
    for (const { id } of lists) await application.order({ verb: 'close', window: id });
  });

  test('may place windows on screens and copy text, and is denied every other right', async () => {
    const permissions = ['window-management', 'clipboard-sanitized-write', 'geolocation', 'media', 'notifications', 'serial', 'usb', 'hid', 'midi', 'clipboard-read', 'display-capture', 'openExternal', 'fullscreen', 'unknown'];
    const granted: string[] = [];
    for (const permission of permissions) {
      const { check, request, device } = await application.verdict(permission, OWN);
      expect(check).toBe(request);
      expect(device).toBe(false);
      if (check) granted.push(permission);
      expect(await application.verdict(permission, 'https://foreign.test')).toEqual({ check: false, request: false, device: false });
    }
    expect(granted).toEqual(['window-management', 'clipboard-sanitized-write']);
    await application.order({ verb: 'grant', permissions: ['geolocation', 'notifications', 'window-management'], origin: OWN });
    const states = await page.evaluate(async () => {
      const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return [await state('geolocation'), await state('notifications'), await state('window-management')];
    });
    expect(states).toEqual(['denied', 'denied', 'granted']);
  });
});

describe('the shell', () => {
  const countClosings = (): Promise<void> =>
    page.evaluate(() => {
      Object.assign(window, { closings: 0 });
      window.fenghuotai?.follow({ type: 'follow', id: 950, stream: 'station', parameters: {} }, (message) => {
        if (message.type === 'lineClosed') Object.assign(window, { closings: 1 });
      });
    });
  const closings = (): Promise<number> => page.evaluate(() => (window as unknown as { readonly closings: number }).closings);

  test('gives a line to the main frame of an own page, and to no frame below it, no foreign page and no other own file', async () => {
    await countClosings();
    const own = `${OWN}/command-map?place=1`;
    const strangers = [{ url: own, parent: { url: own, parent: null } }, { url: FOREIGN, parent: null }, { url: `${OWN}/assets/x.svg`, parent: null }, { url: 'about:blank', parent: null }];
    for (const frame of strangers) await application.order({ verb: 'sendAs', window: map, frame, channel: LINE_CHANNELS.ask });
    await pause();
    expect(await closings()).toBe(0);
    // The same message from the page itself brings a new line, which ends the one before.
    await application.order({ verb: 'sendAs', window: map, frame: { url: own, parent: null }, channel: LINE_CHANNELS.ask });
    await page.waitForFunction(() => (window as unknown as { readonly closings: number }).closings === 1);
  });

  test('gives no line to a foreign page that got into a window, and one again to its own page', async () => {
    await application.order({ verb: 'load', window: map, url: FOREIGN });
    await page.waitForURL(FOREIGN);
    await pause();
    const reply = await page.evaluate(() => window.fenghuotai?.request({ type: 'request', id: 1, operation: 'readStationTime', input: {} }));
    expect(reply).toMatchObject({ result: { ok: false, error: { reason: 'offline' } } });
    await application.order({ verb: 'load', window: map, url: `${OWN}/command-map?place=1` });
    await page.getByText('认领新站点').waitFor();
  });
});
