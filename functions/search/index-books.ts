/** Keeps the search index: reads the stream of the Books table. */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { hasNewText, parseChange } from './book-change.ts';
import { storeEntries } from './search-terms-table.ts';
import { findSearchedText } from './searched-text.ts';
import { toBookWords } from './words.ts';

/**
 * In the order of the stream, up to the first record that fails: Lambda tries again from there, and puts that one
 * aside after a few attempts. Source: "Configuring partial batch response with DynamoDB and Lambda".
 */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of Records) {
    try {
      await indexBook(record);
    } catch (error) {
      logError(error, record);
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

/**
 * The record says which book to look at; what to index is read from the table, as it is now. So a record that comes
 * twice, or late, does no harm.
 */
async function indexBook(record: DynamoDBRecord): Promise<void> {
  const change = parseChange(record);
  if (!hasNewText(change)) return;
  const { bookId, before, after } = change;
  const book = await findSearchedText(bookId);
  const words = book ? toBookWords(book) : [];
  const formerWords = [before, after].flatMap((text) => (text ? toBookWords(text) : []));
  await storeEntries({ bookId, title: book?.title ?? '', words }, [...new Set(formerWords)]);
}

function logError(error: unknown, { eventID, dynamodb }: DynamoDBRecord): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const line = { level: 'ERROR', function: 'indexBooks', eventID, sequenceNumber: dynamodb?.SequenceNumber };
  console.error(JSON.stringify({ ...line, name, message, stack }));
}
