/** The events that functions behind a WebSocket API get. Source: "Data models, mapping templates and events for WebSocket APIs" and recorded events. */

import { toCommonLogTime } from '../api-gateway/common-log-time.ts';
import { hasMembers, toSingleValues } from '../api-gateway/request-parameters.ts';
import type { ClientFacts, Disconnection } from './connection.ts';
import type { WebSocketStageDefinition } from './definition.ts';

/** Every value of a repeated name, in order. */
export type Values = Readonly<Record<string, readonly string[]>>;

export interface Occurrence {
  readonly facts: ClientFacts;
  readonly stage: WebSocketStageDefinition;
  readonly requestId: string;
  readonly routeKey: string;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

export interface ConnectRequest {
  readonly headers: Values;
  readonly query: Values;
}

export function toConnectEvent(occurrence: Occurrence, { headers, query }: ConnectRequest): object {
  return {
    headers: toSingleValues(headers),
    multiValueHeaders: headers,
    ...(hasMembers(query) && {
      queryStringParameters: toSingleValues(query),
      multiValueQueryStringParameters: query,
    }),
    ...toStageVariables(occurrence),
    requestContext: toRequestContext(occurrence, 'CONNECT'),
    isBase64Encoded: false,
  };
}

export const toMessageEvent = (occurrence: Occurrence, messageId: string, body: string): object => ({
  ...toStageVariables(occurrence),
  requestContext: { messageId, ...toRequestContext(occurrence, 'MESSAGE') },
  body,
  isBase64Encoded: false,
});

/** With four headers that mean nothing, as recorded. */
export function toDisconnectEvent(occurrence: Occurrence, { code, reason }: Disconnection): object {
  const headers = { Host: occurrence.facts.domainName, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
  const multiValueHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return {
    headers,
    multiValueHeaders,
    ...toStageVariables(occurrence),
    requestContext: {
      disconnectStatusCode: code,
      ...toRequestContext(occurrence, 'DISCONNECT'),
      disconnectReason: reason,
    },
    isBase64Encoded: false,
  };
}

/** What the authorizer of `$connect` is asked. Maps that would be left out of other events are empty here. */
export const toAuthorizerEvent = (
  occurrence: Occurrence,
  { headers, query }: ConnectRequest,
  methodArn: string,
): object => ({
  type: 'REQUEST',
  methodArn,
  headers: toSingleValues(headers),
  multiValueHeaders: headers,
  queryStringParameters: toSingleValues(query),
  multiValueQueryStringParameters: query,
  stageVariables: occurrence.stage.variables,
  requestContext: toRequestContext(occurrence, 'CONNECT'),
});

const toStageVariables = ({ stage }: Occurrence): object =>
  hasMembers(stage.variables) ? { stageVariables: stage.variables } : {};

export function toRequestContext(
  { facts, stage, requestId, routeKey, atMs }: Occurrence,
  eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT',
): Record<string, unknown> {
  const { authorizer, userAgent } = facts;
  return {
    routeKey,
    ...(authorizer && { authorizer }),
    eventType,
    extendedRequestId: requestId,
    requestTime: toCommonLogTime(atMs),
    messageDirection: 'IN',
    stage: stage.stageName,
    connectedAt: facts.connectedAtMs,
    requestTimeEpoch: atMs,
    identity: { ...(userAgent !== undefined && { userAgent }), sourceIp: facts.sourceIp },
    requestId,
    domainName: facts.domainName,
    connectionId: facts.connectionId,
    apiId: stage.api.apiId,
  };
}
