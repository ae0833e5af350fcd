/** The chat's history. */
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { isExpired, nowInSeconds } from '../shared/expiry.ts';
import { toItem } from '../shared/item.ts';
import { toUlidBefore } from '../shared/ulid.ts';
import { type Message, toMessage } from './message.ts';

/** Oldest first. `hasMore`: there are others beyond the page, in the direction that was asked for. */
export type HistoryPage = { readonly items: readonly Message[]; readonly hasMore: boolean };

const TableName = getSetting('MESSAGES_TABLE');
const KEPT_SECONDS = 30 * 24 * 60 * 60;
/** Of the longest messages, so many fit into one frame of 128 KB. */
const PAGE_SIZE = 25;

export async function storeMessage({ sender, ...message }: Message): Promise<void> {
  const expiresAtSeconds = nowInSeconds() + KEPT_SECONDS;
  const Item = toItem({ ...message, senderName: sender.name, senderId: sender.id, expiresAtSeconds });
  const ConditionExpression = 'attribute_not_exists(messageId)';
  await dynamodb.send(new PutItemCommand({ TableName, Item, ConditionExpression }));
}

/** The first messages after `cursor`: the id of a message, or a time as toUlidBefore spells it. */
export async function findMessagesAfter(room: string, cursor: string): Promise<HistoryPage> {
  const oldest = toUlidBefore((nowInSeconds() - KEPT_SECONDS) * 1000);
  const items = await queryMessages(room, 'messageId > :cursor', cursor > oldest ? cursor : oldest, true);
  return { items: items.slice(0, PAGE_SIZE), hasMore: items.length > PAGE_SIZE };
}

/** The last messages before `cursor`. */
export async function findMessagesBefore(room: string, cursor: string): Promise<HistoryPage> {
  const items = await queryMessages(room, 'messageId < :cursor', cursor, false);
  return { items: items.slice(0, PAGE_SIZE).toReversed(), hasMore: items.length > PAGE_SIZE };
}

/** One more than a page holds, to see whether there are more. */
async function queryMessages(
  room: string,
  condition: string,
  cursor: string,
  ScanIndexForward: boolean,
): Promise<readonly Message[]> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: `room = :room AND ${condition}`,
      ExpressionAttributeValues: toItem({ ':room': room, ':cursor': cursor }),
      ScanIndexForward,
      ConsistentRead: true,
      Limit: PAGE_SIZE + 1,
    }),
  );
  return Items.filter((item) => !isExpired(item)).map(toMessage);
}
