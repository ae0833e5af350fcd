/** Events of payload format 1.0. Source: "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway". */

import { toCommonLogTime } from '../api-gateway/common-log-time.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import { emptyMap, hasMembers, toSingleValues } from '../api-gateway/request-parameters.ts';
import { toDomain } from './context.ts';
import type { HttpExchange, RequestParts, Values } from './exchange.ts';
import { toEventBody } from './payload.ts';

/** Members that a request has nothing for are null. */
export function toEventV1(exchange: HttpExchange, parts: RequestParts): object {
  const { body, isBase64Encoded } = toEventBody(exchange.request);
  return {
    version: '1.0',
    ...toRequestV1(exchange, parts),
    requestContext: toRequestContextV1(exchange),
    body: body ?? null,
    isBase64Encoded,
  };
}

/** What events of integrations and authorizers have in common. */
export function toRequestV1(exchange: HttpExchange, { headers, query, path }: RequestParts): object {
  const { request, pathParameters, stage } = exchange;
  const multiValueHeaders = respell(headers, exchange.spelling);
  const hasQuery = hasMembers(query);
  return {
    resource: resourceOf(exchange),
    path,
    httpMethod: request.method,
    headers: toSingleValues(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: hasQuery ? toSingleValues(query) : null,
    multiValueQueryStringParameters: hasQuery ? query : null,
    pathParameters: hasMembers(pathParameters) ? pathParameters : null,
    stageVariables: hasMembers(stage.variables) ? stage.variables : null,
  };
}

export function toRequestContextV1(exchange: HttpExchange): object {
  const { request, requestId, stage, route, authorizer, path } = exchange;
  return {
    accountId: stage.api.accountId,
    apiId: stage.api.apiId,
    ...(authorizer && { authorizer: authorizer.v1 }),
    ...toDomain(exchange),
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: toIdentity(exchange),
    path,
    protocol: request.protocol,
    requestId,
    requestTime: toCommonLogTime(request.receivedAtMs),
    requestTimeEpoch: request.receivedAtMs,
    resourceId: route.routeKey,
    resourcePath: resourceOf(exchange),
    stage: stage.stageName,
  };
}

const toIdentity = ({ request }: HttpExchange): object => ({
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAmr: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: request.sourceIp,
  user: null,
  userAgent: findHeader(request.headers, 'user-agent') ?? null,
  userArn: null,
});

/** The route's path, or `$default`. */
const resourceOf = ({ route }: HttpExchange): string => route.routeKey.split(/ +/, 2)[1] ?? route.routeKey;

/** In the order of the names, as recorded events have them. */
function respell(values: Values, spelling: Readonly<Record<string, string>>): Values {
  const respelled = emptyMap<readonly string[]>();
  const names = Object.keys(values).map((name) => [spelling[name] ?? name, name] as const);
  for (const [seen, name] of names.sort(([a], [b]) => (a < b ? -1 : 1))) respelled[seen] = values[name] ?? [];
  return respelled;
}
