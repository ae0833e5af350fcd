/** $connect: remembers who is behind a new connection. */
import type { APIGatewayProxyResultV2 } from 'aws-lambda';
import { getChatter } from '../shared/caller.ts';
import { storeConnection } from '../shared/connection-table.ts';
import { recordMetrics } from '../shared/metrics.ts';
import { type ChatEvent, toConnection } from './chat-event.ts';
import { PROTOCOL } from './protocol.ts';

/** The client offered its token as a second subprotocol. A browser takes one of the two for an answer: never the token. */
export async function handler(event: ChatEvent): Promise<APIGatewayProxyResultV2> {
  await storeConnection(toConnection(event), getChatter(event).userId);
  recordMetrics({ ChatConnections: 1 });
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': PROTOCOL } };
}
