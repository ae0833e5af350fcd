/** $disconnect: forgets a connection. */
import type { APIGatewayProxyResultV2 } from 'aws-lambda';
import { removeConnection } from '../shared/remove-connection.ts';
import type { ChatEvent } from './chat-event.ts';

/**
 * API Gateway may deliver it late, twice, never, or before $connect has written. What is left over then is removed by
 * the first post that finds nobody there, or expires.
 */
export async function handler({ requestContext }: ChatEvent): Promise<APIGatewayProxyResultV2> {
  await removeConnection(requestContext.connectionId);
  return { statusCode: 200 };
}
