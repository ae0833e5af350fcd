/** Stores reviews. A review and the rating sums of its book change together or not at all. */
import {
  DeleteItemCommand,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { readNumber, toItem } from '../shared/item.ts';
import type { Review } from './review.ts';

export type ReviewKey = { readonly bookId: string; readonly reviewerId: string };

const tables = { books: getSetting('BOOKS_TABLE'), reviews: getSetting('REVIEWS_TABLE') };

/** What a new transaction builds upon: is there such a book, and which rating did this user give it so far? */
export async function readRating(key: ReviewKey): Promise<{ hasBook: boolean; rating: number | undefined }> {
  const ConsistentRead = true;
  const [book, review] = await Promise.all([
    dynamodb.send(new GetItemCommand({ TableName: tables.books, Key: { id: { S: key.bookId } }, ConsistentRead })),
    dynamodb.send(new GetItemCommand({ TableName: tables.reviews, Key: toItem(key), ConsistentRead })),
  ]);
  return { hasBook: book.Item !== undefined, rating: review.Item && readNumber(review.Item, 'rating') };
}

/** `before` is the rating that the new one replaces. Throws TransactionCanceledException when it isn't any more. */
export async function storeReview(key: ReviewKey, review: Review, before: number | undefined): Promise<void> {
  const put = { TableName: tables.reviews, Item: toItem({ ...review, ...key }), ...ifStill(before) };
  const sums = addToSums(key.bookId, review.rating - (before ?? 0), before === undefined ? 1 : 0);
  await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }, sums] }));
}

export async function removeReview(key: ReviewKey, before: number): Promise<void> {
  const remove = { TableName: tables.reviews, Key: toItem(key), ...ifStill(before) };
  const sums = addToSums(key.bookId, -before, -1);
  await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Delete: remove }, sums] }));
}

/** A book that is no longer sold has no sums to correct. */
export async function removeOrphan(key: ReviewKey): Promise<void> {
  await dynamodb.send(new DeleteItemCommand({ TableName: tables.reviews, Key: toItem(key) }));
}

function ifStill(rating: number | undefined) {
  if (rating === undefined) return { ConditionExpression: 'attribute_not_exists(bookId)' };
  return { ConditionExpression: 'rating = :before', ExpressionAttributeValues: { ':before': { N: String(rating) } } };
}

/** By difference, never by counting: exact however many write at once. */
function addToSums(bookId: string, sum: number, count: number): TransactWriteItem {
  return {
    Update: {
      TableName: tables.books,
      Key: { id: { S: bookId } },
      UpdateExpression: 'SET ratingSum = ratingSum + :sum, ratingCount = ratingCount + :count',
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeValues: toItem({ ':sum': sum, ':count': count }),
    },
  };
}
