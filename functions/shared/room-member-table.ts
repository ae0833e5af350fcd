/** Which connections are in a room. Read consistently: nobody who has joined may miss a message. */
import { DeleteItemCommand, GetItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { dynamodb } from './dynamodb.ts';
import { getSetting } from './environment.ts';
import { isExpired } from './expiry.ts';
import { readText, toItem } from './item.ts';

export type Member = { readonly connectionId: string; readonly publicId: string };

const TableName = getSetting('ROOM_MEMBERS_TABLE');

export async function addMember(room: string, member: Member, expiresAtSeconds: number): Promise<void> {
  await dynamodb.send(new PutItemCommand({ TableName, Item: toItem({ room, ...member, expiresAtSeconds }) }));
}

export async function removeMember(room: string, connectionId: string): Promise<void> {
  await dynamodb.send(new DeleteItemCommand({ TableName, Key: toItem({ room, connectionId }) }));
}

export async function isMember(room: string, connectionId: string): Promise<boolean> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: toItem({ room, connectionId }), ConsistentRead: true }),
  );
  return Item !== undefined && !isExpired(Item);
}

/** A page at a time, however many they are. */
export async function* findMembers(room: string): AsyncGenerator<Member> {
  const query = {
    TableName,
    KeyConditionExpression: 'room = :room',
    ExpressionAttributeValues: toItem({ ':room': room }),
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client: dynamodb }, query)) {
    for (const item of Items.filter((it) => !isExpired(it))) {
      yield { connectionId: readText(item, 'connectionId'), publicId: readText(item, 'publicId') };
    }
  }
}
