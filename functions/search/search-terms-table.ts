/** The search index: one item for each word of each book, all that begin with the same two letters side by side. */
import { BatchWriteItemCommand, QueryCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { toItem } from '../shared/item.ts';
import { waitAfterAttempt } from '../shared/wait.ts';
import { toEntry, toEntryItems, toEntryKey, toPrefix } from './entry-item.ts';
import type { Entry } from './ranking.ts';

const TableName = getSetting('SEARCH_TERMS_TABLE');
const MAX_ENTRIES = 200;
const MAX_WRITES = 25;
const ATTEMPTS = 6;

/** What begins with `word`, at most 200 entries: the cost is the same however many books there are. */
export async function findEntries(word: string): Promise<{ entries: readonly Entry[]; isComplete: boolean }> {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#prefix = :prefix AND begins_with(wordAndBook, :word)',
      ExpressionAttributeNames: { '#prefix': 'prefix' },
      ExpressionAttributeValues: toItem({ ':prefix': toPrefix(word), ':word': word }),
      Limit: MAX_ENTRIES,
    }),
  );
  return { entries: Items.map(toEntry), isComplete: LastEvaluatedKey === undefined };
}

/** Makes the index hold exactly `entry.words` for a book. `formerWords` are those that may be there and have to go. */
export async function storeEntries(entry: Entry, formerWords: readonly string[]): Promise<void> {
  const puts = toEntryItems(entry).map((Item) => ({ PutRequest: { Item } }));
  const stale = formerWords.filter((word) => !entry.words.includes(word));
  const deletes = stale.map((word) => ({ DeleteRequest: { Key: toEntryKey(word, entry.bookId) } }));
  const writes: WriteRequest[] = [...puts, ...deletes];
  for (let start = 0; start < writes.length; start += MAX_WRITES) {
    await writeAll(writes.slice(start, start + MAX_WRITES));
  }
}

async function writeAll(writes: readonly WriteRequest[]): Promise<void> {
  let waiting = [...writes];
  for (let attempt = 0; waiting.length > 0; attempt++) {
    if (attempt === ATTEMPTS)
      throw new Error(`BatchWriteItem left ${waiting.length} items over in ${ATTEMPTS} attempts.`);
    if (attempt > 0) await waitAfterAttempt(attempt);
    const reply = await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: waiting } }));
    waiting = reply.UnprocessedItems?.[TableName] ?? [];
  }
}
