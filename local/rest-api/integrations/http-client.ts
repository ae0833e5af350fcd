/** Sends HTTP requests to backends over kept-alive connections, one pool per origin. */

import { Pool } from 'undici';
import type { HeaderLines } from '../exchange.ts';
import { integrationFailure, integrationTimeout, networkFailure } from '../failures.ts';

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

export interface HttpClient {
  /** Throws INTEGRATION_TIMEOUT, or INTEGRATION_FAILURE for an address that makes no sense or an endpoint that fails. */
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
  /** Breaks off whatever is under way. */
  readonly close: () => Promise<void>;
}

const CONNECTIONS_PER_ORIGIN = 64;
/** API Gateway takes no larger payload from a backend. */
const MAX_REPLY_BYTES = 10 * 1024 * 1024;
const ADDRESS = /^(https?:\/\/[^/?#\s@]+)([^#]*)/i;

export function createHttpClient(): HttpClient {
  const pools = new Map<string, Pool>();
  const poolFor = (origin: string): Pool => {
    const pool = pools.get(origin) ?? createPool(origin);
    pools.set(origin, pool);
    return pool;
  };
  return {
    send: (request) => {
      const [, origin, rest = ''] = ADDRESS.exec(request.url) ?? [];
      if (origin === undefined) throw integrationFailure(`invalid endpoint address: ${request.url}`);
      return dispatch(poolFor(origin), rest.startsWith('/') ? rest : `/${rest}`, request);
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function createPool(origin: string): Pool {
  try {
    // Time is kept per request, by the integration's own timeout.
    return new Pool(origin, { connections: CONNECTIONS_PER_ORIGIN, headersTimeout: 0, bodyTimeout: 0 });
  } catch {
    throw integrationFailure(`invalid endpoint address: ${origin}`);
  }
}

function dispatch(pool: Pool, path: string, request: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    let abort: (reason: Error) => void = () => undefined;
    const timer = setTimeout(() => fail(integrationTimeout(request.timeoutInMillis)), request.timeoutInMillis);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
      abort(error);
    };
    const reply = createReplyCollector(fail, (collected) => {
      clearTimeout(timer);
      resolve(collected);
    });
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
      onError: (error) => fail(toFailure(error)),
    });
  });
}

function createReplyCollector(fail: (error: Error) => void, done: (reply: HttpReply) => void) {
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
      if (length > MAX_REPLY_BYTES) fail(integrationFailure('the reply is larger than 10 MB'));
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

function toFailure(error: Error): Error {
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'GatewayError') return error;
  return UNKNOWN_ADDRESS.has(code)
    ? integrationFailure(`invalid endpoint address: ${error.message}`)
    : networkFailure(error.message || code);
}
