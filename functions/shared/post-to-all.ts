/** Sends one frame to many connections. */
import { POSTS_AT_ONCE, postToConnection } from './connections-api.ts';
import { logError } from './log-error.ts';

type Recipient = { readonly connectionId: string };

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
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, postSome));
}

async function postToOne<To extends Recipient>(
  recipient: To,
  data: Buffer,
  onGone: (recipient: To) => Promise<void>,
): Promise<void> {
  const { connectionId } = recipient;
  try {
    const isThere = await postToConnection(connectionId, data);
    if (!isThere) await onGone(recipient);
  } catch (error) {
    logError(error, { connectionId });
  }
}
