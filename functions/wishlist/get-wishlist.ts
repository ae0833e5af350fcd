/** GET /wishlist */
import { json } from '../shared/answer.ts';
import { getUserId } from '../shared/caller.ts';
import { findBooks } from '../shared/find-books.ts';
import { httpRoute } from '../shared/http-route.ts';
import { parseWishQuery, toToken } from './wish-page.ts';
import { findWishes } from './wishlist-table.ts';

/** `book` is as it is now, and absent when it is no longer sold. */
export const handler = httpRoute(async (event) => {
  const query = parseWishQuery(event.queryStringParameters ?? {});
  const { wishes, isLast } = await findWishes(getUserId(event), query);
  const books = await findBooks(wishes.map(({ bookId }) => bookId));
  const items = wishes.map((wish) => ({ ...wish, book: books.get(wish.bookId) }));
  const last = wishes.at(-1);
  const page = { items, ...(last && !isLast ? { nextToken: toToken(last.bookId) } : {}) };
  return json(200, page, { 'Cache-Control': 'no-store' });
});
