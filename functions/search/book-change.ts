/** What a record of the Books table's stream says. */
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { SearchedText } from './words.ts';

export type BookChange = {
  readonly bookId: string;
  /** Absent when the book was added. */
  readonly before: Image | undefined;
  /** Absent when the book was removed. */
  readonly after: Image | undefined;
};

type Image = SearchedText & { readonly version: string | undefined };

export function parseChange({ dynamodb, eventID }: DynamoDBRecord): BookChange {
  const bookId = dynamodb?.Keys?.id?.S;
  if (bookId === undefined) throw new TypeError(`The record ${eventID} names no book.`);
  return { bookId, before: toImage(dynamodb?.OldImage), after: toImage(dynamodb?.NewImage) };
}

/** A change of stock or rating keeps the version: there is nothing to index. Those are nearly all of the changes. */
export function hasNewText({ before, after }: BookChange): boolean {
  return before === undefined || after === undefined || before.version !== after.version;
}

/** Lenient: an item that lacks a title was never indexed, and must not keep the stream from going on. */
function toImage(image: Record<string, AttributeValue> | undefined): Image | undefined {
  return image && { title: image.title?.S ?? '', author: image.author?.S ?? '', version: image.version?.N };
}
