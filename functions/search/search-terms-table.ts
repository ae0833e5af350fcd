/** The search index: one item for each word of each book, all that begin with the same two letters side by side. */
import { BatchWriteItemCommand, QueryCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { type Item, readText, toItem } from '../shared/item.ts';
import { waitAfterAttempt } from '../shared/wait.ts';
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
  const { bookId, title, words } = entry;
  const puts = words.map((word) => ({
    PutRequest: { Item: toItem({ ...toKey(word, bookId), title, words: words.join(' ') }) },
  }));
  const stale = formerWords.filter((word) => !words.includes(word));
  const deletes = stale.map((word) => ({ DeleteRequest: { Key: toItem(toKey(word, bookId)) } }));
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

/** No word holds a `#`, so that the words that are shorter come first. */
function toKey(word: string, bookId: string) {
  return { prefix: toPrefix(word), wordAndBook: `${word}#${bookId}` };
}

function toPrefix(word: string): string {
  return [...word].slice(0, 2).join('');
}

function toEntry(item: Item): Entry {
  const wordAndBook = readText(item, 'wordAndBook');
  return {
    bookId: wordAndBook.slice(wordAndBook.indexOf('#') + 1),
    title: readText(item, 'title'),
    words: readText(item, 'words').split(' '),
  };
}
