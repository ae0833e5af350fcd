/** Asks whether there is a book, for what refers to it. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { noSuchBook } from './book-id.ts';
import { dynamodb } from './dynamodb.ts';
import { getSetting } from './environment.ts';

const TableName = getSetting('BOOKS_TABLE');

/** Throws a Refusal (404) when there is none. */
export async function assertBook(bookId: string): Promise<void> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { id: { S: bookId } }, ProjectionExpression: 'id' }),
  );
  if (!Item) throw noSuchBook();
}
