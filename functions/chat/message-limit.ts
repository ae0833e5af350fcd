/** Keeps anyone from flooding a room: five messages a second for each user, over all connections. */
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { nowInSeconds } from '../shared/expiry.ts';
import { toItem } from '../shared/item.ts';
import { Refusal } from '../shared/refusal.ts';

const TableName = getSetting('CHAT_LIMITS_TABLE');
const MESSAGES_PER_SECOND = 5;
const KEPT_SECONDS = 60;

/** Counts a message. Throws a Refusal when it is one too many. */
export async function countMessage(userId: string): Promise<void> {
  const now = nowInSeconds();
  const update = new UpdateItemCommand({
    TableName,
    Key: toItem({ userIdAndSecond: `${userId}#${now}` }),
    UpdateExpression: 'ADD messageCount :one SET expiresAtSeconds = :expiry',
    ConditionExpression: 'attribute_not_exists(messageCount) OR messageCount < :max',
    ExpressionAttributeValues: toItem({ ':one': 1, ':max': MESSAGES_PER_SECOND, ':expiry': now + KEPT_SECONDS }),
  });
  await dynamodb.send(update).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new Refusal(429, 'TooManyMessages', `You can send ${MESSAGES_PER_SECOND} messages a second.`);
  });
}
