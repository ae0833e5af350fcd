/** Fills the tables with generated books and their entries in the search index, in parallel batches. */

import { toEntryItems } from '../../functions/search/entry-item.ts';
import { toBookWords } from '../../functions/search/words.ts';
import { toItem } from '../../functions/shared/item.ts';
import { toGeneratedBook } from './generated-books.ts';

export interface Destination {
  readonly booksTable: string;
  readonly searchTermsTable: string;
  ask(action: string, input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
}

type Item = ReturnType<typeof toItem>;

/** BatchWriteItem takes no more. */
const BATCH = 25;
const PARALLEL_BATCHES = 8;
const BOOKS_A_ROUND = 5_000;

/** The books `from` to `to`, without the latter. `log` is told after every 5,000 books. */
export async function loadBooks(
  destination: Destination,
  from: number,
  to: number,
  log: (line: string) => void = () => {},
): Promise<void> {
  const startedAt = performance.now();
  for (let first = from; first < to; first += BOOKS_A_ROUND) {
    const next = Math.min(first + BOOKS_A_ROUND, to);
    const books = Array.from({ length: next - first }, (_, index) => toGeneratedBook(first + index));
    await writeAll(destination, destination.booksTable, books.map(toItem));
    await writeAll(destination, destination.searchTermsTable, books.flatMap(toSearchEntries));
    log(`Loading books: ${next} of ${to}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }
}

/** As functions/search/index-books.ts would have them stored. */
function toSearchEntries(book: ReturnType<typeof toGeneratedBook>): readonly Item[] {
  return toEntryItems({ bookId: book.id, title: book.title, words: toBookWords(book) });
}

async function writeAll({ ask }: Destination, table: string, items: readonly Item[]): Promise<void> {
  let next = 0;
  const writeSome = async (): Promise<void> => {
    while (next < items.length) {
      const batch = items.slice(next, next + BATCH);
      next += BATCH;
      const writes = batch.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems } = await ask('BatchWriteItem', { RequestItems: { [table]: writes } });
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error(`${table} left items over.`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_BATCHES }, writeSome));
}
