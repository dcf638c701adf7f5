// The host's HTTP face: pages, the session exchange and the way in to the WebSocket door; everything else is refused.
import { randomBytes } from 'node:crypto';
import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SeatStart } from '../station/seat-sessions.ts';
import type { Station } from '../station/station.ts';
import { answerPage, plainAnswer, type PageAnswer } from '../station/web-pages/answer-page.ts';
import type { PageFiles } from '../station/web-pages/page-files.ts';
import { endedCookie, placeOf, sessionCookie, sessionToken } from './session-cookie.ts';
import { isAddressedHere, isOwnOrigin, siteFor, type Site } from './site-policy.ts';
import { createWebDoor } from './web-door.ts';

const BODY_LIMIT_BYTES = 4_096;

export interface WebServerOptions {
  readonly station: Station;
  readonly pages: PageFiles;
  readonly address: string;
  readonly port: number;
  /** Other names the machine is addressed by when it listens on the network. */
  readonly hostNames: readonly string[];
  readonly tls: { readonly key: string; readonly certificate: string } | null;
}

export interface WebServer {
  readonly port: number;
  readonly dispose: () => Promise<void>;
}

const give = (response: ServerResponse, { status, headers, body }: PageAnswer): void => {
  response.writeHead(status, headers);
  response.end(body);
};

const end = (response: ServerResponse, status: number, text: string): void => give(response, plainAnswer(status, text));

const readBody = async (request: IncomingMessage): Promise<string | null> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > BODY_LIMIT_BYTES) return null;
  }
  return text;
};

/** Exchanges a one-time ticket for the cookie that keeps a place signed in, or ends it. */
const serveSession = async (options: WebServerOptions, site: Site, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const place = placeOf(url);
  if (place === null || !isOwnOrigin(site, request)) return end(response, 403, 'refused');
  const body = await readBody(request);
  const isSecure = site.scheme === 'https';
  if (url.pathname === '/session/end') {
    const token = sessionToken(request, place);
    if (token !== null) await options.station.sessions().end(token);
    response.setHeader('Set-Cookie', endedCookie(place, isSecure));
    return end(response, 200, 'ended');
  }
  const redeemed = body === null ? null : await options.station.sessions().redeem(body);
  if (redeemed === null) return end(response, 403, 'refused');
  response.setHeader('Set-Cookie', sessionCookie(place, redeemed.token, isSecure));
  end(response, 200, 'kept');
};

export const startWebServer = async (options: WebServerOptions): Promise<WebServer> => {
  const { station, pages, tls } = options;
  let site: Site = siteFor(tls === null ? 'http' : 'https', options.port, options.hostNames);
  const door = createWebDoor(station.frontDesk);

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isAddressedHere(site, request)) return end(response, 421, 'this station is not addressed by that name');
    const url = new URL(request.url ?? '/', `${site.scheme}://${request.headers.host}`);
    if (request.method === 'POST' && (url.pathname === '/session' || url.pathname === '/session/end')) {
      return void serveSession(options, site, url, request, response).catch(() => end(response, 500, 'fault'));
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'refused');
    give(response, answerPage(pages, url.pathname, randomBytes(16).toString('base64')));
  };

  const server: Server = tls === null ? createPlainServer(handle) : createTlsServer({ key: tls.key, cert: tls.certificate }, handle);
  server.on('upgrade', (request, socket, head) => {
    void enter(request).then(
      (start) => (start === null ? socket.destroy() : door.enter(request, socket, head, start)),
      () => socket.destroy(),
    );
  });

  const enter = async (request: IncomingMessage): Promise<SeatStart | null> => {
    const url = new URL(request.url ?? '/', `${site.scheme}://${request.headers.host}`);
    const place = placeOf(url);
    if (url.pathname !== '/station' || place === null || !isAddressedHere(site, request) || !isOwnOrigin(site, request)) return null;
    return station.sessions().start('web', sessionToken(request, place));
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.address, resolve);
  });
  const { port } = server.address() as AddressInfo;
  site = siteFor(site.scheme, port, options.hostNames);
  return {
    port,
    dispose: async () => {
      door.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
