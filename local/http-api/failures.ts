/** What an HTTP API itself answers, worded as API Gateway words it: shorter than a REST API, and without an error type. */

export type HttpApiErrorCode =
  | 'FORBIDDEN'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'NOT_FOUND'
  | 'THROTTLED'
  | 'UNAUTHORIZED';

export class HttpApiError extends Error {
  override readonly name = 'HttpApiError';
  readonly code: HttpApiErrorCode;
  readonly status: number;
  /** For the request's record only, never for the client. */
  readonly reason: string;
  /** The value of `www-authenticate`. */
  readonly challenge: string | undefined;

  constructor(code: HttpApiErrorCode, status: number, message: string, reason: string, challenge?: string) {
    super(message);
    this.code = code;
    this.status = status;
    this.reason = reason;
    this.challenge = challenge;
  }
}

export const notFound = (reason: string): HttpApiError => new HttpApiError('NOT_FOUND', 404, 'Not Found', reason);

export const unauthorized = (reason: string, challenge?: string): HttpApiError =>
  new HttpApiError('UNAUTHORIZED', 401, 'Unauthorized', reason, challenge);

export const forbidden = (reason: string, challenge?: string): HttpApiError =>
  new HttpApiError('FORBIDDEN', 403, 'Forbidden', reason, challenge);

export const throttled = (bucketName: string): HttpApiError =>
  new HttpApiError('THROTTLED', 429, 'Too Many Requests', `The limit of ${bucketName} is used up`);

/** The function or authorizer failed, or answered what can't be read. */
export const integrationFailure = (reason: string): HttpApiError =>
  new HttpApiError('INTEGRATION_FAILURE', 500, 'Internal Server Error', reason);

export const serviceUnavailable = (reason: string): HttpApiError =>
  new HttpApiError('INTEGRATION_FAILURE', 503, 'Service Unavailable', reason);

export const integrationTimeout = (timeoutInMillis: number): HttpApiError =>
  new HttpApiError('INTEGRATION_TIMEOUT', 503, 'Service Unavailable', `no answer within ${timeoutInMillis} ms`);

/** Any error that is not a refusal is a bug, and the client learns nothing of it. */
export const toHttpApiError = (error: unknown): HttpApiError =>
  error instanceof HttpApiError ? error : integrationFailure(error instanceof Error ? error.message : String(error));
