/** Reads the Books table. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { readText } from '../shared/item.ts';
import type { CoverBook } from './cover.ts';

const TableName = getSetting('BOOKS_TABLE');

export async function findBookForCover(bookId: string): Promise<CoverBook | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { id: { S: bookId } }, ProjectionExpression: 'id, title, author, category' }),
  );
  return (
    Item && {
      id: readText(Item, 'id'),
      title: readText(Item, 'title'),
      author: readText(Item, 'author'),
      category: readText(Item, 'category'),
    }
  );
}
