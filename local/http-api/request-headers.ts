/** The client's headers as an HTTP API hands them on, in the spelling of either payload format. */

import type { ClientRequest } from '../api-gateway/client.ts';
import { emptyMap, toForwardedHeaders } from '../api-gateway/request-parameters.ts';
import type { Values } from './exchange.ts';

const HIDDEN: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export interface SeenHeaders {
  /** Lower-case names, for payload format 2.0. */
  readonly lowerCase: Values;
  /** Lower-case names to those of payload format 1.0. */
  readonly spelling: Readonly<Record<string, string>>;
}

export function readRequestHeaders(request: ClientRequest, traceId: string): SeenHeaders {
  const lowerCase = emptyMap<string[]>();
  const spelling = emptyMap<string>();
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    if (HIDDEN.has(key)) continue;
    const values = lowerCase[key];
    if (values === undefined) {
      lowerCase[key] = [value];
      spelling[key] = toSpelling(name, key);
    } else values.push(value);
  }
  // Even a bare GET is handed on with a length.
  lowerCase['content-length'] = [String(request.body.length)];
  spelling['content-length'] = 'Content-Length';
  for (const [name, value] of toForwardedHeaders(request, traceId)) {
    lowerCase[name.toLowerCase()] = [value];
    spelling[name.toLowerCase()] = name;
  }
  return { lowerCase, spelling };
}

/** Seen in published events of HTTP/1.1 clients: these are written one way, whatever the client wrote. */
const CAPITALISED: ReadonlyMap<string, string> = new Map(
  ['Content-Length', 'Content-Type', 'Host', 'User-Agent'].map((name) => [name.toLowerCase(), name]),
);
const LOWER_CASE: ReadonlySet<string> = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  'cookie',
  'origin',
  'referer',
]);

const toSpelling = (name: string, key: string): string => CAPITALISED.get(key) ?? (LOWER_CASE.has(key) ? key : name);
