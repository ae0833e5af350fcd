/** Serves a folder over HTTP the way S3 behind CloudFront does: caching, compression and security headers included. */
import http from 'node:http';
import { closeServer } from '../server/close.ts';
import { createFileStore, type FileStore, type StoredFile, toStoredFile } from '../server/file-store.ts';
import { answerBroken } from '../server/linger.ts';
import { listen } from '../server/listen.ts';
import { isPagePath, parsePath } from '../server/request-path.ts';
import { cacheControlOf, sendFile, sendText } from '../server/send-file.ts';

export interface StaticServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  readonly folder: string;
  /** What the port is for, in the sentence about a taken port. */
  readonly what?: string;
  /** Files without a place on disk, by path, such as `/outputs.json`; made anew for every request. */
  readonly files?: Readonly<Record<string, () => { readonly contentType: string; readonly body: string | Uint8Array }>>;
  /** Further headers of the answer to a path, such as the Content-Security-Policy; they win over the server's own. */
  readonly headers?: (path: string) => Readonly<Record<string, string>>;
  /**
   * Gives the path and query to serve in place of those that were asked for. Without it, every page is the same file, as
   * a single-page app has it.
   */
  readonly rewrite?: ((target: string) => Promise<string>) | undefined;
  /** Hears of a failure of the server itself, which is answered with 500. */
  readonly onError?: (error: unknown) => void;
}

export interface StaticServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Throws a PortTakenError. */
export async function startStaticServer(options: StaticServerOptions): Promise<StaticServer> {
  const { host, what = 'static files', onError = console.error } = options;
  const store = createFileStore(options.folder);
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 };
  const server = http.createServer(limits, (request, response) => {
    answer(options, store, request, response).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'Internal server error', securityHeaders);
    });
  });
  server.on('clientError', answerBroken);
  const port = await listen(server, { port: options.port, host, what });
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () => closeServer(server),
  };
}

async function answer(
  options: StaticServerOptions,
  store: FileStore,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const target = request.url ?? '';
  const path = parsePath(options.rewrite ? await options.rewrite(target) : target);
  const headers = { ...securityHeaders, ...options.headers?.(path ?? '/') };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendText(response, 405, 'Method not allowed', { ...headers, Allow: 'GET, HEAD' });
  }
  const file = path === undefined ? undefined : await findFile(options, store, path);
  if (path === undefined || file === undefined) return sendText(response, 404, 'Not found', headers);
  await sendFile(request, response, file, { ...headers, 'Cache-Control': cacheControlOf(path) });
}

async function findFile(
  { files = {}, rewrite }: StaticServerOptions,
  store: FileStore,
  path: string,
): Promise<StoredFile | undefined> {
  const create = files[path];
  if (create !== undefined) {
    const { contentType, body } = create();
    return toStoredFile(contentType, body);
  }
  return store.find(rewrite === undefined && isPagePath(path) ? '/index.html' : path);
}
