/** How a WebSocket API answers requests that reach no route of it. */

import type { ClientResponse } from '../api-gateway/client.ts';
import type { RequestRefusals } from '../api-gateway/request-limits.ts';

export const REQUEST_REFUSALS: RequestRefusals = {
  bodyTooLong: refusal(413, 'PayloadTooLargeException', 'Payload too large'),
  targetTooLong: refusal(414, 'UriTooLongException', 'Request-URI Too Long'),
  headersTooLong: refusal(431, 'RequestHeadersTooLongException', 'Request Header Fields Too Large'),
  expectationFailed: refusal(417, 'ExpectationFailedException', 'Expectation Failed'),
  tooSlow: refusal(408, 'RequestTimeoutException', 'Request Timeout'),
  badRequest: refusal(400, 'BadRequestException', 'Bad Request'),
};

/** There is no such stage, or nothing at that path. */
export const FORBIDDEN: ClientResponse = refusal(403, 'ForbiddenException', 'Forbidden');

function refusal(status: number, errorType: string, message: string): ClientResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', errorType],
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}
