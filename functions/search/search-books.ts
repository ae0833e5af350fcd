/** GET /search?q= */
import { json } from '../shared/answer.ts';
import { findBooks } from '../shared/find-books.ts';
import { recordMetrics } from '../shared/metrics.ts';
import { Refusal } from '../shared/refusal.ts';
import { restRoute } from '../shared/rest-route.ts';
import { rank } from './ranking.ts';
import { findEntries } from './search-terms-table.ts';
import { toQueryWords } from './words.ts';

const MAX_QUERY = 100;
const MAX_RESULTS = 50;

export const handler = restRoute(async (event) => {
  const query = event.queryStringParameters?.q?.trim() ?? '';
  if (query === '' || query.length > MAX_QUERY) {
    throw new Refusal(400, 'InvalidQuery', `q is a text of 1 to ${MAX_QUERY} characters.`);
  }
  const result = await search(toQueryWords(query));
  // What people look for in vain is what the shop might sell.
  if (result.items.length === 0) recordMetrics({ SearchesWithoutResult: 1 });
  return json(200, result);
});

/** Reads the entries of the longest word, which is the rarest most likely, and looks for the others among them. */
async function search(words: readonly string[]) {
  const [longest] = [...words].sort((a, b) => b.length - a.length);
  if (longest === undefined) return { items: [], truncated: false };
  const { entries, isComplete } = await findEntries(longest);
  const matches = rank(entries, words);
  const bookIds = matches.slice(0, MAX_RESULTS).map(({ bookId }) => bookId);
  const books = await findBooks(bookIds);
  // The index follows the catalogue within a second or so: a book may be gone already.
  const items = bookIds.flatMap((bookId) => books.get(bookId) ?? []);
  return { items, truncated: !isComplete || matches.length > MAX_RESULTS };
}
