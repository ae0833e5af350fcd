/** Reads what of a book can be searched. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { readText, toItem } from '../shared/item.ts';
import type { SearchedText } from './words.ts';

const TableName = getSetting('BOOKS_TABLE');

/** Consistent: an older text would stay in the index until the next edit. */
export async function findSearchedText(bookId: string): Promise<SearchedText | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: toItem({ id: bookId }), ConsistentRead: true }),
  );
  return Item && { title: readText(Item, 'title'), author: readText(Item, 'author') };
}
