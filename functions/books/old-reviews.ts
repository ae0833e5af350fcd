/** Looks for the reviews that a deleted book has left behind. */
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { toItem } from '../shared/item.ts';

const TableName = getSetting('REVIEWS_TABLE');

export async function hasReviews(bookId: string): Promise<boolean> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'bookId = :bookId',
      ExpressionAttributeValues: toItem({ ':bookId': bookId }),
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Items.length > 0;
}
