/** Requests that never reach an API: too long, or not HTTP. Source: "Quotas for configuring and running a REST API in API Gateway". */

import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerLast } from '../server/linger.ts';
import type { ClientResponse, HeaderLines } from './client.ts';
import { findHeader } from './header-lines.ts';

const MAX_TARGET_BYTES = 10_240;
const MAX_HEADER_VALUE_BYTES = 10_240;

/** Complete answers, with their length. */
export interface RequestRefusals {
  readonly bodyTooLong: ClientResponse;
  readonly targetTooLong: ClientResponse;
  readonly headersTooLong: ClientResponse;
  /** `Expect` asks for something else than 100-continue. */
  readonly expectationFailed: ClientResponse;
  readonly tooSlow: ClientResponse;
  readonly badRequest: ClientResponse;
  /** Where a query may not hold a bare `|`. */
  readonly barInQuery?: ClientResponse;
}

/** The answer to a request that passes a limit or that API Gateway refuses for its form; undefined for all others. */
export function findExcess(
  { url = '', httpVersion }: IncomingMessage,
  headers: HeaderLines,
  { targetTooLong, headersTooLong, badRequest, barInQuery }: RequestRefusals,
): ClientResponse | undefined {
  if (httpVersion === '1.1' && findHeader(headers, 'host') === undefined) return badRequest;
  if (url.length > MAX_TARGET_BYTES) return targetTooLong;
  const length = headers.reduce((total, [, value]) => total + value.length, 0);
  if (length > MAX_HEADER_VALUE_BYTES) return headersTooLong;
  const query = url.indexOf('?');
  return query !== -1 && url.includes('|', query) ? barInQuery : undefined;
}

/** By the code of node's error; anything else is no HTTP. */
const BY_CODE: ReadonlyMap<string, 'headersTooLong' | 'tooSlow'> = new Map([
  ['HPE_HEADER_OVERFLOW', 'headersTooLong'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'tooSlow'],
]);

/** For what node could not read as HTTP. Gives the answer; undefined where nobody is left to be answered, or was already. */
export function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  refusals: RequestRefusals,
): ClientResponse | undefined {
  if (error.code === 'ECONNRESET') {
    socket.destroy();
    return undefined;
  }
  const answer = refusals[BY_CODE.get(error.code ?? '') ?? 'badRequest'];
  return endWithResponse(socket, answer) ? answer : undefined;
}

/** Answers on a connection that node:http has let go of, and closes it; false when that was done already. */
export function endWithResponse(socket: Duplex, { status, headers, body }: ClientResponse): boolean {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}Connection: close\r\n\r\n`;
  return answerLast(socket, Buffer.concat([Buffer.from(head, 'latin1'), body]));
}
