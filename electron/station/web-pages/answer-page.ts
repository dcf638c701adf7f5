// What is answered for a path of the windows' site, the same under the host's HTTP and the desktop's own scheme.
import { windowEntry } from '../../../shared/contract/windows.ts';
import type { PageFiles } from './page-files.ts';
import { contentSecurityPolicy, SECURITY_HEADERS } from './page-policy.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: { readonly [header: string]: string };
  readonly body: string | Uint8Array<ArrayBuffer>;
}

const NOT_BUILT = '窗口尚未构建，请运行 npm run build。 The windows are not built: run npm run build.';

/** A short plain answer with the headers every answer carries. */
export const plainAnswer = (status: number, text: string): PageAnswer => ({
  status,
  headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  body: text,
});

/** `path` without its query; `nonce` is fresh for every call. */
export const answerPage = (pages: PageFiles, path: string, nonce: string): PageAnswer => {
  if (path === '/' || windowEntry(path.slice(1)) !== undefined) {
    const page = pages.page(nonce);
    if (page === null) return plainAnswer(503, NOT_BUILT);
    return {
      status: 200,
      headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Security-Policy': contentSecurityPolicy(nonce) },
      body: page,
    };
  }
  const file = pages.file(path);
  if (file === undefined) return plainAnswer(404, 'not found');
  const caching = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { status: 200, headers: { ...SECURITY_HEADERS, 'Content-Type': file.type, 'Cache-Control': caching }, body: file.bytes };
};
