/** Sends one frame to many connections through API Gateway's @connections. */
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { getSetting } from './environment.ts';
import { logError } from './log-error.ts';

type Recipient = { readonly connectionId: string };

/** So many posts are under way at any time. More would only wait for each other. */
const AT_ONCE = 64;

const agent = { keepAlive: true, maxSockets: AT_ONCE };
const client = new ApiGatewayManagementApiClient({
  endpoint: getSetting('CONNECTIONS_ENDPOINT'),
  // The client never changes, so the SDK need not put its middleware together anew for each post: a third less work.
  cacheMiddleware: true,
  requestHandler: {
    httpAgent: agent,
    httpsAgent: agent,
    connectionTimeout: 3000,
    requestTimeout: 5000,
    throwOnRequestTimeout: true,
  },
});

/**
 * `recipients` may be any number: the next one is read when a post is done. One that is gone is handed to `onGone`,
 * any other failure is logged, and neither keeps the frame from anyone else.
 */
export async function postToAll<To extends Recipient>(
  recipients: AsyncGenerator<To>,
  frame: object,
  onGone: (recipient: To) => Promise<void>,
): Promise<void> {
  const data = Buffer.from(JSON.stringify(frame));
  const postSome = async () => {
    for await (const recipient of recipients) await postToOne(recipient, data, onGone);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, postSome));
}

async function postToOne<To extends Recipient>(
  recipient: To,
  data: Buffer,
  onGone: (recipient: To) => Promise<void>,
): Promise<void> {
  const { connectionId } = recipient;
  try {
    await client
      .send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: data }))
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === 'GoneException') return onGone(recipient);
        throw error;
      });
  } catch (error) {
    logError(error, { connectionId });
  }
}
