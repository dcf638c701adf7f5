// One session cookie for each place at a browser, so that two windows may be two people.
import type { IncomingMessage } from 'node:http';

const PLACE = /^[a-z0-9]{1,16}$/;

/** The place a request speaks for: `?place=` of its address, `1` where none is given, null where it is malformed. */
export const placeOf = (url: URL): string | null => {
  const place = url.searchParams.get('place') ?? '1';
  return PLACE.test(place) ? place : null;
};

const cookieName = (place: string): string => `fenghuotai_session_${place}`;

export const sessionToken = (request: IncomingMessage, place: string): string | null => {
  const wanted = `${cookieName(place)}=`;
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(wanted));
  return found === undefined ? null : found.slice(wanted.length);
};

export const sessionCookie = (place: string, token: string, isSecure: boolean): string =>
  `${cookieName(place)}=${token}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;

export const endedCookie = (place: string, isSecure: boolean): string => `${sessionCookie(place, '', isSecure)}; Max-Age=0`;
