/** HTTP and HTTP_PROXY: the request goes to any HTTP address. */

import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { findHeader } from '../../api-gateway/header-lines.ts';
import { type HttpClient, type HttpReply, withQuery } from '../../api-gateway/http-client.ts';
import type { IntegrationDefinition, RestApiDefinition } from '../definition.ts';
import { type BinaryMatcher, createBinaryMatcher } from '../media-types.ts';
import { Payload } from '../payload.ts';
import type { BackendReply, Integration } from './integration.ts';

const WITHOUT_BODY = new Set(['GET', 'HEAD', 'OPTIONS']);

export function createHttpIntegration(
  integration: IntegrationDefinition,
  api: RestApiDefinition,
  client: HttpClient,
): Integration {
  const isBinaryType = createBinaryMatcher(api.binaryMediaTypes);
  return async (request) => {
    const url = withQuery(request.uri, request.query);
    const reply = await client.send({
      method: request.method,
      url,
      headers: request.headers,
      body: WITHOUT_BODY.has(request.method) || request.body.isEmpty ? undefined : request.body.content,
      timeoutInMillis: integration.timeoutInMillis,
    });
    const decoded = integration.type === 'HTTP_PROXY' ? decodeText(reply, isBinaryType) : reply;
    return toBackendReply(decoded, `${request.method} ${url}`);
  };
}

export const toBackendReply = ({ status, headers, body }: HttpReply, target: string): BackendReply => ({
  status,
  headers,
  body: new Payload(body),
  selectOn: String(status),
  target,
});

const DECODERS = new Map([
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

/** A proxied text reply loses its Content-Encoding, so that it has to be decoded; what isn't really encoded stays. */
function decodeText(reply: HttpReply, isBinaryType: BinaryMatcher): HttpReply {
  const encoding = findHeader(reply.headers, 'content-encoding');
  if (encoding === undefined || isBinaryType(findHeader(reply.headers, 'content-type'))) return reply;
  const headers = reply.headers.filter(([name]) => name.toLowerCase() !== 'content-encoding');
  const decode = DECODERS.get(encoding.trim().toLowerCase());
  try {
    return { ...reply, headers, body: decode ? decode(reply.body, { maxOutputLength: 10 * 1024 * 1024 }) : reply.body };
  } catch {
    // The header was wrong about the body, which then goes on as it is.
    return { ...reply, headers };
  }
}
