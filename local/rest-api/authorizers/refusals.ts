/** How authorization turns a request away. Sources: "Gateway response types for API Gateway" and the answers of the service itself. */

import { GatewayError } from '../gateway-error.ts';

export const unauthorized = (reason: string): GatewayError =>
  new GatewayError('UNAUTHORIZED', {
    status: 401,
    errorType: 'UnauthorizedException',
    message: 'Unauthorized',
    reason,
  });

export const expiredToken = (reason: string): GatewayError =>
  new GatewayError('EXPIRED_TOKEN', {
    status: 401,
    errorType: 'UnauthorizedException',
    message: 'The incoming token has expired',
    reason,
  });

export const accessDenied = (message: string, reason: string): GatewayError =>
  new GatewayError('ACCESS_DENIED', { status: 403, errorType: 'AccessDeniedException', message, reason });

export const deniedByPolicy = (explicitly: boolean, reason: string): GatewayError =>
  accessDenied(`User is not authorized to access this resource${explicitly ? ' with an explicit deny' : ''}`, reason);

/** The authorizer raised an error other than `Unauthorized`, or never answered. */
export const authorizerFailure = (reason: string): GatewayError =>
  new GatewayError('AUTHORIZER_FAILURE', {
    status: 500,
    errorType: 'AuthorizerConfigurationException',
    message: undefined,
    reason,
  });

/** The authorizer can't be reached, or answered something that is not a policy. */
export const authorizerConfigurationError = (reason: string): GatewayError =>
  new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', {
    status: 500,
    errorType: 'AuthorizerConfigurationException',
    message: undefined,
    reason,
  });

export const invalidSignature = (reason: string): GatewayError =>
  new GatewayError('INVALID_SIGNATURE', {
    status: 403,
    errorType: 'InvalidSignatureException',
    message: 'The request signature we calculated does not match the signature you provided.',
    reason,
  });

export const methodArnTooLong = (bytes: number): GatewayError =>
  new GatewayError('REQUEST_TOO_LARGE', {
    status: 414,
    errorType: 'RequestTooLongException',
    message: 'Request-URI Too Long',
    reason: `The method ARN has ${bytes} bytes`,
  });
