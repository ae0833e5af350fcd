/** DELETE /books/{bookId}/reviews/mine */
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { getCaller } from '../shared/caller.ts';
import { Refusal } from '../shared/refusal.ts';
import { restRoute } from '../shared/rest-route.ts';
import { retryOnConflict } from '../shared/retry-on-conflict.ts';
import { toReviewerId } from './review.ts';
import { readRating, removeOrphan, removeReview } from './review-table.ts';

export const handler = restRoute(async (event) => {
  const { userId } = getCaller(event);
  const bookId = event.pathParameters?.bookId;
  if (!isBookId(bookId)) throw noSuchBook();
  const key = { bookId, reviewerId: toReviewerId(bookId, userId) };
  await retryOnConflict(async () => {
    const { hasBook, rating } = await readRating(key);
    if (rating === undefined) throw new Refusal(404, 'ReviewNotFound', 'You have not reviewed this book.');
    await (hasBook ? removeReview(key, rating) : removeOrphan(key));
  });
  return { statusCode: 204, headers: {}, body: '' };
});
