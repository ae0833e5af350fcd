/** Checkpoint 4, method response: header remapping and the headers that every answer carries. */

import type { ClientResponse } from '../api-gateway/client.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import type { IntegrationDefinition } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { DROPPED_FROM_RESPONSE, remappedHeaders } from './headers.ts';
import type { PreparedResponse } from './integration-response.ts';

/** The answer without the ids of one request, as the stage's cache keeps it. */
export type MethodResponse = (prepared: PreparedResponse, exchange: Exchange) => ClientResponse;

export function compileMethodResponse({ type }: IntegrationDefinition): MethodResponse {
  const remapped = remappedHeaders(type.endsWith('_PROXY'));
  const showsTraceId = type !== 'MOCK' && type !== 'HTTP_PROXY';
  return ({ status, headers, body }, { parameters }) => {
    const lines: [string, string][] = [];
    if (findHeader(headers, 'content-type') === undefined) lines.push(['Content-Type', 'application/json']);
    for (const [name, value] of headers) {
      const lowerCaseName = name.toLowerCase();
      if (DROPPED_FROM_RESPONSE.has(lowerCaseName)) continue;
      lines.push([remapped.has(lowerCaseName) ? `x-amzn-Remapped-${name}` : name, value]);
    }
    const traceId = showsTraceId ? parameters.header['X-Amzn-Trace-Id']?.[0] : undefined;
    if (traceId !== undefined) lines.push(['X-Amzn-Trace-Id', traceId]);
    return { status, headers: lines, body: body.bytes };
  };
}

const NO_BYTES = Buffer.alloc(0);
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Adds the request's ids and the length. HEAD is answered with the length that GET would have had. */
export function toClientResponse(
  response: ClientResponse,
  requestMethod: string,
  { requestId, extendedRequestId }: { readonly requestId: string; readonly extendedRequestId: string },
): ClientResponse {
  const { status, body } = response;
  const lines: (readonly [string, string])[] = [...response.headers];
  lines.push(['x-amzn-RequestId', requestId], ['x-amz-apigw-id', extendedRequestId]);
  if (WITHOUT_BODY.has(status)) return { status, headers: lines, body: NO_BYTES };
  lines.push(['Content-Length', String(body.length)]);
  return { status, headers: lines, body: requestMethod === 'HEAD' ? NO_BYTES : body };
}
