/** How REST APIs answer requests that never reach a method: too long, or not HTTP. */

import type { ClientResponse } from '../api-gateway/client.ts';
import type { RequestRefusals } from '../api-gateway/request-limits.ts';

const BAD_REQUEST = refusal(400, 'BadRequestException', 'Bad Request');

export const REQUEST_REFUSALS: RequestRefusals = {
  bodyTooLong: refusal(413, 'RequestTooLongException', 'Request Too Long'),
  targetTooLong: refusal(414, 'UriTooLongException', 'Request-URI Too Long'),
  headersTooLong: refusal(431, 'RequestHeadersTooLongException', 'Request Header Fields Too Large'),
  expectationFailed: refusal(417, 'ExpectationFailedException', 'Expectation Failed'),
  tooSlow: refusal(408, 'RequestTimeoutException', 'Request Timeout'),
  badRequest: BAD_REQUEST,
  barInQuery: BAD_REQUEST,
};

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
