/** What API Gateway tells a function about a WebSocket connection. */
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { Connection } from '../shared/connection-table.ts';

export type ChatEvent = {
  readonly body?: string;
  readonly requestContext: Pick<
    APIGatewayProxyWebsocketEventV2['requestContext'],
    'connectionId' | 'connectedAt' | 'routeKey' | 'requestId'
  >;
};

export function toConnection({ requestContext }: ChatEvent): Connection {
  return { connectionId: requestContext.connectionId, connectedAtMs: requestContext.connectedAt };
}
