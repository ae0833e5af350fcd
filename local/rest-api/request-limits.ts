/** Requests that never reach an API: too long, or not HTTP. Source: "Quotas for configuring and running a REST API in API Gateway". */

import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ClientResponse, HeaderLines } from './exchange.ts';

const MAX_TARGET_BYTES = 10_240;
const MAX_HEADER_VALUE_BYTES = 10_240;

export const REQUEST_TOO_LONG = refusal(413, 'RequestTooLongException', 'Request Too Long');
const TARGET_TOO_LONG = refusal(414, 'UriTooLongException', 'Request-URI Too Long');
const HEADERS_TOO_LONG = refusal(431, 'RequestHeadersTooLongException', 'Request Header Fields Too Large');
const TOO_SLOW = refusal(408, 'RequestTimeoutException', 'Request Timeout');
const BAD_REQUEST = refusal(400, 'BadRequestException', 'Bad Request');

/** By the code of node's error; anything else is no HTTP. */
const BY_CODE = new Map([
  ['HPE_HEADER_OVERFLOW', HEADERS_TOO_LONG],
  ['ERR_HTTP_REQUEST_TIMEOUT', TOO_SLOW],
]);

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

/** The answer to a request that passes a limit or that API Gateway refuses for its form; undefined for all others. */
export function findExcess({ url = '' }: IncomingMessage, headers: HeaderLines): ClientResponse | undefined {
  if (url.length > MAX_TARGET_BYTES) return TARGET_TOO_LONG;
  const length = headers.reduce((total, [, value]) => total + value.length, 0);
  if (length > MAX_HEADER_VALUE_BYTES) return HEADERS_TOO_LONG;
  const query = url.indexOf('?');
  return query !== -1 && url.includes('|', query) ? BAD_REQUEST : undefined;
}

/** For what node could not read as HTTP. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = BY_CODE.get(error.code ?? '') ?? BAD_REQUEST;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}Connection: close\r\n\r\n${body.toString()}`);
}
