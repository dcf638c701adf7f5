// The desktop application's own origin, and which addresses and frames belong to it.
import { windowEntry } from '../../shared/contract/windows.ts';

export const APP_SCHEME = 'app';
const APP_HOST = 'fenghuotai';
const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

const PLACE = /^[a-z0-9]{1,16}$/;
export const FIRST_PLACE = '1';

/** A window by the address it is opened with; two places at one machine may be two people. */
export interface WindowAddress {
  readonly name: string;
  readonly place: string;
  /** What else the address asks of the window, such as which list to show: `kind=shelter`, or empty. */
  readonly rest: string;
}

/** Null where it is no address of this application. The origin of such a scheme is opaque to URL, so host and scheme are compared. */
export const ownUrl = (text: string): URL | null => {
  const url = URL.parse(text);
  const isOwn = url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === '';
  return isOwn ? url : null;
};

export const windowUrl = ({ name, place, rest }: WindowAddress): string => `${APP_ORIGIN}/${name}?place=${place}${rest === '' ? '' : `&${rest}`}`;

const REST_LENGTH = 500;

const restOf = (url: URL): string => {
  const rest = new URLSearchParams(url.searchParams);
  rest.delete('place');
  return rest.toString();
};

/** The catalogue window an address names; null for everything else. */
export const windowOfUrl = (text: string): WindowAddress | null => {
  const url = ownUrl(text);
  if (url === null) return null;
  const place = url.searchParams.get('place') ?? FIRST_PLACE;
  const entry = windowEntry(url.pathname.slice(1));
  const rest = restOf(url);
  return entry === undefined || !PLACE.test(place) || rest.length > REST_LENGTH ? null : { name: entry.name, place, rest };
};

/** What a message to the shell is judged by; Electron gives null for a frame that is gone. */
export interface SendingFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the main frame of one of the application's own windows may speak to the shell. */
export const isOwnFrame = (frame: SendingFrame | null): boolean => frame !== null && frame.parent === null && windowOfUrl(frame.url) !== null;
