/** Builds `$context`, the plain data behind templates, mappings and proxy events. Source: "Variables for data models, authorizers, mapping templates, and CloudWatch access logging". */

import type { ClientRequest } from '../api-gateway/client.ts';
import { toCommonLogTime } from '../api-gateway/common-log-time.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import type { MethodDefinition, RestApiDefinition } from './definition.ts';

export interface ContextParts {
  readonly api: RestApiDefinition;
  readonly request: ClientRequest;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly httpMethod: string;
  /** With the stage. */
  readonly fullPath: string;
  readonly stageName: string;
  /** Undefined for a request that met none. */
  readonly method: MethodDefinition | undefined;
  /** Undefined where the stage has no canary. */
  readonly isCanary: boolean | undefined;
}

/** A new object each time: templates write their overrides into it. Made on every request, so without spreads. */
export function createContext(parts: ContextParts): Record<string, unknown> {
  const { request, api, method } = parts;
  const domainName = findHeader(request.headers, 'host') ?? 'localhost';
  const context: Record<string, unknown> = {
    resourceId: method?.resourceId,
    authorizer: {},
    resourcePath: method?.resourcePath,
    httpMethod: parts.httpMethod,
    extendedRequestId: parts.extendedRequestId,
    requestTime: toCommonLogTime(request.receivedAtMs),
    path: parts.fullPath,
    accountId: api.accountId,
    protocol: request.protocol,
    stage: parts.stageName,
    domainPrefix: toPrefix(domainName),
    requestTimeEpoch: request.receivedAtMs,
    requestId: parts.requestId,
    identity: createIdentity(request),
    domainName,
    deploymentId: api.deploymentId,
    apiId: api.restApiId,
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
  };
  if (method?.operationName !== undefined) context.operationName = method.operationName;
  if (parts.isCanary !== undefined) context.isCanaryRequest = String(parts.isCanary);
  return context;
}

/** The first label of a host, without its port. */
function toPrefix(domainName: string): string {
  const end = domainName.search(/[.:]/);
  return end === -1 ? domainName : domainName.slice(0, end);
}

const createIdentity = (request: ClientRequest): Record<string, unknown> => ({
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp: request.sourceIp,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: findHeader(request.headers, 'user-agent') ?? null,
  user: null,
});
