/** PUT /wishlist/{bookId} */
import { assertBook } from '../shared/assert-book.ts';
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { getUserId } from '../shared/caller.ts';
import { httpRoute } from '../shared/http-route.ts';
import { addWish } from './wishlist-table.ts';

export const handler = httpRoute(async (event) => {
  const bookId = event.pathParameters?.bookId;
  if (!isBookId(bookId)) throw noSuchBook();
  await assertBook(bookId);
  await addWish(getUserId(event), bookId);
  return { statusCode: 204, headers: {}, body: '' };
});
