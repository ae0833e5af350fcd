/** Events of payload format 2.0. Source: "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway". */

import { toCommonLogTime } from '../api-gateway/common-log-time.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import { emptyMap, hasMembers } from '../api-gateway/request-parameters.ts';
import { toDomain } from './context.ts';
import type { HttpExchange, RequestParts, Values } from './exchange.ts';
import { toEventBody } from './payload.ts';

/** Members that a request has nothing for are left out. */
export function toEventV2(exchange: HttpExchange, parts: RequestParts): object {
  const { body, isBase64Encoded } = toEventBody(exchange.request);
  return {
    version: '2.0',
    ...toRequestV2(exchange, parts),
    requestContext: toRequestContextV2(exchange),
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}

/** What events of integrations and authorizers have in common. */
export function toRequestV2({ route, pathParameters, stage }: HttpExchange, parts: RequestParts): object {
  const { cookie, ...headers } = joinValues(parts.headers);
  return {
    routeKey: route.routeKey,
    rawPath: parts.path,
    rawQueryString: parts.rawQuery,
    ...(cookie !== undefined && { cookies: cookie.split(/[;,] */).filter((part) => part !== '') }),
    headers,
    ...(hasMembers(parts.query) && { queryStringParameters: joinValues(parts.query) }),
    ...(hasMembers(pathParameters) && { pathParameters }),
    ...(hasMembers(stage.variables) && { stageVariables: stage.variables }),
  };
}

export function toRequestContextV2(exchange: HttpExchange): object {
  const { request, requestId, stage, route, authorizer, path } = exchange;
  return {
    accountId: stage.api.accountId,
    apiId: stage.api.apiId,
    ...(authorizer && { authorizer: authorizer.v2 }),
    ...toDomain(exchange),
    http: {
      method: request.method,
      path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: findHeader(request.headers, 'user-agent') ?? '',
    },
    requestId,
    routeKey: route.routeKey,
    stage: stage.stageName,
    time: toCommonLogTime(request.receivedAtMs),
    timeEpoch: request.receivedAtMs,
  };
}

function joinValues(values: Values): Record<string, string> {
  const joined = emptyMap<string>();
  for (const name in values) joined[name] = (values[name] ?? []).join(',');
  return joined;
}
