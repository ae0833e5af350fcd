/** The inspector's own page, from a folder, under a policy that runs nothing but its scripts. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createFileStore } from '../server/file-store.ts';
import { parsePath } from '../server/request-path.ts';
import { cacheControlOf, sendFile } from '../server/send-file.ts';

/** Records hold what strangers sent: nothing of it may ever become a script, a picture or a request. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** False when there is no such file, and nothing has been sent. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export function createPages(folder: string): Pages {
  const store = createFileStore(folder);
  return async (request, response) => {
    const path = parsePath(request.url ?? '/');
    if (path === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const file = await store.find(path === '/' ? '/index.html' : path);
    if (file === undefined) return false;
    await sendFile(request, response, file, { ...HEADERS, 'Cache-Control': cacheControlOf(path) });
    return true;
  };
}
