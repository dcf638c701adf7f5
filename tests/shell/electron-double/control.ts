// The test's hand on the double: reads what the application did, and does what a person, a system or an accident would.
import type { DoubleApp } from './app.ts';
import { shownAddress } from './app-address.ts';
import type { DoubleBrowserWindow } from './browser-window.ts';
import type { AskedDialog, DoubleDialogs } from './dialogs.ts';
import type { DoubleProtocol } from './protocol.ts';
import type { DoubleDisplay, DoubleScreen, Rectangle } from './screen.ts';
import type { DoubleSession } from './session.ts';
import type { DoubleUtilityProcess } from './utility-process.ts';
import type { DoubleFrame } from './web-contents.ts';

interface MenuItem {
  readonly label?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}

export interface Controlled {
  readonly app: DoubleApp;
  readonly windows: ReadonlyMap<number, DoubleBrowserWindow>;
  readonly screen: DoubleScreen;
  readonly dialog: DoubleDialogs;
  readonly protocol: DoubleProtocol;
  readonly session: DoubleSession;
  readonly children: ReadonlySet<DoubleUtilityProcess>;
  readonly clipboard: { readonly text: string };
  readonly menu: () => readonly MenuItem[];
  readonly allowed: readonly string[];
}

export interface SeenWindow {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly targetId: string;
  /** Times its page was loaded to the end. */
  readonly loads: number;
  readonly bounds: Rectangle;
  readonly isVisible: boolean;
  readonly isMinimized: boolean;
  readonly isMaximized: boolean;
  readonly webPreferences: { readonly [name: string]: unknown };
}

export interface Seen {
  readonly windows: readonly SeenWindow[];
  readonly focused: number | null;
  readonly dialogs: readonly AskedDialog[];
  readonly children: readonly number[];
  readonly foreign: readonly string[];
  /** Windows a page opened by itself, without the application making them. */
  readonly allowed: readonly string[];
  readonly menu: readonly string[];
  readonly clipboard: string;
  readonly said: readonly string[];
  readonly schemes: readonly (readonly [string, unknown])[];
}

export type Verb =
  | { readonly verb: 'see' }
  | { readonly verb: 'address' }
  | { readonly verb: 'press'; readonly button: number }
  | { readonly verb: 'menu'; readonly label: string }
  | { readonly verb: 'displays'; readonly displays: readonly DoubleDisplay[] }
  | { readonly verb: 'move'; readonly window: number; readonly bounds: Rectangle }
  | { readonly verb: 'minimize' | 'maximize' | 'close' | 'crash'; readonly window: number }
  /** As if a page had got there past every guard. */
  | { readonly verb: 'load'; readonly window: number; readonly url: string }
  | { readonly verb: 'sendAs'; readonly window: number; readonly frame: DoubleFrame; readonly channel: string }
  | { readonly verb: 'verdict'; readonly permission: string; readonly origin: string }
  | { readonly verb: 'certificate' }
  | { readonly verb: 'grant'; readonly permissions: readonly string[]; readonly origin: string }
  | { readonly verb: 'quit' };

const labelsOf = (items: readonly MenuItem[]): readonly string[] => items.flatMap(({ label, submenu }) => [...(label === undefined ? [] : [label]), ...labelsOf(submenu ?? [])]);

const findItem = (items: readonly MenuItem[], label: string): MenuItem | undefined =>
  items.flatMap((item) => (item.label === label && item.submenu === undefined ? [item] : [findItem(item.submenu ?? [], label)])).find((item) => item !== undefined);

const see = ({ windows, dialog, children, protocol, clipboard, menu, app, allowed }: Controlled, focused: number | null): Seen => ({
  windows: [...windows.values()].map((window) => ({
    id: window.id,
    url: window.webContents.getURL(),
    title: window.getTitle(),
    targetId: window.webContents.targetId,
    loads: window.webContents.loads,
    bounds: window.getBounds(),
    isVisible: window.isVisible(),
    isMinimized: window.isMinimized(),
    isMaximized: window.isMaximized(),
    webPreferences: window.options.webPreferences,
  })),
  focused,
  dialogs: dialog.asked,
  children: [...children].flatMap(({ pid }) => pid ?? []),
  foreign: protocol.foreign,
  allowed,
  menu: labelsOf(menu()),
  clipboard: clipboard.text,
  said: app.said,
  schemes: [...protocol.registered],
});

/** What the application answers to a certificate nobody vouches for; true where it let it pass. */
const certificate = (app: DoubleApp): boolean => {
  let isTrusted = false;
  app.emit('certificate-error', { preventDefault: () => undefined }, null, 'https://example.org/', 'ERR_CERT_AUTHORITY_INVALID', {}, (verdict: boolean) => (isTrusted = verdict));
  return isTrusted;
};

/** Sets in Chromium what the application itself says about each right. */
const grant = async ({ app, session }: Controlled, permissions: readonly string[], origin: string): Promise<void> => {
  const chromium = await app.chromium.promise;
  for (const name of permissions) {
    const { check } = await session.verdict(name, origin);
    await chromium.call('Browser.setPermission', { permission: { name }, setting: check ? 'granted' : 'denied', origin: shownAddress(origin) });
  }
};

const act = async (controlled: Controlled, order: Verb, focused: number | null): Promise<unknown> => {
  const { app, windows, screen, dialog, session, menu } = controlled;
  const window = 'window' in order ? windows.get(order.window) : undefined;
  switch (order.verb) {
    case 'see':
      return see(controlled, focused);
    case 'address':
      return (await app.chromium.promise).address;
    case 'press':
      return dialog.press(order.button);
    case 'menu':
      return findItem(menu(), order.label)?.click?.();
    case 'displays':
      return screen.change(order.displays, (isStranded) => {
        for (const one of windows.values()) if (isStranded(one.getBounds())) one.setBounds({ ...one.getBounds(), x: 0, y: 0 });
      });
    case 'move':
      return window?.setBounds(order.bounds);
    case 'minimize':
    case 'maximize':
    case 'close':
      return window?.[order.verb]();
    case 'crash':
      return window?.webContents.crash();
    case 'load':
      return window?.webContents.loadURL(order.url);
    case 'sendAs':
      return window?.webContents.sendAs(order.frame, order.channel);
    case 'verdict':
      return session.verdict(order.permission, order.origin);
    case 'certificate':
      return certificate(app);
    case 'grant':
      return grant(controlled, order.permissions, order.origin);
    case 'quit':
      return app.quit();
  }
};

export const serveControl = (controlled: Controlled): void => {
  let focused: number | null = null;
  controlled.app.on('double-focus', (window: DoubleBrowserWindow) => (focused = window.id));
  process.on('message', ({ id, order }: { readonly id: number; readonly order: Verb }) => {
    act(controlled, order, focused).then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  // The test that started it is gone.
  process.on('disconnect', () => controlled.app.exit(0));
};
