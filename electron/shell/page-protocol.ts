// Serves the windows' pages under the application's own scheme; nothing else has an answer there.
import { randomBytes } from 'node:crypto';
import type { CustomScheme, Protocol } from 'electron';
import { answerPage, plainAnswer, type PageAnswer } from '../station/web-pages/answer-page.ts';
import type { PageFiles } from '../station/web-pages/page-files.ts';
import { APP_SCHEME, ownUrl } from './app-origin.ts';

/** Must be known before the application is ready. `stream` lets sounds play. */
export const APP_SCHEME_RIGHTS: CustomScheme = { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } };

const answer = (pages: PageFiles, request: Request): PageAnswer => {
  const url = ownUrl(request.url);
  if (url === null) return plainAnswer(421, 'this station is not addressed by that name');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405, 'refused');
  return answerPage(pages, url.pathname, randomBytes(16).toString('base64'));
};

export const servePages = (protocol: Protocol, pages: PageFiles): void =>
  protocol.handle(APP_SCHEME, (request) => {
    const { status, headers, body } = answer(pages, request);
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  });
