/** The events that Lambda authorizers of HTTP APIs get. */

import type { AuthorizerDefinition } from '../definition.ts';
import { toRequestContextV1, toRequestV1 } from '../event-v1.ts';
import { toRequestContextV2, toRequestV2 } from '../event-v2.ts';
import type { HttpExchange } from '../exchange.ts';

/** With the request's own path; the `$default` route goes by its name. */
export function toRouteArn({ stage, route, request, routedPath }: HttpExchange): string {
  const { region, accountId, apiId } = stage.api;
  const rest = route.routeKey === '$default' ? '$default' : `${request.method}${routedPath}`;
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage.stageName}/${rest}`;
}

export function toAuthorizerEvent(
  { payloadFormatVersion }: AuthorizerDefinition,
  exchange: HttpExchange,
  identities: readonly string[],
): object {
  const arn = toRouteArn(exchange);
  if (payloadFormatVersion === '2.0') {
    return {
      version: '2.0',
      type: 'REQUEST',
      routeArn: arn,
      identitySource: identities.length === 0 ? null : identities,
      ...toRequestV2(exchange, exchange),
      requestContext: toRequestContextV2(exchange),
    };
  }
  const identitySource = identities.length === 0 ? null : identities.join(',');
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn: arn,
    identitySource,
    authorizationToken: identitySource,
    ...toRequestV1(exchange, exchange),
    requestContext: toRequestContextV1(exchange),
  };
}
