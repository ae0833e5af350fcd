/** Keeps the search index: reads the stream of the Books table. */
import { streamConsumer } from '../shared/stream-consumer.ts';
import { hasNewText, parseChange } from './book-change.ts';
import { storeEntries } from './search-terms-table.ts';
import { findSearchedText } from './searched-text.ts';
import { toBookWords } from './words.ts';

/**
 * The record says which book to look at; what to index is read from the table, as it is now. So a record that comes
 * twice, or late, does no harm.
 */
export const handler = streamConsumer('indexBooks', async (record) => {
  const change = parseChange(record);
  if (!hasNewText(change)) return;
  const { bookId, before, after } = change;
  const book = await findSearchedText(bookId);
  const words = book ? toBookWords(book) : [];
  const formerWords = [before, after].flatMap((text) => (text ? toBookWords(text) : []));
  await storeEntries({ bookId, title: book?.title ?? '', words }, [...new Set(formerWords)]);
});
