/** Who is behind each open WebSocket connection, and in which rooms it is. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamodb } from './dynamodb.ts';
import { getSetting } from './environment.ts';
import { isExpired } from './expiry.ts';
import { readNumber, readText, toItem } from './item.ts';
import { Refusal } from './refusal.ts';

export type Connection = { readonly connectionId: string; readonly connectedAtMs: number };

const TableName = getSetting('CONNECTIONS_TABLE');
const MAX_ROOMS = 10;

/** API Gateway ends a connection after two hours. Source: "Quotas for configuring and running a WebSocket API". */
const LIFETIME_SECONDS = 2 * 60 * 60;

export function toExpiry({ connectedAtMs }: Connection): number {
  return Math.ceil(connectedAtMs / 1000) + LIFETIME_SECONDS;
}

export async function storeConnection(connection: Connection, userId: string): Promise<void> {
  const Item = toItem({ ...connection, userId, expiresAtSeconds: toExpiry(connection) });
  await dynamodb.send(new PutItemCommand({ TableName, Item }));
}

/** A user's connections, a page at a time. The index lags a little: some may be gone. */
export async function* findConnections(userId: string): AsyncGenerator<Connection> {
  const query = {
    TableName,
    IndexName: 'byUser',
    KeyConditionExpression: 'userId = :userId',
    ExpressionAttributeValues: toItem({ ':userId': userId }),
  };
  for await (const { Items = [] } of paginateQuery({ client: dynamodb }, query)) {
    for (const item of Items.filter((it) => !isExpired(it))) {
      yield { connectionId: readText(item, 'connectionId'), connectedAtMs: readNumber(item, 'connectedAtMs') };
    }
  }
}

/** Notes that a connection is in a room. Throws a Refusal when it is gone, or in too many rooms. */
export async function enterRoom(connectionId: string, room: string): Promise<void> {
  const update = new UpdateItemCommand({
    TableName,
    Key: toItem({ connectionId }),
    UpdateExpression: 'ADD rooms :rooms',
    ConditionExpression:
      'attribute_exists(connectionId) AND (attribute_not_exists(rooms) OR contains(rooms, :room) OR size(rooms) < :max)',
    ExpressionAttributeValues: { ':rooms': { SS: [room] }, ...toItem({ ':room': room, ':max': MAX_ROOMS }) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  await dynamodb.send(update).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (error.Item) throw new Refusal(409, 'TooManyRooms', `One connection can be in ${MAX_ROOMS} rooms at most.`);
    throw new Refusal(410, 'ConnectionGone', 'This connection is not known any more. Please connect again.');
  });
}

export async function exitRoom(connectionId: string, room: string): Promise<void> {
  const update = new UpdateItemCommand({
    TableName,
    Key: toItem({ connectionId }),
    UpdateExpression: 'DELETE rooms :rooms',
    // An update would make an item for a connection that is gone.
    ConditionExpression: 'attribute_exists(connectionId)',
    ExpressionAttributeValues: { ':rooms': { SS: [room] } },
  });
  await dynamodb.send(update).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

/** Gives the rooms that the connection was in. */
export async function forgetConnection(connectionId: string): Promise<readonly string[]> {
  const { Attributes } = await dynamodb.send(
    new DeleteItemCommand({ TableName, Key: toItem({ connectionId }), ReturnValues: 'ALL_OLD' }),
  );
  return Attributes?.rooms?.SS ?? [];
}
