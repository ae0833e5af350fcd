/** Tells buyers how their orders get on: reads the stream of the Orders table. */
import type { DynamoDBRecord } from 'aws-lambda';
import { type Connection, findConnections } from '../shared/connection-table.ts';
import { postToAll } from '../shared/post-to-all.ts';
import { removeConnection } from '../shared/remove-connection.ts';
import { streamConsumer } from '../shared/stream-consumer.ts';
import { parseOrderStatus } from './order-status.ts';

/** While $connect still runs, a post finds nobody there, and that is no reason to forget the connection. */
const CONNECTING_MS = 10_000;

/** A frame says what the status is, not that it changed: one that is sent twice changes nothing. */
export const handler = streamConsumer('sendOrderNews', async (record) => {
  if (record.eventName !== 'MODIFY' || !hasNewStatus(record)) return;
  const { userId, orderId } = record.dynamodb?.Keys ?? {};
  const status = parseOrderStatus(record.dynamodb?.NewImage?.status?.S ?? '');
  if (!userId?.S || !orderId?.S) throw new TypeError(`The record ${record.eventID} names no order.`);
  await postToAll(findConnections(userId.S), { type: 'order', orderId: orderId.S, status }, removeIfGone);
});

function hasNewStatus({ dynamodb }: DynamoDBRecord): boolean {
  return dynamodb?.OldImage?.status?.S !== dynamodb?.NewImage?.status?.S;
}

async function removeIfGone({ connectionId, connectedAtMs }: Connection): Promise<void> {
  if (Date.now() - connectedAtMs > CONNECTING_MS) await removeConnection(connectionId);
}
