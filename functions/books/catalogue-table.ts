/** Writes the Books table for staff. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Book, toBook } from '../shared/book.ts';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { toItem } from '../shared/item.ts';
import type { BookText } from './book-text.ts';

const TableName = getSetting('BOOKS_TABLE');

export async function findBook(bookId: string): Promise<Book | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: toItem({ id: bookId }), ConsistentRead: true }),
  );
  return Item && toBook(Item);
}

/** False when the id is taken: nothing is ever overwritten. */
export async function addBook(book: Book): Promise<boolean> {
  const { rating: _none, ...fields } = book;
  const Item = toItem({ ...fields, ratingSum: 0, ratingCount: 0 });
  const put = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' });
  return (await unlessRefused(dynamodb.send(put))) !== undefined;
}

/** Undefined when the book has another version by now, or is gone. */
export async function replaceText(bookId: string, text: BookText, version: number): Promise<Book | undefined> {
  const names = Object.keys(text);
  const update = new UpdateItemCommand({
    TableName,
    Key: toItem({ id: bookId }),
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}, version = :next`,
    ConditionExpression: 'version = :version',
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: toItem({
      ...Object.fromEntries(Object.entries(text).map(([name, value]) => [`:${name}`, value])),
      ':version': version,
      ':next': version + 1,
    }),
    ReturnValues: 'ALL_NEW',
  });
  const reply = await unlessRefused(dynamodb.send(update));
  return reply?.Attributes && toBook(reply.Attributes);
}

/** False when there is no such book. */
export async function removeBook(bookId: string): Promise<boolean> {
  const remove = new DeleteItemCommand({
    TableName,
    Key: toItem({ id: bookId }),
    ConditionExpression: 'attribute_exists(id)',
  });
  return (await unlessRefused(dynamodb.send(remove))) !== undefined;
}

/**
 * Throws TransactionCanceledException when fewer copies are there than are taken away. A transaction, although it is one write: it
 * carries a token, so that the SDK's own repetition after a lost answer doesn't add twice.
 */
export async function addToStock(bookId: string, change: number): Promise<void> {
  const Update = {
    TableName,
    Key: toItem({ id: bookId }),
    UpdateExpression: 'SET stock = stock + :change',
    ConditionExpression: 'stock >= :least',
    ExpressionAttributeValues: toItem({ ':change': change, ':least': -change }),
  };
  await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Update }] }));
}

/** Undefined when the write's condition doesn't hold. */
async function unlessRefused<Reply>(write: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
