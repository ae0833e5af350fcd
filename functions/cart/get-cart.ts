/** GET /cart */
import { json } from '../shared/answer.ts';
import { getCaller } from '../shared/caller.ts';
import { readCart } from '../shared/cart-lines.ts';
import { findBooks } from '../shared/find-books.ts';
import { restRoute } from '../shared/rest-route.ts';
import { toCart } from './cart.ts';

export const handler = restRoute(async (event) => {
  const content = await readCart(getCaller(event).userId);
  const books = await findBooks(content.lines.map(({ bookId }) => bookId));
  return json(200, toCart(content, books), { 'Cache-Control': 'no-store' });
});
