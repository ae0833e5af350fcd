/** What a WebSocket API itself says: as the answer to an upgrade, or as a frame on the open connection. */

import type { ClientResponse } from '../api-gateway/client.ts';

export type WebSocketErrorCode =
  | 'ACCESS_DENIED'
  | 'AUTHORIZER_FAILURE'
  | 'BAD_REQUEST'
  | 'BAD_REQUEST_BODY'
  | 'CONNECT_REFUSED'
  | 'FORBIDDEN'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'THROTTLED'
  | 'UNAUTHORIZED';

export class WebSocketApiError extends Error {
  override readonly name = 'WebSocketApiError';
  readonly code: WebSocketErrorCode;
  /** Of an upgrade that it refuses. */
  readonly status: number;
  /** For the record only, never for the client. */
  readonly reason: string;

  constructor(code: WebSocketErrorCode, status: number, message: string, reason: string) {
    super(message);
    this.code = code;
    this.status = status;
    this.reason = reason;
  }
}

export const forbidden = (reason: string): WebSocketApiError =>
  new WebSocketApiError('FORBIDDEN', 403, 'Forbidden', reason);

export const unauthorized = (reason: string): WebSocketApiError =>
  new WebSocketApiError('UNAUTHORIZED', 401, 'Unauthorized', reason);

export const accessDenied = (explicitly: boolean, reason: string): WebSocketApiError =>
  new WebSocketApiError(
    'ACCESS_DENIED',
    403,
    `User is not authorized to access this resource${explicitly ? ' with an explicit deny' : ''}`,
    reason,
  );

export const authorizerFailure = (reason: string): WebSocketApiError =>
  new WebSocketApiError('AUTHORIZER_FAILURE', 500, 'Internal server error', reason);

export const badRequest = (message: string, reason: string): WebSocketApiError =>
  new WebSocketApiError('BAD_REQUEST', 400, message, reason);

export const badRequestBody = (reason: string): WebSocketApiError =>
  new WebSocketApiError('BAD_REQUEST_BODY', 400, 'Bad request body', reason);

export const throttled = (bucketName: string): WebSocketApiError =>
  new WebSocketApiError('THROTTLED', 429, 'Too Many Requests', `The limit of ${bucketName} is used up`);

export const integrationFailure = (reason: string): WebSocketApiError =>
  new WebSocketApiError('INTEGRATION_FAILURE', 502, 'Internal server error', reason);

export const integrationTimeout = (timeoutInMillis: number): WebSocketApiError =>
  new WebSocketApiError(
    'INTEGRATION_TIMEOUT',
    504,
    'Endpoint request timed out',
    `no answer within ${timeoutInMillis} ms`,
  );

/** Any error that is not a refusal is a bug, and the client learns nothing of it. */
export const toWebSocketApiError = (error: unknown): WebSocketApiError =>
  error instanceof WebSocketApiError
    ? error
    : new WebSocketApiError(
        'INTEGRATION_FAILURE',
        500,
        'Internal server error',
        error instanceof Error ? error.message : String(error),
      );

export interface ErrorIds {
  readonly connectionId: string;
  readonly requestId: string;
  /** Of a message. */
  readonly messageId?: string;
}

/** Byte for byte as recorded, irregular blanks included. */
export function toErrorText({ code, message }: WebSocketApiError, ids: ErrorIds): string {
  const [text, connectionId] = [JSON.stringify(message), JSON.stringify(ids.connectionId)];
  if (code === 'BAD_REQUEST_BODY')
    return `{"message" : ${text}, "connectionId": ${connectionId}, "messageId": ${JSON.stringify(ids.messageId ?? '')}}`;
  return `{"message": ${text}, "connectionId":${connectionId}, "requestId":${JSON.stringify(ids.requestId)}}`;
}

const ERROR_TYPES: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequestException'],
  [401, 'UnauthorizedException'],
  [403, 'ForbiddenException'],
  [429, 'TooManyRequestsException'],
]);

/** The answer to an upgrade that fails. */
export function toRefusal(error: WebSocketApiError, ids: ErrorIds): ClientResponse {
  // What the $connect function refuses, it refuses without a word.
  const body = Buffer.from(error.code === 'CONNECT_REFUSED' ? '' : toErrorText(error, ids));
  const errorType = ERROR_TYPES.get(error.status) ?? 'InternalServerErrorException';
  return {
    status: error.status,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(body.length)],
      ['x-amzn-ErrorType', errorType],
      ['x-amzn-RequestId', ids.requestId],
    ],
    body,
  };
}
