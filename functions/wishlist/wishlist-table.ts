/** Stores which books somebody wishes for: one item each. */
import { DeleteItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { readText, toItem } from '../shared/item.ts';

export type Wish = { readonly bookId: string; readonly addedAt: string };

export type WishQuery = {
  readonly limit: number;
  /** The last book of the page before. */
  readonly after?: string | undefined;
};

const TableName = getSetting('WISHLIST_TABLE');

/** Sorted by book. `isLast` is false when there may be more. */
export async function findWishes(userId: string, { limit, after }: WishQuery) {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: toItem({ ':userId': userId }),
      ...(after === undefined ? {} : { ExclusiveStartKey: toItem({ userId, bookId: after }) }),
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  const wishes: readonly Wish[] = Items.map((item) => ({
    bookId: readText(item, 'bookId'),
    addedAt: readText(item, 'addedAt'),
  }));
  return { wishes, isLast: LastEvaluatedKey === undefined };
}

/** Again and again is as good as once: the first time stays. */
export async function addWish(userId: string, bookId: string): Promise<void> {
  const update = new UpdateItemCommand({
    TableName,
    Key: toItem({ userId, bookId }),
    UpdateExpression: 'SET addedAt = if_not_exists(addedAt, :now)',
    ExpressionAttributeValues: toItem({ ':now': new Date().toISOString() }),
  });
  await dynamodb.send(update);
}

export async function removeWish(userId: string, bookId: string): Promise<void> {
  await dynamodb.send(new DeleteItemCommand({ TableName, Key: toItem({ userId, bookId }) }));
}
