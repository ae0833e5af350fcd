/** The refusals and failures that several checkpoints share, worded as API Gateway words them. */

import { createHash } from 'node:crypto';
import { GatewayError } from './gateway-error.ts';

const INTERNAL = { errorType: 'InternalServerErrorException', message: 'Internal server error' } as const;

export const missingAuthenticationToken = (reason: string): GatewayError =>
  new GatewayError('MISSING_AUTHENTICATION_TOKEN', {
    status: 403,
    errorType: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
    reason,
  });

export const unknownStage = (stageName: string): GatewayError =>
  new GatewayError('INVALID_API_KEY', {
    status: 403,
    errorType: 'ForbiddenException',
    message: 'Forbidden',
    reason: `there is no stage ${stageName}`,
  });

/** What an unknown path or method is answered: the real service takes it for a call to be signed, and reads the header so. */
export function unknownRoute(authorization: string | undefined): GatewayError {
  const reason = 'no method fits the path';
  if (authorization === undefined || authorization.startsWith('AWS4-')) return missingAuthenticationToken(reason);
  const hash = createHash('sha256').update(authorization).digest('base64');
  const message = `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`;
  return new GatewayError('INVALID_SIGNATURE', {
    status: 403,
    errorType: 'IncompleteSignatureException',
    message,
    reason,
  });
}

/** The API's definition asks for something that can't work. */
export const configurationError = (reason: string): GatewayError =>
  new GatewayError('API_CONFIGURATION_ERROR', { ...INTERNAL, status: 500, reason });

export const integrationFailure = (reason: string, status = 500): GatewayError =>
  new GatewayError('INTEGRATION_FAILURE', { ...INTERNAL, status, reason });

const NETWORK_ERROR = 'Network error communicating with endpoint';

export const networkFailure = (reason: string): GatewayError =>
  new GatewayError('INTEGRATION_FAILURE', { ...INTERNAL, status: 504, message: NETWORK_ERROR, reason });

export const isNetworkFailure = (error: unknown): boolean =>
  error instanceof GatewayError && error.message === NETWORK_ERROR;

export const integrationTimeout = (timeoutInMillis: number): GatewayError =>
  new GatewayError('INTEGRATION_TIMEOUT', {
    ...INTERNAL,
    status: 504,
    message: 'Endpoint request timed out',
    reason: `no answer within ${timeoutInMillis} ms`,
  });

export const throttled = (bucketName: string): GatewayError =>
  new GatewayError('THROTTLED', {
    status: 429,
    errorType: 'TooManyRequestsException',
    message: 'Too Many Requests',
    reason: `The limit of ${bucketName} is used up`,
  });

export const unsupportedMediaType = (contentType: string): GatewayError =>
  new GatewayError('UNSUPPORTED_MEDIA_TYPE', {
    status: 415,
    errorType: 'BadRequestException',
    message: 'Unsupported Media Type',
    reason: `no request template for ${contentType}`,
  });

export const invalidJsonBody = (): GatewayError =>
  new GatewayError('BAD_REQUEST_BODY', {
    status: 400,
    errorType: 'BadRequestException',
    message: 'Invalid JSON in request body',
  });

/** Any error that is not a refusal is a bug or a broken template, and the client learns nothing of it. */
export const toGatewayError = (error: unknown): GatewayError =>
  error instanceof GatewayError ? error : configurationError(error instanceof Error ? error.message : String(error));
