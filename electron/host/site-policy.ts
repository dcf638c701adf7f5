// Which requests are let near the host at all.
import type { IncomingMessage } from 'node:http';

export interface Site {
  readonly scheme: 'http' | 'https';
  /** `host:port` names under which the station may be addressed; anything else is a rebinding attempt. */
  readonly authorities: ReadonlySet<string>;
}

export const siteFor = (scheme: 'http' | 'https', port: number, hostNames: readonly string[]): Site => ({
  scheme,
  authorities: new Set([...new Set(['127.0.0.1', 'localhost', '[::1]', ...hostNames])].flatMap((name) => [`${name}:${port}`, ...(isDefaultPort(scheme, port) ? [name] : [])])),
});

const isDefaultPort = (scheme: string, port: number): boolean => (scheme === 'https' && port === 443) || (scheme === 'http' && port === 80);

export const isAddressedHere = (site: Site, request: IncomingMessage): boolean => site.authorities.has(request.headers.host ?? '');

/** True only for a request made by one of this station's own pages. */
export const isOwnOrigin = (site: Site, request: IncomingMessage): boolean => {
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  const prefix = `${site.scheme}://`;
  return origin.startsWith(prefix) && site.authorities.has(origin.slice(prefix.length)) && origin.slice(prefix.length) === request.headers.host;
};
