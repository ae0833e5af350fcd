/** Cross-origin answers that the API's own configuration gives, whatever the backend says. Source: "Configure CORS for HTTP APIs in API Gateway". */

import type { ClientRequest, ClientResponse, HeaderLines } from '../api-gateway/client.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import type { CorsDefinition } from './definition.ts';

export interface Cors {
  /** A browser's question whether it may send the request it is about to. */
  readonly isPreflight: (request: ClientRequest) => boolean;
  readonly answerPreflight: (request: ClientRequest) => ClientResponse;
  /** The headers of an answer: the configured ones in place of the backend's. */
  readonly apply: (headers: HeaderLines, request: ClientRequest) => HeaderLines;
}

const NO_CORS: Cors = {
  isPreflight: () => false,
  answerPreflight: () => ({ status: 204, headers: [], body: Buffer.alloc(0) }),
  apply: (headers) => headers,
};

export function createCors(definition: CorsDefinition | undefined): Cors {
  if (definition === undefined) return NO_CORS;
  const onEveryAnswer = compileAnswerHeaders(definition);
  const onPreflights = compilePreflightHeaders(definition);
  const toOrigin = compileOrigins(definition.allowOrigins);
  const originHeaders = (request: ClientRequest, more: HeaderLines): HeaderLines => {
    const origin = findHeader(request.headers, 'origin');
    const allowed = origin === undefined ? undefined : toOrigin(origin);
    if (allowed === undefined) return [];
    const vary: HeaderLines = allowed === '*' ? [] : [['vary', 'origin']];
    return [['access-control-allow-origin', allowed], ...vary, ...onEveryAnswer, ...more];
  };
  return {
    isPreflight: ({ method, headers }) =>
      method === 'OPTIONS' &&
      findHeader(headers, 'origin') !== undefined &&
      findHeader(headers, 'access-control-request-method') !== undefined,
    answerPreflight: (request) => ({
      status: 204,
      headers: originHeaders(request, onPreflights),
      body: Buffer.alloc(0),
    }),
    apply: (headers, request) => [
      ...headers.filter(([name]) => !name.toLowerCase().startsWith('access-control-')),
      ...originHeaders(request, []),
    ],
  };
}

function compileAnswerHeaders({ allowCredentials, exposeHeaders }: CorsDefinition): HeaderLines {
  return [
    ...(allowCredentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ...(exposeHeaders.length > 0 ? [['access-control-expose-headers', exposeHeaders.join(',')] as const] : []),
  ];
}

function compilePreflightHeaders({ allowHeaders, allowMethods, maxAge }: CorsDefinition): HeaderLines {
  return [
    ...(allowMethods.length > 0 ? [['access-control-allow-methods', allowMethods.join(',')] as const] : []),
    ...(allowHeaders.length > 0 ? [['access-control-allow-headers', allowHeaders.join(',')] as const] : []),
    ...(maxAge === undefined ? [] : [['access-control-max-age', String(maxAge)] as const]),
  ];
}

/** What `access-control-allow-origin` says to an origin; undefined for one that is not allowed. */
function compileOrigins(allowed: readonly string[]): (origin: string) => string | undefined {
  if (allowed.includes('*')) return () => '*';
  const exact = new Set(allowed);
  const schemes = allowed.filter((entry) => entry.endsWith('://*')).map((entry) => entry.slice(0, -1));
  return (origin) => (exact.has(origin) || schemes.some((scheme) => origin.startsWith(scheme)) ? origin : undefined);
}
