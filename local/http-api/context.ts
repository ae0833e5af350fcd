/** `$context` of an HTTP API, for mappings and identity sources, and what both payload formats show of it. */

import { toCommonLogTime } from '../api-gateway/common-log-time.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import type { HttpExchange } from './exchange.ts';

/** Source: "Customize HTTP API access logs". */
export function toContext(exchange: HttpExchange): Readonly<Record<string, unknown>> {
  const { request, requestId, stage, route, authorizer, path } = exchange;
  const { api } = stage;
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    authorizer: authorizer?.v1,
    ...toDomain(exchange),
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: { sourceIp: request.sourceIp, userAgent: findHeader(request.headers, 'user-agent') },
    path,
    protocol: request.protocol,
    requestId,
    requestTime: toCommonLogTime(request.receivedAtMs),
    requestTimeEpoch: Math.floor(request.receivedAtMs / 1000),
    routeKey: route.routeKey,
    stage: stage.stageName,
  };
}

export function toDomain({ request }: HttpExchange): { readonly domainName: string; readonly domainPrefix: string } {
  const domainName = findHeader(request.headers, 'host') ?? 'localhost';
  const end = domainName.search(/[.:]/);
  return { domainName, domainPrefix: end === -1 ? domainName : domainName.slice(0, end) };
}
