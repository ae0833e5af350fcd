/** A refusal or failure that API Gateway itself answers, before or instead of the backend. Source: "Gateway response types for API Gateway". */

export type GatewayResponseType =
  | 'ACCESS_DENIED'
  | 'API_CONFIGURATION_ERROR'
  | 'AUTHORIZER_CONFIGURATION_ERROR'
  | 'AUTHORIZER_FAILURE'
  | 'BAD_REQUEST_BODY'
  | 'BAD_REQUEST_PARAMETERS'
  | 'EXPIRED_TOKEN'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'INVALID_API_KEY'
  | 'INVALID_SIGNATURE'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'QUOTA_EXCEEDED'
  | 'REQUEST_TOO_LARGE'
  | 'RESOURCE_NOT_FOUND'
  | 'THROTTLED'
  | 'UNAUTHORIZED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'WAF_FILTERED';

export interface GatewayErrorDetail {
  /** Status when no gateway response sets another one. */
  readonly status: number;
  /** The value of `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** `$context.error.message`; undefined prints as null. */
  readonly message: string | undefined;
  readonly validationErrorString?: string;
  /** What the log would say: the reason, for the request's record only, never for the client. */
  readonly reason?: string;
}

export class GatewayError extends Error {
  readonly responseType: GatewayResponseType;
  readonly detail: GatewayErrorDetail;

  constructor(responseType: GatewayResponseType, detail: GatewayErrorDetail) {
    super(detail.message ?? responseType);
    this.name = 'GatewayError';
    this.responseType = responseType;
    this.detail = detail;
  }
}
