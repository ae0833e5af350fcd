/** DELETE /wishlist/{bookId}. A book that is not there need not be removed. */
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { getUserId } from '../shared/caller.ts';
import { httpRoute } from '../shared/http-route.ts';
import { removeWish } from './wishlist-table.ts';

export const handler = httpRoute(async (event) => {
  const bookId = event.pathParameters?.bookId;
  if (!isBookId(bookId)) throw noSuchBook();
  await removeWish(getUserId(event), bookId);
  return { statusCode: 204, headers: {}, body: '' };
});
