// Fetches one picture from a server that may be slow, dead, or answer with something else.
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';
import type { BasemapTrouble } from './basemap-spec.ts';

export type TileImage =
  | { readonly type: 'image'; readonly image: ImageBitmap | HTMLImageElement; readonly isTainting: boolean }
  /** The server has nothing there; that is an answer, not a failure. */
  | { readonly type: 'blank' };

/** `gaveUp`: the tile left the view; says nothing about the server. */
export type TileOutcome = Result<TileImage, BasemapTrouble | 'gaveUp'>;

const MOST_BYTES = 4 * 1024 * 1024;

const troubleOfStatus = (status: number): BasemapTrouble | 'blank' => {
  if (status === 204 || status === 404 || status === 410) return 'blank';
  if (status === 401 || status === 403) return 'refusedByServer';
  if (status === 429 || status === 418) return 'tooManyRequests';
  return 'serverFailed';
};

/** A picture from bytes; fails where they are none. */
export const imageFromBytes = async (bytes: Blob): Promise<Result<TileImage, BasemapTrouble>> => {
  if (bytes.size === 0) return success({ type: 'blank' });
  if (bytes.size > MOST_BYTES) return failure('notAnImage');
  try {
    return success({ type: 'image', image: await createImageBitmap(bytes), isTainting: false });
  } catch {
    return failure('notAnImage');
  }
};

/**
 * For servers inside a government network that do not send permission for scripts to read them: the picture can
 * be shown but not read back.
 */
const showWithoutPermission = (url: string, signal: AbortSignal): Promise<TileOutcome> => {
  const { promise, resolve } = Promise.withResolvers<TileOutcome>();
  const image = new Image();
  image.referrerPolicy = 'no-referrer';
  const stop = (): void => {
    image.src = '';
    resolve(failure('unreachable'));
  };
  signal.addEventListener('abort', stop, { once: true });
  image.addEventListener('load', () => resolve(success({ type: 'image', image, isTainting: true })));
  image.addEventListener('error', () => resolve(failure('unreachable')));
  image.src = url;
  return promise.finally(() => signal.removeEventListener('abort', stop));
};

const read = async (response: Response): Promise<TileOutcome> => {
  if (!response.ok) {
    const trouble = troubleOfStatus(response.status);
    return trouble === 'blank' ? success({ type: 'blank' }) : failure(trouble);
  }
  if (response.status === 204) return success({ type: 'blank' });
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('image/')) return failure('notAnImage');
  return imageFromBytes(await response.blob());
};

/** Never throws and never takes longer than `timeoutMs`. */
export const fetchTileImage = async (url: string, signal: AbortSignal, timeoutMs: Milliseconds): Promise<TileOutcome> => {
  const limit = AbortSignal.timeout(timeoutMs);
  const both = AbortSignal.any([signal, limit]);
  try {
    const response = await fetch(url, { signal: both, credentials: 'omit', referrerPolicy: 'no-referrer' });
    return await read(response);
  } catch {
    if (signal.aborted) return failure('gaveUp');
    if (limit.aborted) return failure('timedOut');
    // A network failure and a missing permission look the same from here; a plain picture tells them apart.
    const shown = await showWithoutPermission(url, both);
    if (signal.aborted) return failure('gaveUp');
    return limit.aborted ? failure('timedOut') : shown;
  }
};
