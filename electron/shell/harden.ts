// Everything a page is not given: other addresses, other windows, other rights, embedded pages, doubtful certificates.
import type { App, Session, WebContents } from 'electron';
import { ownUrl, windowOfUrl, type WindowAddress } from './app-origin.ts';

/** A page asks for nothing else: placing audience windows on their screens, and copying text. */
const ALLOWED: ReadonlySet<string> = new Set(['window-management', 'clipboard-sanitized-write']);

const mayUse = (permission: string, origin: string): boolean => ALLOWED.has(permission) && ownUrl(origin) !== null;

export const hardenSession = (session: Session): void => {
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => mayUse(permission, requestingOrigin));
  session.setPermissionRequestHandler((_contents, permission, callback, details) => callback(mayUse(permission, details.requestingUrl)));
  session.setDevicePermissionHandler(() => false);
};

/** A page may load itself again and go nowhere else. */
const isReload = (from: string, to: string): boolean => {
  const [here, there] = [windowOfUrl(from), windowOfUrl(to)];
  return here !== null && there !== null && here.name === there.name && here.place === there.place;
};

/** A window opened by a page sits at the page's place where the address names none. */
const addressFor = (contents: WebContents, url: string): WindowAddress | null => {
  const wanted = windowOfUrl(url);
  const place = ownUrl(url)?.searchParams.get('place') ?? windowOfUrl(contents.getURL())?.place;
  return wanted === null || place === undefined ? null : { ...wanted, place };
};

const hardenContents = (contents: WebContents, openWindow: (address: WindowAddress) => void): void => {
  contents.setWindowOpenHandler(({ url }) => {
    const address = addressFor(contents, url);
    if (address !== null) openWindow(address);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isReload(contents.getURL(), event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
};

export const hardenApp = (app: App, openWindow: (address: WindowAddress) => void): void => {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, openWindow));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
};
