/** What every answer of an HTTP API ends with, and the answers that it gives itself. */

import type { ClientRequest, ClientResponse, HeaderLines } from '../api-gateway/client.ts';
import type { HttpApiError } from './failures.ts';

const NO_BYTES = Buffer.alloc(0);
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Ours, whatever a backend says. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'apigw-requestid',
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/** Adds the request's id and the length. HEAD is answered with the length that GET would have had. */
export function complete(answer: ClientResponse, request: ClientRequest, requestId: string): ClientResponse {
  const { status, body } = answer;
  const headers: (readonly [string, string])[] = answer.headers.filter(
    ([name]) => !OWN_HEADERS.has(name.toLowerCase()),
  );
  headers.push(['Apigw-Requestid', requestId]);
  if (WITHOUT_BODY.has(status)) return { status, headers, body: NO_BYTES };
  headers.push(['Content-Length', String(body.length)]);
  return { status, headers, body: request.method === 'HEAD' ? NO_BYTES : body };
}

export function toErrorAnswer({ status, message, challenge }: HttpApiError): ClientResponse {
  const challenges: HeaderLines = challenge === undefined ? [] : [['www-authenticate', challenge]];
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...challenges],
    body: Buffer.from(JSON.stringify({ message })),
  };
}
