/** Sends HTTP requests to backends over kept-alive connections, one pool per origin. */

import { Pool } from 'undici';
import type { HeaderLines } from './client.ts';

export interface HttpRequest {
  readonly method: string;
  /** Absolute, with its query. */
  readonly url: string;
  readonly headers: HeaderLines;
  /** Undefined sends none. */
  readonly body: Buffer | string | undefined;
  readonly timeoutInMillis: number;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer;
}

/** How an API words what can go wrong on the way to a backend. */
export interface HttpFailures {
  readonly integrationTimeout: (timeoutInMillis: number) => Error;
  readonly integrationFailure: (reason: string) => Error;
  readonly networkFailure: (reason: string) => Error;
}

export interface HttpClient {
  /** Throws what `HttpFailures` makes of a timeout, an address that makes no sense, or an endpoint that fails. */
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
  /** Breaks off whatever is under way. */
  readonly close: () => Promise<void>;
}

const CONNECTIONS_PER_ORIGIN = 64;
/** API Gateway takes no larger payload from a backend. */
const MAX_REPLY_BYTES = 10 * 1024 * 1024;
const ADDRESS = /^(https?:\/\/[^/?#\s@]+)([^#]*)/i;

export function createHttpClient(failures: HttpFailures): HttpClient {
  const pools = new Map<string, Pool>();
  const poolFor = (origin: string): Pool => {
    const pool = pools.get(origin) ?? createPool(origin, failures);
    pools.set(origin, pool);
    return pool;
  };
  return {
    send: (request) => {
      const [, origin, rest = ''] = ADDRESS.exec(request.url) ?? [];
      if (origin === undefined) throw failures.integrationFailure(`invalid endpoint address: ${request.url}`);
      return dispatch(failures, poolFor(origin), rest.startsWith('/') ? rest : `/${rest}`, request);
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function createPool(origin: string, { integrationFailure }: HttpFailures): Pool {
  try {
    // Time is kept per request, by the integration's own timeout.
    return new Pool(origin, { connections: CONNECTIONS_PER_ORIGIN, headersTimeout: 0, bodyTimeout: 0 });
  } catch {
    throw integrationFailure(`invalid endpoint address: ${origin}`);
  }
}

function dispatch(failures: HttpFailures, pool: Pool, path: string, request: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    let abort: (reason: Error) => void = () => undefined;
    const timer = setTimeout(() => fail(failures.integrationTimeout(request.timeoutInMillis)), request.timeoutInMillis);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
      abort(error);
    };
    const reply = createReplyCollector(
      () => fail(failures.integrationFailure('the reply is larger than 10 MB')),
      (collected) => {
        clearTimeout(timer);
        resolve(collected);
      },
    );
    const options = {
      method: request.method,
      path,
      headers: request.headers.flat(),
      body: request.body ?? null,
    };
    pool.dispatch(options, {
      onConnect: (doAbort) => {
        abort = doAbort;
      },
      ...reply,
      onError: (error) => fail(toFailure(error, failures)),
    });
  });
}

function createReplyCollector(refuse: () => void, done: (reply: HttpReply) => void) {
  const chunks: Buffer[] = [];
  let length = 0;
  let status = 0;
  let headers: HeaderLines = [];
  return {
    onHeaders: (statusCode: number, rawHeaders: Buffer[]): boolean => {
      status = statusCode;
      headers = toLines(rawHeaders);
      return true;
    },
    onData: (chunk: Buffer): boolean => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > MAX_REPLY_BYTES) refuse();
      return true;
    },
    onComplete: (): void => {
      done({ status, headers, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length) });
    },
  };
}

function toLines(rawHeaders: readonly Buffer[]): HeaderLines {
  const lines: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([String(rawHeaders[index]), String(rawHeaders[index + 1])]);
  }
  return lines;
}

const UNKNOWN_ADDRESS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ERR_INVALID_URL', 'UND_ERR_INVALID_ARG']);

function toFailure(error: Error, { integrationFailure, networkFailure }: HttpFailures): Error {
  const code = 'code' in error ? String(error.code) : '';
  return UNKNOWN_ADDRESS.has(code)
    ? integrationFailure(`invalid endpoint address: ${error.message}`)
    : networkFailure(error.message || code);
}

/** Adds names and values to an address that may have a query already. */
export function withQuery(uri: string, query: readonly (readonly [name: string, value: string])[]): string {
  if (query.length === 0) return uri;
  const added = query.map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`).join('&');
  return `${uri}${uri.includes('?') ? '&' : '?'}${added}`;
}

const encodeText = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
