/** Builds `$context`, the plain data behind templates, mappings and proxy events. Source: "Variables for data models, authorizers, mapping templates, and CloudWatch access logging". */

import type { MethodDefinition, RestApiDefinition } from './definition.ts';
import type { ClientRequest } from './exchange.ts';
import { findHeader } from './headers.ts';

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

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const twoDigits = (value: number): string => String(value).padStart(2, '0');

let lastSecond = -1;
let lastText = '';

/** Such as `07/Aug/2024:18:37:25 +0000`; kept for the rest of its second. */
export function toCommonLogTime(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (second === lastSecond) return lastText;
  const time = new Date(second * 1000);
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(twoDigits).join(':');
  lastSecond = second;
  lastText = `${twoDigits(time.getUTCDate())}/${MONTHS[time.getUTCMonth()]}/${time.getUTCFullYear()}:${clock} +0000`;
  return lastText;
}
