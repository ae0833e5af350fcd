/** Reads several books at once. */
import { BatchGetItemCommand, type KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { type Book, toBook } from './book.ts';
import { dynamodb } from './dynamodb.ts';
import { getSetting } from './environment.ts';
import { waitAfterAttempt } from './wait.ts';

const TableName = getSetting('BOOKS_TABLE');
const ATTEMPTS = 6;

/** At most 100 ids, none twice: BatchGetItem takes no more. The answer leaves out books that don't exist. */
export async function findBooks(
  bookIds: readonly string[],
  options: { readonly ConsistentRead?: boolean } = {},
): Promise<ReadonlyMap<string, Book>> {
  const books = new Map<string, Book>();
  let waiting: KeysAndAttributes = { ...options, Keys: bookIds.map((id) => ({ id: { S: id } })) };
  for (let attempt = 0; waiting.Keys?.length; attempt++) {
    if (attempt === ATTEMPTS) throw throttled();
    if (attempt > 0) await waitAfterAttempt(attempt);
    const reply = await dynamodb.send(new BatchGetItemCommand({ RequestItems: { [TableName]: waiting } }));
    for (const book of (reply.Responses?.[TableName] ?? []).map(toBook)) books.set(book.id, book);
    // DynamoDB hands back what it had no capacity for.
    waiting = reply.UnprocessedKeys?.[TableName] ?? { Keys: [] };
  }
  return books;
}

function throttled(): Error {
  return Object.assign(new Error(`BatchGetItem left keys over in ${ATTEMPTS} attempts.`), {
    name: 'ThrottlingException',
  });
}
